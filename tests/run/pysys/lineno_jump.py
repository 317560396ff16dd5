# Assigning frame.f_lineno from a trace function.
import sys
def jumper(func, at, to):
    first = func.__code__.co_firstlineno
    def tr(frame, event, arg):
        if event == "line" and frame.f_code is func.__code__ and frame.f_lineno == first + at and not done:
            done.append(1)
            try: frame.f_lineno = first + to
            except ValueError as e: print("refused:", e)
        return tr
    done, out = [], []
    sys.settrace(tr)
    try: func(out)
    except Exception as e: out.append(repr(e))
    finally: sys.settrace(None)
    print(func.__name__, at, to, out)
def plain(o):
    o.append(1)
    o.append(2)
    o.append(3)
    o.append(4)
def loop(o):
    o.append("pre")
    for i in range(3):
        o.append(i)
    o.append("post")
def tryf(o):
    try:
        o.append("try")
    finally:
        o.append("fin")
    o.append("end")
def wh(o):
    n = 0
    while n < 2:
        n += 1
        o.append(n)
    o.append("done")
for f, a, t in ((plain, 1, 3), (plain, 2, 4), (plain, 3, 2), (plain, 2, 2), (plain, 2, 99), (plain, 2, -50), (loop, 1, 3), (loop, 3, 4), (loop, 3, 3), (tryf, 2, 5), (tryf, 5, 2), (wh, 4, 3), (wh, 3, 6)): jumper(f, a, t)
def notrace():
    try: sys._getframe().f_lineno = 1
    except ValueError as e: print(e)
notrace()
def typ(frame, event, arg):
    if event == "call":
        try: frame.f_lineno = 1
        except ValueError as e: print(e)
        try: frame.f_lineno = "x"
        except (ValueError, TypeError) as e: print(e)
        try: del frame.f_lineno
        except (AttributeError, TypeError) as e: print(type(e).__name__, e)
sys.settrace(typ)
plain([])
sys.settrace(None)
