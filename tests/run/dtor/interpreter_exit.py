# What is destroyed at the end of the program.
class D:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
a = D("global a")
def f():
    f.attr = D("function attr")
f()
class C:
    d = D("class attr")
print("end of program")
