# Operations mixing strings of different character widths.
a, l, u, s = "ascii", "latîn", "€uro", "😀grin"
for x in (a, l, u, s):
    print(x, len(x), [len(x + y) for y in (a, l, u, s)], (x * 3), x + a, a + x, x.replace(x[0], "Z"), x.replace("i", "😀"), x.replace("i", "€", 1))
print("-".join([a, l, u, s]), "€".join("abc"), "😀".join(["", "", ""]), "".join([u[1:], s[1:]]), "".join([]), "x".join(["one"]))
print(a < l < u < s, sorted([s, u, l, a, "zzz", "Z", "\uffff", "\U00010000"]), "a" < "é" < "€" < "😀", "\uffff" < "\U00010000", "abc" < "abcd", "" < "a", "a" == "a\x00")
print(s[1:] == "grin", u[1:] == "uro", hash(s[1:]) == hash("grin"), {s[1:]: 1}["grin"], "uro" in u, "😀" in a, "€" in s)
t = ""
for i in (65, 233, 255, 256, 8364, 65535, 65536, 128512, 1114111):
    t += chr(i)
    print(len(t), ascii(t), ord(t[-1]))
print(t.encode("utf-8"), t.encode("utf-8").decode() == t, [hex(ord(c)) for c in t])
for f in (lambda: "a" + 1, lambda: 1 + "a", lambda: "a" + b"b", lambda: "a" * "b", lambda: "a" * 1.5, lambda: "".join([1]), lambda: "".join(["a", b"b"]), lambda: "".join(5), lambda: "a" - "b", lambda: "a" < 1, lambda: "a" + None, lambda: "a".join("b", "c"), lambda: chr(0x110000), lambda: chr(-1), lambda: ord("ab"), lambda: ord(""), lambda: ord(5), lambda: chr("a"), lambda: "ab" * 10 ** 30, lambda: chr(1.5)):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
print("ab" * 0, "ab" * -5, 3 * "é", "ab" * True, ord(b"a"), ord(bytearray(b"b")))
