# find, count, in, startswith with bytes and integers.
s = b"abracadabra"
for n in (b"a", b"abra", b"", b"x", 97, 0, 255, bytearray(b"ra"), memoryview(b"ca")):
    r = n if not isinstance(n, memoryview) else "mv"
    print(r, s.find(n), s.rfind(n), s.count(n), n in s)
print(s.index(b"c"), s.rindex(b"b"), s.find(b"a", 1), s.find(97, -3), s.count(97, 2, 8), s.startswith(b"ab"), s.startswith((b"x", b"ab")), s.endswith(b"ra", 3), s.endswith((b"q", b"bra"), 0, 11))
for f in (lambda: s.find("a"), lambda: s.find(256), lambda: s.find(-1), lambda: s.index(b"zz"), lambda: s.index(300), lambda: s.startswith("a"), lambda: s.startswith([b"a"]), lambda: s.startswith((b"zz", "a")), lambda: "a" in s, lambda: 256 in s, lambda: None in s, lambda: s.count(None), lambda: s.find(1.5), lambda: s.rindex(b"q"), lambda: 1.0 in s, lambda: s.endswith(5)):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
print(s[0], s[-1], s[1:4], s[::-1], s[::3], list(s[:3]), s + b"x", s * 2, 2 * b"ab", b"ab" * 0, len(s), max(s), min(s), sorted(b"cab"))
for f in (lambda: s[100], lambda: s["a"], lambda: s + "a", lambda: "a" + s, lambda: s + 1, lambda: s * "a", lambda: s < "a", lambda: s[::0], lambda: s + None, lambda: b"a" + [1]):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
print(b"a" + bytearray(b"b"), type(b"a" + bytearray(b"b")).__name__, type(bytearray(b"a") + b"b").__name__, b"a" + memoryview(b"z"), b"a" == bytearray(b"a"), b"a" == memoryview(b"a"), b"a" == "a", b"a" != "a", b"a" < b"b", b"a" < bytearray(b"b"), hash(b"a") == hash("a"))
