# encode: codecs and error handlers.
samples = ["abc", "é", "€uro", "😀", "a\ud800b", "\udc80", "x\xff\u0100", ""]
for s in samples:
    for enc in ("utf-8", "ascii", "latin-1", "utf-16-le", "utf-16-be", "utf-32-le", "utf-16", "utf-8"):
        try:
            print(ascii(s), enc, s.encode(enc))
        except UnicodeEncodeError as e:
            print(ascii(s), enc, e, "|", e.start, e.end, e.reason, e.encoding)
for h in ("strict", "ignore", "replace", "xmlcharrefreplace", "backslashreplace", "namereplace", "surrogateescape", "surrogatepass"):
    for enc in ("ascii", "latin-1", "utf-8"):
        try:
            print(h, enc, "a€😀\udc80b".encode(enc, h))
        except UnicodeError as e:
            print(h, enc, type(e).__name__, e)
for f in (lambda: "a".encode("nope"), lambda: "é".encode("ascii", "nope"), lambda: "a".encode("ascii", "nope"), lambda: "a".encode(1), lambda: "a".encode("utf-8", 1), lambda: "a\x00".encode("utf\x008"), lambda: "a".encode("UTF8"), lambda: "a".encode("Utf_8"), lambda: "é".encode("LATIN1"), lambda: "é".encode("iso-8859-1"), lambda: "a".encode("us-ascii"), lambda: "a".encode(encoding="utf-8", errors="strict")):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
