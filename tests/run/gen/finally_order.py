# try/finally, with and for inside generators; order of events.
class CM:
    def __init__(self, n):
        self.n = n
    def __enter__(self):
        print("enter", self.n)
        return self
    def __exit__(self, t, v, tb):
        print("exit", self.n, t.__name__ if t else None, v)
        return self.n == "swallow"
def g():
    with CM("a"):
        try:
            yield 1
            with CM("b"):
                yield 2
        finally:
            print("finally")
            yield "in finally"
    yield 3
print(list(g()))
it = g()
next(it), next(it)
try:
    print(it.throw(ValueError("T")))
    print(next(it))
except ValueError as e:
    print("out", e)
def sw():
    with CM("swallow"):
        yield 1
        yield 2
    yield "after"
s = sw()
print(next(s), s.throw(KeyError("x")))
s = sw()
next(s)
try:
    print(s.close())
except RuntimeError as e:
    print(e)
def nested():
    for i in range(3):
        try:
            if i == 1:
                continue
            yield i
        finally:
            print("f", i)
            if i == 2:
                break
    else:
        yield "else"
    yield "done"
print(list(nested()))
def ctx():
    try:
        raise ValueError("outer")
    except ValueError:
        import sys
        yield sys.exc_info()[0].__name__
        yield sys.exc_info()[0].__name__
c = ctx()
import sys
print(next(c), sys.exc_info()[0])
try:
    raise KeyError
except KeyError:
    print(next(c), sys.exc_info()[0].__name__)
