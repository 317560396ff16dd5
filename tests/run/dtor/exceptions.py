# Exceptions keep frames, and so their locals, alive.
class D:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
def f():
    d = D("local")
    raise ValueError("x")
try: f()
except ValueError: print("in handler")
print("after")
try: f()
except ValueError as e: saved = e
print("saved")
saved = None
print("dropped")
def g():
    d = D("g local")
    try: f()
    except ValueError as e: return "ret"
print(g())
def h():
    try: f()
    finally: print("finally")
try: h()
except ValueError: pass
print("with traceback cleared")
try: f()
except ValueError as e:
    e.__traceback__ = None
    print("cleared")
class E(Exception):
    def __init__(self): self.d = D("in exc")
try: raise E
except E: print("handler")
print("gone")
def gen():
    d = D("gen local")
    try: yield 1
    finally: print("gen finally")
for x in gen(): break
print("loop left")
def nested():
    try:
        a = D("n1")
        raise KeyError
    except KeyError:
        b = D("n2")
        try: raise ValueError
        except ValueError: c = D("n3")
nested()
print("end")
