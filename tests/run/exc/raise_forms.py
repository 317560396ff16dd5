# raise with classes, instances and nonsense.
class New(Exception):
    def __new__(cls, *a): return 5
class Init(Exception):
    def __init__(self): raise KeyError("in init")
class Args(Exception):
    def __init__(self, a): pass
class Meta(type): pass
class NotExc: pass
for x in (ValueError, ValueError("i"), 5, "str", None, int, NotExc, NotExc(), New, Init, Args, (ValueError,), BaseException, type, object, ...):
    try:
        raise x
    except BaseException as e:
        print(type(e).__name__, e)
try:
    raise
except RuntimeError as e:
    print(e)
def reraise(): raise
try:
    try: raise ValueError("from caller's handler")
    except ValueError: reraise()
except ValueError as e: print(e)
try:
    try: 1 / 0
    except ZeroDivisionError:
        try: raise KeyError
        except KeyError: pass
        raise
except Exception as e: print(repr(e))
for c in (ValueError, ValueError("c"), None, 5, NotExc, Init):
    try:
        raise TypeError("t") from c
    except BaseException as e:
        print(repr(e), repr(e.__cause__))
e = ValueError("again")
for _ in range(2):
    try: raise e
    except ValueError as x: print(x is e, x.__context__)
