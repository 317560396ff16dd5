# Iterators written as classes: for loops, unpacking, restarts, errors.
class Count:
    def __init__(self, n):
        self.n = n
        self.i = 0
    def __iter__(self):
        print("iter", end=" ")
        return self
    def __next__(self):
        if self.i >= self.n:
            raise StopIteration
        self.i += 1
        return self.i
for x in Count(3):
    print(x, end=" ")
print()
c = Count(3)
print(list(c), list(c))
c.n = 5
print(list(c))
a, *b = Count(4)
print(a, b, max(Count(3)), sum(Count(4)), 2 in Count(3), 9 in Count(3), sorted(Count(3), reverse=True), tuple(Count(2)), {*Count(2)}, dict(zip(Count(2), "ab")), "-".join(map(str, Count(3))))
try:
    x, y = Count(3)
except ValueError as e:
    print(e)
try:
    x, y, z = Count(2)
except ValueError as e:
    print(e)
try:
    x, y, *z, w = Count(2)
except ValueError as e:
    print(e)
class Bad:
    def __iter__(self):
        return self
    def __next__(self):
        raise ZeroDivisionError("next")
for f in (list, tuple, set, sum, max, any, sorted, lambda b: [*b], lambda b: 5 in b, lambda b: print(*b), dict, "".join, lambda b: [x for x in b]):
    try:
        f(Bad())
    except ZeroDivisionError as e:
        print(e, end=" ")
print()
class Hint:
    def __init__(self, h):
        self.h = h
    def __iter__(self):
        return iter([1, 2])
    def __length_hint__(self):
        if isinstance(self.h, Exception):
            raise self.h
        return self.h
for h in (5, 0, NotImplemented, -1, "x", 1.5, TypeError("t"), ValueError("v"), 10 ** 30):
    try:
        print(repr(h), list(Hint(h)))
    except Exception as e:
        print(repr(h), type(e).__name__, e)
inst = Count(1)
inst.__next__ = lambda: 99
print(next(inst))
