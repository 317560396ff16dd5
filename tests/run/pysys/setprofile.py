# Events of sys.setprofile, with C calls.
import sys
log = []
def prof(frame, event, arg):
    log.append((frame.f_code.co_name, event, getattr(arg, "__name__", arg) if event != "return" else arg))
def f(x):
    y = len("abc")
    return g(y)
def g(z):
    try: int("x")
    except ValueError: pass
    return [].append(z)
def gen():
    yield 1
def h():
    for v in gen(): abs(v)
    sorted([2, 1], key=lambda k: -k)
for fn, a in ((f, (1,)), (h, ())):
    log.clear()
    sys.setprofile(prof)
    fn(*a)
    sys.setprofile(None)
    for e in log: print(*e)
    print("--")
print(sys.getprofile())
def bad(frame, event, arg): raise KeyError("prof")
try:
    sys.setprofile(bad)
    f(1)
except KeyError as e: print(e, sys.getprofile())
