# Implicit context, explicit cause, from None, cycles broken.
def show(e):
    while e is not None:
        print(repr(e), "cause", repr(e.__cause__), "context", repr(e.__context__), e.__suppress_context__)
        e = e.__cause__ or e.__context__
def t(f):
    try:
        f()
    except Exception as e:
        show(e)
    print("--")
def a():
    try: 1 / 0
    except ZeroDivisionError: raise ValueError("v")
def b():
    try: 1 / 0
    except ZeroDivisionError as e: raise ValueError("v") from e
def c():
    try: 1 / 0
    except ZeroDivisionError: raise ValueError("v") from None
def d():
    try: raise KeyError("k")
    finally: raise TypeError("from finally")
def e():
    try: a()
    except ValueError as x: raise x
def f():
    try: raise KeyError(1)
    except KeyError as k:
        try: raise ValueError(2)
        except ValueError as v: raise k
def g():
    raise ValueError("g") from TypeError("never raised")
def h():
    raise ValueError from KeyError
def i():
    raise ValueError from 5
def j():
    try: raise KeyError("j")
    except KeyError:
        try: raise ValueError("inner")
        except ValueError: pass
        raise TypeError("after")
for fn in (a, b, c, d, e, f, g, h, i, j):
    t(fn)
