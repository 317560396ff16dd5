# The except variable is deleted; nesting, shadowing, del inside.
e = "outer"
try:
    1 / 0
except ZeroDivisionError as e:
    print(type(e).__name__)
try:
    print(e)
except NameError as n:
    print(n)
def f():
    try: raise ValueError(1)
    except ValueError as x:
        try: raise KeyError(2)
        except KeyError as x: print(repr(x))
        try: print(x)
        except UnboundLocalError as u: print(u)
f()
def g():
    try: raise ValueError
    except ValueError as x:
        del x
    return "del inside is fine"
print(g())
def h():
    try: raise ValueError(5)
    except ValueError as x:
        x = "rebound"
        y = x
    try: return x
    except UnboundLocalError as u: return str(u), y
print(h())
def k():
    try: raise ValueError("kept")
    except ValueError as x: saved = x
    return saved
print(repr(k()), k().__traceback__ is not None)
class C:
    try: raise KeyError("in class")
    except KeyError as err: msg = repr(err)
print(C.msg, hasattr(C, "err"))
def l():
    for i in range(2):
        try: raise ValueError(i)
        except ValueError as x:
            if i == 0: continue
            return repr(x)
print(l())
def m():
    global gx
    try: raise ValueError("g")
    except ValueError as gx: pass
    return "gx" in globals()
print(m())
