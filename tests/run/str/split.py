# split, rsplit, splitlines, partition.
s = "  a  b c   d "
for args in ((), (None,), (None, 0), (None, 1), (None, 2), (None, -1), (" ",), (" ", 1), (" ", 3), ("  ",), ("x",)):
    print(args, s.split(*args), s.rsplit(*args))
t = "a,b,,c,"
for args in ((",",), (",", 0), (",", 1), (",", 2), (",,",), (",", 100), (",", -5)):
    print(args, t.split(*args), t.rsplit(*args))
print("".split(), "".split(","), "   ".split(), "   ".split(" "), "abc".split("abc"), "aXbXc".split(sep="X", maxsplit=1), "aXbXc".rsplit(sep="X", maxsplit=1))
print("a\u2003b\u00a0c\x1cd\x85e".split(), "a\u200bb".split())
lines = "a\nb\r\nc\rd\x0be\x0cf\x1cg\x1dh\x1ei\x85j\u2028k\u2029l\n"
print(lines.splitlines(), lines.splitlines(True))
print("".splitlines(), "\n".splitlines(), "\n\n".splitlines(), "a\r\n\r\nb".splitlines(keepends=True), "a\n".splitlines(), "\r\r\n\n".splitlines(1))
for s in ("a=b=c", "abc", "", "=", "==", "=a", "a="):
    print(s.partition("="), s.rpartition("="))
print("a::b::c".partition("::"), "a::b::c".rpartition("::"))
for f in (lambda: "a".split(""), lambda: "a".split(1), lambda: "a".partition(""), lambda: "a".partition(1), lambda: "a".rpartition(), lambda: "a".split(None, "x"), lambda: "a".splitlines("x"), lambda: "a".rsplit(""), lambda: "a".split(None, 1.0)):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
