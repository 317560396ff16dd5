# maketrans and translate.
t = str.maketrans("abc", "xyz")
print(t, "aabbcc".translate(t), "hello".translate(t))
t = str.maketrans("abc", "xyz", "de")
print(sorted(t.items()), "abcdef".translate(t))
t = str.maketrans({"a": "1", "b": None, 99: 100, "d": "long", "é": "€", ord("😀"): ":)"})
print(sorted(t.items(), key=lambda p: p[0]), "abcdé😀".translate(t))
class T:
    def __getitem__(self, k):
        if k == ord("a"):
            return "A"
        if k == ord("b"):
            return ord("é")
        if k == ord("c"):
            return None
        raise LookupError(k)
print("abcd".translate(T()), "aé".translate({ord("a"): "\U0001f600"}), "".translate({}), "abc".translate([]), "\x00\x01\x02".translate(["x", None, 121]))
class D(dict):
    def __missing__(self, k):
        return chr(k + 1)
print("abc".translate(D()), "abc".translate(D({97: "-"})))
for f in (lambda: "a".translate({97: 0x110000}), lambda: "a".translate({97: 1.5}), lambda: "a".translate({97: -1}), lambda: "a".translate(5), lambda: str.maketrans("ab", "c"), lambda: str.maketrans(1), lambda: str.maketrans({"ab": 1}), lambda: str.maketrans({1.5: 1}), lambda: str.maketrans("a", 1), lambda: str.maketrans("a", "b", 1), lambda: str.maketrans(1, 2), lambda: "abc".translate(), lambda: "é".translate({0xe9: b"x"})):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
