# Choosing handlers: tuples, order, subclasses, bad match values.
def t(exc, *handlers):
    try:
        try:
            raise exc
        except handlers[0] as e:
            return "first", repr(e)
        except handlers[1]:
            return "second"
        except:
            return "bare"
        else:
            return "else"
    except TypeError as e:
        return "type error", str(e), repr(e.__context__)
print(t(KeyError(1), LookupError, KeyError), t(KeyError(1), ValueError, (IndexError, KeyError)), t(OSError(1), (), ()), t(ValueError(1), 5, ValueError), t(ValueError(1), (ValueError, 5), KeyError), t(ValueError(1), (KeyError, 5), KeyError), t(ValueError(1), "ValueError", KeyError), t(ValueError(1), ((KeyError, ValueError),), KeyError), t(ValueError(2), int, ValueError), t(ValueError(3), None, ValueError))
def ev(n, v):
    print("eval", n)
    return v
try:
    raise IndexError("i")
except ev("a", KeyError):
    print("no")
except ev("b", LookupError):
    print("yes")
except ev("c", Exception):
    print("no")
try:
    pass
except ev("never", 1):
    pass
else:
    print("else ran")
try:
    try: raise ValueError("x")
    except ValueError: raise
except ValueError as e: print("reraised", e)
try:
    raise SystemExit(3)
except Exception: print("no")
except BaseException as e: print(repr(e), e.code)
