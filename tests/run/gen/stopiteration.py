# StopIteration leaking inside a generator becomes RuntimeError.
def g():
    yield 1
    raise StopIteration("leak")
it = g()
print(next(it))
try:
    next(it)
except RuntimeError as e:
    print(e, repr(e.__cause__), repr(e.__context__), e.__suppress_context__)
def h():
    next(iter([]))
    yield
try:
    list(h())
except RuntimeError as e:
    print(e, repr(e.__cause__))
print(list(x for x in [1]), end=" ")
try:
    list(next(iter([])) for _ in range(3))
except RuntimeError as e:
    print(e)
try:
    [next(iter([])) for _ in range(3)]
except StopIteration as e:
    print("comprehension", repr(e))
def k():
    try:
        yield
    except ValueError:
        raise StopIteration
c = k()
next(c)
try:
    c.throw(ValueError("v"))
except RuntimeError as e:
    print(e, repr(e.__cause__), repr(e.__cause__.__context__))
c = k()
next(c)
try:
    c.throw(StopIteration("outside"))
except RuntimeError as e:
    print("thrown in:", e, repr(e.__cause__))
def ret(v):
    return v
    yield
for v in (None, 5, (1, 2), StopIteration(3), ValueError("x"), ()):
    try:
        next(ret(v))
    except StopIteration as e:
        print(repr(v), repr(e.value), e.args)
e = StopIteration()
print(e.value, e.args, StopIteration(1, 2).value, StopIteration(1, 2).args)
e.value = 9
print(e.value, e.args, repr(e))
