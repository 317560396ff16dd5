# iter(callable, sentinel), and errors of iter and next.
n = 0
def f():
    global n
    n += 1
    return n
it = iter(f, 4)
print(list(it), next(it, "done"), n, type(it).__name__)
n = 0
for x in iter(f, 3):
    print("x", x)
def stop():
    raise StopIteration("inner")
print(list(iter(stop, None)))
def err():
    raise ValueError("inside")
try:
    next(iter(err, 1))
except ValueError as e:
    print(e)
class Eq:
    def __eq__(self, o):
        return o == 2
n = 0
print(list(iter(f, Eq())))
for g in (lambda: iter(5), lambda: iter(5, 6), lambda: iter(), lambda: next(5), lambda: next(), lambda: next(iter([])), lambda: next([]), lambda: iter(None), lambda: list(object()), lambda: iter(type), lambda: next(iter([]), 1, 2), lambda: iter(int, 0).__next__(), lambda: iter(len, 0).__next__()):
    try:
        print(g())
    except Exception as e:
        print(type(e).__name__, e)
class BadIter:
    def __iter__(self):
        return 5
class NoneIter:
    __iter__ = None
class NoNext:
    def __iter__(self):
        return self
class RaisesIter:
    def __iter__(self):
        raise KeyError("iter")
class Getitem:
    def __getitem__(self, i):
        if i > 2:
            raise IndexError("end")
        return i * 10
class GetStop:
    def __getitem__(self, i):
        if i > 1:
            raise StopIteration
        return i
for c in (BadIter, NoneIter, NoNext, RaisesIter, Getitem, GetStop):
    try:
        print(c.__name__, list(c()), 10 in c())
    except Exception as e:
        print(c.__name__, type(e).__name__, e)
g = iter(Getitem())
print(next(g), type(g).__name__, g.__reduce__()[2:], list(g), list(g))
