# Unbound use, argument errors, dunder methods and identity with other types.
print(str.join(",", "abc"), str.upper("x"), "abc".__contains__("b"), "abc".__len__(), "abc".__getitem__(1), "abc".__add__("d"), "ab".__mul__(2), "ab".__rmul__(2), "a".__eq__("a"), "a".__eq__(1), "a".__lt__("b"), "a".__lt__(1), "abc".__hash__() == hash("abc"), "a".__getnewargs__())
for f in (lambda: str.join(5, []), lambda: str.upper(), lambda: "a".nope, lambda: "a".upper.nope, lambda: str("a", "b", "c", "d"), lambda: str(x=1), lambda: "abc".__getitem__("a"), lambda: "a".__add__(1), lambda: "a".__contains__(1), lambda: "a".join(None), lambda: "a".__format__(), lambda: str.maketrans(), lambda: (lambda q: q())("a"), lambda: "a".upper()(), lambda: len("a", "b"), lambda: "a".zfill(), lambda: "a".replace()):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
print(sorted(n for n in dir("") if not n.startswith("_")))
print(len("a\0b"), "a\0b" == "a\0b", "a\0b" > "a", "a\0b".split("\0"), "\0" * 3 == "\x00\x00\x00", "tab\tq".expandtabs(8).find("q"))
it = iter("héy")
print(next(it), it.__length_hint__(), list(it), next(it, "done"), type(it).__name__)
words = "the quick brown fox jumps over the lazy dog the end".split()
count = {}
for w in words:
    count[w] = count.get(w, 0) + 1
print(count, " ".join(reversed(words)), " ".join(w.capitalize() for w in words), "".join(w[0] for w in words))
print("Guido" > "Python", "a" "b" == "ab", "x" in "", "" in "", not "", bool("0"))
