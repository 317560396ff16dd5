# throw in every form, at every state.
def g():
    while True:
        try:
            x = yield "v"
            print("normal", x)
        except ValueError as e:
            print("caught", e, e.args)
        except KeyError:
            yield "from handler"
        finally:
            print("fin")
it = g()
print(next(it), it.throw(ValueError, "msg"), it.throw(ValueError("inst")), it.throw(ValueError), it.throw(ValueError, ValueError("v2")), it.throw(ValueError, (1, 2)), it.throw(ValueError, None, None))
print(it.throw(KeyError), next(it))
try:
    it.throw(TypeError, "escapes")
except TypeError as e:
    print("out", e)
for f in (lambda: next(it), lambda: it.throw(ValueError("after end"))):
    try:
        f()
    except (StopIteration, ValueError) as e:
        print(type(e).__name__, e)
n = g()
try:
    n.throw(RuntimeError("never started"))
except RuntimeError as e:
    print(e)
print(list(n))
for args in ((), (5,), (int,), (ValueError("a"), "b"), (ValueError, "a", 5), ("str",), (None,), (ValueError, KeyError("other"))):
    it = g()
    next(it)
    try:
        print(it.throw(*args))
    except Exception as e:
        print(args, type(e).__name__, e)
def ret():
    try:
        yield 1
    except ValueError:
        return "returned"
r = ret()
next(r)
try:
    r.throw(ValueError)
except StopIteration as e:
    print(e.value, e.__context__ is None)
def chain():
    try:
        yield
    except ValueError as e:
        raise KeyError("k") from e
c = chain()
next(c)
try:
    c.throw(ValueError("cause"))
except KeyError as e:
    print(repr(e), repr(e.__cause__), repr(e.__context__))
