# copy and pickle hooks: __reduce_ex__, __getstate__, __getnewargs__.
class A:
    def __init__(self): self.x = 1
class S:
    __slots__ = ("a", "b")
class G(A):
    def __getstate__(self): return "state"
class N(tuple):
    def __getnewargs__(self): return (1, 2)
class K(A):
    def __getnewargs_ex__(self): return (1,), {"k": 2}
class L(list): pass
class D(dict): pass
class R:
    def __reduce__(self): return "name"
a, s, l, d = A(), S(), L([1, 2]), D(k=1)
s.a = 5
l.attr = 1
def show(r):
    out = []
    for p in r if isinstance(r, tuple) else [r]:
        if p is None or isinstance(p, (int, str, dict)):
            out.append(p)
        elif isinstance(p, tuple):
            out.append(tuple(getattr(q, "__name__", q) for q in p))
        elif hasattr(p, "__name__"):
            out.append(p.__name__)
        else:
            out.append(list(p))
    print(out)
for o in (a, s, G(), N(), K(), l, d):
    for proto in (2, 4):
        try:
            show(o.__reduce_ex__(proto))
        except Exception as e:
            print(type(e).__name__, e)
for o in (a, l, s, 5, object()):
    try:
        show(o.__reduce_ex__(0))
    except Exception as e:
        print(type(e).__name__, e)
print(R().__reduce_ex__(2))
for o in (iter([1]), (x for x in ()), len, int, type(None), 1j, slice(1, 2), range(3), ValueError("a", 1), {1}, frozenset(), bytearray(b"x"), print, [].append):
    try:
        show(o.__reduce_ex__(4))
    except TypeError as e:
        print(type(o).__name__, e)
class NoSlotState:
    __slots__ = ("q", "__weakref__")
show(NoSlotState().__reduce_ex__(2))
