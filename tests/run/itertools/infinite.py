# count, cycle, repeat, islice, takewhile, dropwhile.
from itertools import count, cycle, repeat, islice, takewhile, dropwhile, starmap, filterfalse, compress
print(list(islice(count(), 3)), list(islice(count(5, -2), 3)), list(islice(count(0.5, 0.25), 3)), list(islice(count(10 ** 20), 2)), count(3), count(1, 2), repeat(5), repeat("a", 3), list(repeat(1, 2)), list(repeat(1, -1)), list(islice(cycle("ab"), 5)), list(cycle([])))
c = count(2 ** 63 - 2)
print(next(c), next(c), next(c), c)
print(list(islice("abcdef", 2)), list(islice("abcdef", 2, 4)), list(islice("abcdef", 1, None, 2)), list(islice("abc", 0)), list(islice("abc", None)), list(islice("abc", 10)))
it = iter(range(10))
print(list(islice(it, 3)), list(islice(it, 1, 3)), next(it))
print(list(takewhile(lambda x: x < 3, [1, 2, 3, 1])), list(dropwhile(lambda x: x < 3, [1, 2, 3, 1])), list(starmap(pow, [(2, 3), (3, 2)])), list(filterfalse(None, [0, 1, ""])), list(filterfalse(lambda x: x > 1, [1, 2])), list(compress("abcd", [1, 0, True])))
r = repeat("x", 3)
print(r.__length_hint__(), next(r), r)
for f in (lambda: islice("abc", -1), lambda: islice("abc", 1, 2, 0), lambda: islice("abc", "a"), lambda: islice(5, 1), lambda: count("a"), lambda: cycle(5), lambda: repeat(), lambda: repeat(1, "a"), lambda: takewhile(1), lambda: list(starmap(pow, [5])), lambda: islice("abc"), lambda: list(takewhile(5, [1])), lambda: compress("a"), lambda: repeat(1).__length_hint__()):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
