# Traceback objects: lines, frames, growth when re-raised.
import sys
def walk(tb):
    out = []
    while tb:
        out.append((tb.tb_frame.f_code.co_name, tb.tb_lineno))
        tb = tb.tb_next
    return out
def a():
    b()
def b():
    x = 1
    raise ValueError(
        "multi"
    )
def c():
    try: a()
    except ValueError: raise
def d():
    try: a()
    except ValueError as e: raise e
def g():
    yield 1
    a()
for f in (a, b, c, d, lambda: a(), lambda: list(g()), lambda: [a() for _ in "x"], lambda: sorted([1], key=lambda k: a()), lambda: exec("a()"), lambda: int("x")):
    try: f()
    except ValueError as e:
        print(walk(e.__traceback__), e.__traceback__ is sys.exc_info()[2])
try: a()
except ValueError as e:
    tb = e.__traceback__
print(type(tb).__name__, tb.tb_next.tb_next.tb_frame.f_locals, tb.tb_lasti > 0, [n for n in dir(tb) if n.startswith("tb")])
try: raise KeyError("k").with_traceback(tb)
except KeyError as e: print(walk(e.__traceback__))
T = type(tb)
new = T(tb, tb.tb_frame, 4, 77)
print(walk(new), new.tb_lasti)
for f in (lambda: T(), lambda: T(5, tb.tb_frame, 1, 2), lambda: T(None, 5, 1, 2), lambda: setattr(tb, "tb_next", 5), lambda: setattr(tb, "tb_next", tb), lambda: setattr(tb, "tb_lineno", 1)):
    try: print(f())
    except (TypeError, ValueError, AttributeError) as e: print(type(e).__name__, e)
tb.tb_next = None
print(walk(tb))
