# Objects of the failing frame are destroyed after the traceback.
class D:
    def __del__(self):
        print("deleted")
def f():
    d = D()
    raise ValueError("frame keeps d")
try:
    f()
except ValueError as e:
    print("caught", e)
print("after handler")
raise SystemExit(4)
