# sys.unraisablehook gets what cannot be raised.
import sys, gc, weakref
def hook(u):
    print("hook", u.exc_type.__name__, u.exc_value, u.err_msg, type(u.object).__name__, u.exc_traceback is not None)
sys.unraisablehook = hook
class A:
    def __del__(self): raise ValueError("del")
A()
def gen():
    try: yield
    finally: raise KeyError("gen cleanup")
g = gen()
next(g)
del g
def gen2():
    try: yield
    except GeneratorExit: yield "again"
g = gen2()
next(g)
del g
class W: pass
w = W()
r = weakref.ref(w, lambda ref: 1 / 0)
del w
class C:
    def __init__(self): self.me = self
    def __del__(self): raise OSError("in gc")
C()
gc.collect()
print("still here", sys.exc_info())
try: raise TypeError("outer")
except TypeError:
    A()
    print(sys.exc_info()[0].__name__)
sys.unraisablehook = lambda u: print("second", u.exc_value)
A()
