# __format__ through format(), str.format and f-strings; object's default.
class V:
    def __init__(self, x, y): self.x, self.y = x, y
    def __format__(self, spec):
        if not spec:
            return "V()"
        if spec == "err":
            raise ValueError("spec err")
        if spec == "bad":
            return 5
        return "<" + ", ".join(format(c, spec) for c in (self.x, self.y)) + ">"
v = V(1.5, 2)
print(format(v), format(v, ".2f"), f"{v}", f"{v:>6}", "{:05.1f}|{}".format(v, v), "{0.x:{1}}".format(v, ".3f"), f"{v:{'.1'}{'f'}}")
for s in ("err", "bad"):
    try:
        print(format(v, s))
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
class P:
    def __str__(self): return "p-str"
p = P()
print(format(p), f"{p}", f"{p:}", format(p, ""))
for s in ("5", "s", " "):
    try:
        print(format(p, s))
    except TypeError as e:
        print(e)
for o in (None, [], {}, (), object(), int, len, b"", 1j, ...):
    try:
        print(type(o).__name__, format(o, ">4"))
    except TypeError as e:
        print(e)
class I(int): pass
class J(int):
    def __str__(self): return "J!"
print(format(I(5), "03d"), f"{J(5)}", f"{J(5):d}", "%d %s" % (J(5), J(5)), format(J(7), ""), str(J(1)), format(True, ""), format(True, "d"))
class K(int):
    def __format__(self, s): return "K" + s
print(f"{K(1):abc}", sum([K(1), K(2)]))
