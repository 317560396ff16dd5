# Text-like methods of bytes.
s = b"  Hello, World\t "
print(s.upper(), s.lower(), s.strip(), s.lstrip(), s.rstrip(), s.strip(b" H"), s.title(), s.capitalize(), s.swapcase(), b"abc".center(9, b"*"), b"abc".ljust(5), b"abc".rjust(5, b"-"), b"-5".zfill(5), b"a\tb".expandtabs(4))
print(b"a,b,,c".split(b","), b"a,b,,c".split(b",", 1), b"a,b,,c".rsplit(b",", 1), b" a  b ".split(), b" a  b ".rsplit(None, 1), b"a\nb\r\nc\rd\x0be\x1cf".splitlines(), b"a\n\nb".splitlines(True), b"k=v=w".partition(b"="), b"k=v=w".rpartition(b"="), b"kv".partition(b"="), b"kv".rpartition(b"="))
print(b"abcabc".replace(b"b", b"XX"), b"abcabc".replace(b"b", b"", 1), b"abc".replace(b"", b"-"), b"-".join([b"a", bytearray(b"b"), memoryview(b"c")]), b"abc".translate(bytes(range(256))[::-1])[:3], b"abc".translate(None, b"b"), b"abcd".translate(bytes.maketrans(b"ab", b"xy"), b"d"), b"abc".translate(None, delete=b"a"))
for c in (b"", b"abc", b"ABC", b"12", b"a1", b" \t\n\x0b\x0c\r", b"Ab Cd", b"\xe9", b"\x1c", b"a_b"):
    print(c, [n for n in ("isalpha", "isdigit", "isalnum", "islower", "isupper", "istitle", "isspace", "isascii") if getattr(c, n)()])
print(b"\xe9\xc9".upper(), b"\xe9".lower(), b"they're".title())
for f in (lambda: b"a".join(["b"]), lambda: b"a".join([1]), lambda: b"a".join(5), lambda: b"a".split(""), lambda: b"a".split(b""), lambda: b"a".replace("a", "b"), lambda: b"a".replace(b"a", 5), lambda: b"a".center(5, "x"), lambda: b"a".center(5, b"xy"), lambda: b"a".translate(b"abc"), lambda: b"a".translate("x"), lambda: bytes.maketrans(b"a", b"bc"), lambda: b"a".strip("a"), lambda: b"a".partition(b""), lambda: b"a".partition("a"), lambda: b"a".ljust("x"), lambda: b"a".format(1), lambda: b"a".encode()):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
