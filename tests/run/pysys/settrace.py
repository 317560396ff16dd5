# Events of sys.settrace for small functions.
import sys
events = []
def tracer(frame, event, arg):
    if frame.f_code.co_filename != __file__: return None
    events.append((frame.f_code.co_name, event, frame.f_lineno - base, arg if event == "return" else arg[0].__name__ if event == "exception" else arg))
    return tracer
def run(f, *a):
    global base
    base = f.__code__.co_firstlineno
    events.clear()
    sys.settrace(tracer)
    try: f(*a)
    except Exception as e: pass
    finally: sys.settrace(None)
    print(f.__name__)
    for e in events:
        if e[0] != "run": print("  ", *e)
def simple(x):
    y = x + 1
    return y
def loop():
    for i in range(2):
        if i:
            continue
    else:
        x = 1
def exc():
    try:
        1 / 0
    except ZeroDivisionError:
        pass
    finally:
        z = 3
def uncaught():
    raise ValueError("v")
def gen():
    yield 1
    yield 2
def usegen():
    for x in gen():
        pass
def calls():
    simple(
        simple(1)
    )
    return [k for k in (1, 2)]
def wh():
    n = 2
    while n:
        n -= 1
def cond(a):
    if a > 1 and \
       a < 5:
        return "in"
    elif a:
        return "el"
for f, a in ((simple, (1,)), (loop, ()), (exc, ()), (uncaught, ()), (usegen, ()), (calls, ()), (wh, ()), (cond, (3,)), (cond, (1,))): run(f, *a)
