# strip family and expandtabs, zfill, justification.
for s in ("  abc  ", "\t\n a \r\n", "xxabcxx", "", "    ", "\u2003a\u00a0", "xyxabcyx", "\x1c\x85q\x1f"):
    print(ascii(s.strip()), ascii(s.lstrip()), ascii(s.rstrip()), ascii(s.strip("x")), ascii(s.strip("xy")), ascii(s.lstrip("xy")), ascii(s.rstrip("yx")), ascii(s.strip("")), ascii(s.strip(None)))
print("€€a€".strip("€"), "abc".strip("cba"), "aéa".strip("aé"), "😀x😀".strip("😀"))
for w in (-5, 0, 3, 5, 6, 10, 11):
    print(w, repr("abc".ljust(w)), repr("abc".rjust(w)), repr("abc".center(w)), repr("abcd".center(w, "*")), repr("-42".zfill(w)), repr("+".zfill(w)), repr("abc".zfill(w)), repr("".zfill(w)), repr("é".center(w, "😀")))
for s in ("a\tb", "\t", "abc\tde\tf", "a\nb\tc", "12345678\t9", "\t\t", "a\r\tb", "é\tb"):
    print(repr(s.expandtabs()), repr(s.expandtabs(4)), repr(s.expandtabs(0)), repr(s.expandtabs(1)), repr(s.expandtabs(-3)), repr(s.expandtabs(tabsize=3)))
for f in (lambda: "a".strip(1), lambda: "a".ljust(), lambda: "a".ljust("5"), lambda: "a".center(5, "ab"), lambda: "a".center(5, 1), lambda: "a".rjust(5, ""), lambda: "a".zfill("5"), lambda: "a".lstrip(b"a"), lambda: "a".center(5, b"a"), lambda: "a".ljust(10 ** 30)):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
