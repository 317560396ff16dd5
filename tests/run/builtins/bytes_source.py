# zip, sorted, reversed, next used together with default arguments.
print(next(iter([]), "d"), next(iter([1]), "d"), sorted("bca", reverse=True), sorted([3, 1], key=lambda x: -x), list(reversed([1, 2, 3])), sorted(zip("ba", [1, 2])), dict(zip("ab", [1, 2])), list(zip(*[(1, 2), (3, 4)])), list(map(max, [1, 5], [3, 2])), list(filter(str.isdigit, "a1b2")))
grid = [[1, 2, 3], [4, 5, 6]]
print(list(zip(*grid)), [list(r) for r in zip(*grid[::-1])], list(map(sum, grid)), sum(map(len, grid)), max(map(max, grid)), [*map(lambda *a: a, *grid)])
it = iter(range(10))
print(list(zip(it, it, it)), list(it))
print(list(enumerate(sorted({"b": 1, "a": 2}.items()), 1)), [i for i, c in enumerate("banana") if c == "a"], list(map(str.upper, "abc")), list(map(int.__add__, [1, 2], [3, 4])), any(map(str.isspace, "a b")))
print(list(iter(lambda it=iter([1, 2, 0, 3]): next(it), 0)), list(zip(range(3), "abc", [True] * 3)), tuple(reversed("abc")), list(map(None.__class__, [])), sorted([[2], [1, 9], [1]]), list(filter(None, map(lambda x: x % 3, range(6)))))
