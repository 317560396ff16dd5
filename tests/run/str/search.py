# find, index, count, startswith, in: bounds and empty needles.
s = "abracadabra"
for needle in ("a", "abra", "", "x", "ra", "abracadabra", "abracadabras", "é", "\U0001f600"):
    print(repr(needle), s.find(needle), s.rfind(needle), s.count(needle), needle in s, s.startswith(needle), s.endswith(needle))
for args in (("a", 1), ("a", -3), ("a", 3, 6), ("a", None, 4), ("a", -100, 100), ("", 5), ("", 11), ("", 12), ("", 5, 3), ("bra", 2, 11), ("bra", 2, 10), ("", None, None), ("a", 10 ** 30), ("a", -10 ** 30, 10 ** 30)):
    print(args, s.find(*args), s.rfind(*args), s.count(*args), s.startswith(*args), s.endswith(*args))
for meth in (s.index, s.rindex):
    for args in (("c",), ("zz",), ("a", 11), (1,)):
        try:
            print(meth(*args))
        except Exception as e:
            print(type(e).__name__, e)
print(s.startswith(("x", "ab")), s.endswith(("ra", "x")), s.startswith(()), s.startswith(("br", "c"), 1), "aaaa".count("aa"), "".count(""), "".find(""), "".startswith(""))
for f in (lambda: s.startswith(1), lambda: s.startswith(["a"]), lambda: s.startswith(("a1", 1)), lambda: 1 in s, lambda: s.find(b"a"), lambda: s.find(), lambda: s.find("a", "b"), lambda: s.count("a", 1.5), lambda: None in s, lambda: s.endswith(("q", None))):
    try:
        print(f())
    except TypeError as e:
        print(e)
w = "naïve café €uro 😀 smile 😀"
print(w.find("é"), w.find("€"), w.find("😀"), w.rfind("😀"), w.count("😀"), "€uro" in w, w.index("smile"), w.find("a" * 100))
