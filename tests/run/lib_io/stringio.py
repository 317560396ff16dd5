# StringIO and BytesIO.
import io
s = io.StringIO("line1\nline2\nend")
print(s.read(3), s.tell(), s.readline(), s.readlines(), s.read(), s.seek(0), list(s), s.getvalue() == "line1\nline2\nend")
s.seek(2); print(s.write("XX"), s.getvalue()); s.seek(0, 2); s.write("!"); s.truncate(5); print(repr(s.getvalue()), s.tell())
w = io.StringIO()
print("a", 1, file=w); w.writelines(["x", "y"]); print(repr(w.getvalue()), w.readable(), w.seekable(), w.closed)
b = io.BytesIO(b"abc\ndef")
print(b.read(2), b.readline(), b.read1(1), b.getvalue(), b.seek(-2, 2), b.read(), b.readinto(bytearray(3)), b.seek(1), b.write(b"ZZ"), b.getvalue(), bytes(b.getbuffer()[:2]))
n = io.StringIO("a\r\nb\rc\n", newline=None); print(repr(n.read()))
n = io.StringIO("a\r\nb", newline=""); print(repr(n.readline()))
with io.BytesIO() as c: c.write(b"x")
for f in (lambda: c.read(), lambda: s.write(b"x"), lambda: b.write("x"), lambda: io.StringIO(5), lambda: io.BytesIO("a"), lambda: s.seek(-1), lambda: s.seek(1, 1), lambda: s.read("a"), lambda: b.seek(0, 9), lambda: c.getvalue(), lambda: s.fileno(), lambda: io.StringIO(newline="x"), lambda: b.truncate(-1)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
t = io.TextIOWrapper(io.BytesIO(b"caf\xc3\xa9\r\nx"), encoding="utf-8")
print(t.readline(), t.read(), t.encoding, t.newlines)
v = io.BytesIO(); q = io.TextIOWrapper(v, encoding="latin-1", newline="\r\n"); q.write("é\n"); q.flush(); print(v.getvalue())
