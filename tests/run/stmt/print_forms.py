# print(): separators, ends, files, flush and errors.
import sys
print()
print("a", 1, None, [2], sep="-", end="!\n")
print("x", "y", sep=None, end=None)
print(sep="ignored")
print("", "", sep="|")
print("é€😀", b"bytes", 1.5, 2j, ...)
print(*range(5), sep="")
class W:
    def __init__(self): self.parts = []
    def write(self, s): self.parts.append(s)
    def flush(self): self.parts.append("FLUSH")
w = W()
print("a", 1, file=w)
print("b", end="", file=w, flush=True)
print(w.parts)
for kw in ({"sep": 5}, {"end": 5}, {"file": 5}, {"nope": 1}, {"sep": b"x"}, {"file": object()}):
    try: print("t", **kw)
    except Exception as e: print(type(e).__name__, str(e).split(" object at")[0])
class S:
    def __str__(self): raise ValueError("str fails")
try: print("before", S())
except ValueError as e: print("|", e)
old = sys.stdout
sys.stdout = w
print("redirected")
sys.stdout = old
print(w.parts)
sys.stdout = None
print("nowhere")
sys.stdout = old
print(sys.stdout.write("abc\n"), sys.stdout.isatty())
print("end", file=None)
del sys.stdout
try: print("x")
except RuntimeError as e: sys.stdout = old; print(e)
