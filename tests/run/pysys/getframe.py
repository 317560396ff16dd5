# sys._getframe, frame attributes, f_back chains, f_locals.
import sys
def f(a, b=2):
    fr = sys._getframe()
    c = 3
    print(fr.f_code.co_name, fr.f_lineno - fr.f_code.co_firstlineno, sorted(k for k in fr.f_locals), fr.f_back.f_code.co_name, fr.f_globals is globals(), fr.f_builtins is __builtins__.__dict__, fr.f_trace)
    return fr
fr = f(1)
print(fr.f_locals["a"], fr.f_locals["c"], fr.f_back is None, fr.f_lineno - f.__code__.co_firstlineno)
fr.clear()
print(fr.f_locals)
def chain(n):
    if n: return chain(n - 1)
    out, fr = [], sys._getframe()
    while fr:
        out.append(fr.f_code.co_name)
        fr = fr.f_back
    return out
print(chain(3))
def gen():
    yield sys._getframe().f_back.f_code.co_name
def caller(): return next(gen()), [sys._getframe().f_code.co_name for _ in "a"], (lambda: sys._getframe(1).f_code.co_name)()
print(caller())
class C:
    name = sys._getframe().f_code.co_name
    up = sys._getframe(1).f_code.co_name
print(C.name, C.up)
for a in ((1000,), (-1,), ("x",), (0, 1)):
    try: print(sys._getframe(*a).f_code.co_name)
    except Exception as e: print(type(e).__name__, e)
def snap():
    x = 1
    l = sys._getframe().f_locals
    x = 2
    first = l["x"]
    sys._getframe().f_locals
    return first, l["x"], l is sys._getframe().f_locals
print(snap())
def running():
    try: sys._getframe().clear()
    except RuntimeError as e: return str(e)
print(running(), sys._getframe().f_code.co_name)
for attr, v in (("f_locals", {}), ("f_code", 1), ("f_back", None), ("f_lineno", 5), ("nope", 1)):
    try: setattr(fr, attr, v)
    except (AttributeError, ValueError) as e: print(attr, type(e).__name__, e)
