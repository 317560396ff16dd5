# Iterators that end stay ended; those over growing lists do too.
l = [1, 2]
it = iter(l)
print(list(it))
l.append(3)
print(list(it), next(it, "end"))
for make in (lambda: iter([1]), lambda: iter((1,)), lambda: iter("a"), lambda: iter({1}), lambda: iter({1: 2}), lambda: iter(range(1)), lambda: reversed([1]), lambda: enumerate("a"), lambda: zip("a"), lambda: map(str, [1]), lambda: filter(None, [1]), lambda: (x for x in [1]), lambda: iter(b"a"), lambda: iter({1: 2}.items()), lambda: iter(int, 0), lambda: iter(memoryview(b"a")), lambda: iter(bytearray(b"a")), lambda: reversed(range(1)), lambda: reversed({1: 2})):
    it = make()
    n = type(it).__name__
    if n == "callable_iterator": print(n, list(it), next(it, "end")); continue
    first = next(it)
    ends = []
    for _ in range(2):
        try: next(it)
        except StopIteration as e: ends.append(e.args)
    print(n, repr(first), ends, iter(it) is it, list(it), hasattr(it, "__length_hint__") and it.__length_hint__())
class Once:
    n = 0
    def __iter__(self): return self
    def __next__(self):
        Once.n += 1
        if Once.n == 2: raise StopIteration
        return Once.n
o = Once()
print(list(o), next(o), list(zip(o, "ab")))
