# Decoding bytes: bad UTF-8 in every form, other codecs, handlers.
bad = [b"\xff", b"a\xc3", b"\xc3(", b"\xe2\x82", b"\xe2(\xac", b"\xf0\x9f\x98", b"\xf0\x9f\x98\x80", b"\xc0\xaf", b"\xe0\x80\xaf", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xf5\x80\x80\x80", b"\x80\x80", b"ok\xfe\xffok", b"\xf0(\x8c(", b"\xe2\x82a\xac"]
for b in bad:
    for h in ("strict", "ignore", "replace", "backslashreplace", "surrogateescape", "surrogatepass"):
        try:
            print(b, h, ascii(b.decode("utf-8", h)))
        except UnicodeDecodeError as e:
            print(b, h, e, "|", e.start, e.end, e.reason)
for b, enc in ((b"\x80", "ascii"), (b"\xe9", "latin-1"), (b"a\x00", "utf-16-le"), (b"a\x00b", "utf-16-le"), (b"\x00\xd8", "utf-16-le"), (b"\x3d\xd8\x00\xde", "utf-16-le"), (b"\xff\xfea\x00", "utf-16"), (b"\xfe\xff\x00a", "utf-16"), (b"\x00\x00\x11\x00", "utf-32-le"), (b"abc", "utf-32-le"), (b"\xef\xbb\xbfhi", "utf-8"), (b"\xef\xbb\xbfhi", "utf-8-sig")):
    try:
        print(b, enc, ascii(b.decode(enc)))
    except UnicodeDecodeError as e:
        print(b, enc, e)
print(str(b"abc", "ascii"), str(b"\xe9", "latin-1", "strict"), str(bytearray(b"xy"), "utf-8"), str(b"\xff", errors="replace"), str(object=5), str(), str(b"", "utf-8"), str(memoryview(b"mv"), "ascii"))
for f in (lambda: str("a", "utf-8"), lambda: str(5, "utf-8"), lambda: b"a".decode("nope"), lambda: b"a".decode(5), lambda: b"\xff".decode("ascii", "what"), lambda: str(b"a", 5)):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
print(b"\xff\xfe".decode("ascii", "surrogateescape").encode("ascii", "surrogateescape"))
