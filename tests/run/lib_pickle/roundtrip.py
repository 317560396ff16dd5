# pickle of builtin types, classes, recursion, hooks.
import pickle, copyreg
class A:
    def __init__(self, v): self.v = v
    def __eq__(self, o): return type(o) is A and vars(self) == vars(o)
class N(tuple):
    def __new__(cls, a, b): return super().__new__(cls, (a, b))
    def __getnewargs__(self): return tuple(self)
class S:
    __slots__ = "a", "b"
class R:
    def __reduce__(self): return (int, ("42",))
class L(list): pass
s = S(); s.a = 1
objs = [None, True, 5, -1, 2 ** 70, 1.5, 1j, "é€😀", b"b\xff", bytearray(b"x"), (), (1,), [1, [2]], {"a": {1: 2}}, {3}, frozenset([4]), range(3), slice(1, 2), ..., A([1]), N(1, 2), R(), len, int, ValueError("a", 1), L([1]), "a" * 300, list(range(300))]
for p in range(6):
    out = [pickle.loads(pickle.dumps(o, p)) for o in objs]
    print(p, [type(a) is type(b) or b for a, b in zip(objs, out)].count(True), out[:9], all(a == b for a, b in zip(objs[:19], out)), out[19] == objs[19], out[20], out[21], repr(out[24]))
t = pickle.loads(pickle.dumps(s, 2)); print(t.a, hasattr(t, "b"))
r = [1]; r.append(r); q = pickle.loads(pickle.dumps(r)); print(q[1] is q)
x = [0]; y = pickle.loads(pickle.dumps((x, x))); print(y[0] is y[1])
for o in (lambda: 0, (i for i in ()), type("Local", (), {})(), s):
    try: pickle.dumps(o, 0); print("ok")
    except Exception as e: print(type(e).__name__, str(e).split(" 0x")[0].split(" at ")[0])
for b in (b"", b"abc", b"\x80\x04.", b"\x80\x63.", b"I5\n", b"csys\nnope_x\n.", b"(."):
    try: print(pickle.loads(b))
    except Exception as e: print(b, type(e).__name__, e)
print(pickle.dumps([1, "a"], 0), pickle.dumps({"k": (1, 2)}, 2), pickle.dumps("x", 4), pickle.loads(b"\x80\x03]q\x00(K\x01K\x02e."))
