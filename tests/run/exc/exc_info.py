# sys.exc_info through nested handlers, functions and generators.
import sys
def cur():
    t, v, tb = sys.exc_info()
    return t and t.__name__, str(v)
print(cur())
try: raise ValueError("1")
except ValueError:
    print(cur())
    try: raise KeyError("2")
    except KeyError: print(cur())
    print(cur())
    def f():
        print("f", cur())
        try: raise TypeError("3")
        except TypeError: print("f", cur())
        print("f", cur())
    f()
    print(cur())
    try: print("else", cur())
    finally: print("fin", cur())
print(cur())
try:
    try: raise ValueError("x")
    finally: print("in finally", cur())
except ValueError: pass
print(cur())
class CM:
    def __enter__(self): print("enter", cur())
    def __exit__(self, *a):
        print("exit", cur(), a[0] and a[0].__name__)
        return True
with CM(): raise OSError("w")
print(cur())
def g():
    print("g", cur())
    try: raise KeyError("gen")
    except KeyError:
        yield cur()
        print("g", cur())
    yield cur()
it = g()
print(next(it), cur())
try: raise ValueError("main")
except ValueError:
    print(next(it))
def ret():
    try: raise ValueError("r")
    except ValueError: return cur()
print(ret(), cur())
for i in range(2):
    try: raise ValueError(i)
    except ValueError: continue
print(cur())
