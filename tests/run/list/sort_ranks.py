"""Orders of keys of one simple type, each against insertion by `<`: all kinds, ties, both directions, stability."""


def by_insertion(items, key, reverse):
    """The stable order, found with nothing but `<`."""
    out = []
    for item in items:
        at = len(out)
        while at and (key(out[at - 1]) < key(item) if reverse else key(item) < key(out[at - 1])):
            at -= 1
        out.insert(at, item)
    return out


def numbers(seed, count, modulus):
    out = []
    for _ in range(count):
        seed = (seed * 1103515245 + 12345) & 0x7FFFFFFF
        out.append((seed >> 8) % modulus)
    return out


INF = float("inf")
few = numbers(1, 150, 7)
many = numbers(2, 150, 100000)
KINDS = {
    "ints": [n - 50000 for n in many],
    "ints of few values": few,
    "words": [(n - 50000) << 40 for n in many] + [2 ** 63 - 1, -2 ** 63, 0, -1, 2 ** 63 - 1],
    "larger ints": [(n - 50000) << 60 for n in many] + [2 ** 63, -2 ** 63 - 1],
    "floats": [(n - 50000) / 7 for n in many] + [INF, -INF, 0.0, -0.0, 5e-324, -5e-324, 1e308],
    "zeros": [0.0, -0.0, 0.0, -0.0, 0.0],
    "nan": [1.0, float("nan"), 0.5, 3.0, float("nan"), -1.0],
    "bools": [n % 2 == 0 for n in few],
    "ints and floats": [n if n % 2 else n / 2 for n in few],
    "texts": ["%d" % n for n in many] + ["", "a", "a\0", "a\0b", "aaaaaaaaa", "aaaaaaaa", "aaaaaaaaab"],
    "shared start": ["/usr/share/doc/%d" % n for n in many] + ["/usr/share/doc/"],
    "shared start, long": ["x" * 70 + "%d" % n for n in few],
    "latin": ["%c%d" % (0xE0 + n % 20, n) for n in many],
    "wide": ["\u4e2d%d\u6587" % n for n in few] + ["\u4e2d", "\u4e2d\u6587", ""],
    "all widths": ["a%c%d" % ((0x41, 0xE9, 0x4E2D, 0x1F600, 0xD800)[n % 5], n % 3) for n in many],
    "texts, one wide": ["s%d" % n for n in few] + ["\u4e2d"],
    "bytes": [b"%d" % n for n in many] + [b"", b"\xff", b"\0", b"\0\0"],
    "pairs": [(a, b) for a, b in zip(few, many)],
    "pairs of texts": [("group %d" % a, b / 3) for a, b in zip(few, many)],
    "pairs of bytes": [(b"%d" % a, "x%d" % (b % 3)) for a, b in zip(few, many)],
    "pairs of wide texts": [("\u4e2d\u6587\u5b57%d" % a, b) for a, b in zip(few, many)],
    "lengths": [(1,), (), (1, 2), (-2 ** 63,), (1, 2, 3), (), (0,)],
    "lengths of texts": [("b",), (), ("b", "a"), ("",), ("a", "b")],
    "empty tuples": [(), (), ()],
    "mixed columns": [(a, b if a % 2 else b / 2) for a, b in zip(few, many)],
    "tuples of large ints": [(a, b << 60) for a, b in zip(few, many)],
    "tuples with None": [(a, i, None) for i, a in enumerate(few)],
    "lists": [[a, b] for a, b in zip(few, many)],
    "one": [7],
    "none": [],
}

for name, keys in KINDS.items():
    tagged = list(enumerate(keys))
    shown = []
    for reverse in (False, True):
        result = sorted(tagged, key=lambda pair: pair[1], reverse=reverse)
        if name == "nan":
            shown.append([n for n, _ in result])
            continue
        assert result == by_insertion(tagged, lambda pair: pair[1], reverse), name
        plain = keys[:]
        plain.sort(reverse=reverse)
        assert list(map(repr, plain)) == [repr(key) for _, key in result], name
        again = plain[:]
        again.sort(reverse=reverse)
        assert list(map(id, again)) == list(map(id, plain)), name
        turned = sorted(plain, reverse=not reverse)
        assert list(map(repr, turned)) == list(map(repr, by_insertion(plain, lambda key: key, not reverse))), name
        shown.append(sum(index * n for index, (n, _) in enumerate(result)))
    print(name, shown)


class Word(str):
    def __lt__(self, other):
        return len(self) < len(other)


print(sorted([Word("ccc"), Word("a"), Word("bb")]), sorted(["b", Word("ccc"), "a"]))
for keys in ([1, "a"], ["a", 1], [b"a", "a"], [(1,), ("a",)], [(1, "a"), (1, 2)], ["a", b"a"], [(), 1], [1.5, "x"], [None, None]):
    copy = keys[:]
    try:
        copy.sort()
    except TypeError as error:
        print(error, sorted(map(repr, copy)) == sorted(map(repr, keys)))
