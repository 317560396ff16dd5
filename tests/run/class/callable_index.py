# __call__, __index__, __bool__, conversion dunders, unary operators.
class C:
    def __call__(self, *a, **k): return a, k
    def __neg__(self): return "neg"
    def __pos__(self): return "pos"
    def __invert__(self): return "inv"
    def __abs__(self): return "abs"
    def __round__(self, n=None): return ("round", n)
    def __trunc__(self): return "trunc"
    def __floor__(self): return "floor"
    def __ceil__(self): return "ceil"
    def __index__(self): return 3
    def __int__(self): return 30
    def __float__(self): return 3.5
    def __complex__(self): return 1j
    def __bytes__(self): return b"by"
    def __format__(self, s): return "F" + s
    def __sizeof__(self): return 5
c = C()
print(c(), c(1, *[2], k=3), -c, +c, ~c, abs(c), round(c), round(c, 2), int(c), float(c), complex(c), bytes(c), f"{c:x}", [0, 1, 2, 3][c], "abcd"[c:], range(c), hex(c), [1] * c, chr(c) == "\x03", callable(c), callable(5), callable(C), callable(lambda: 0))
class P: pass
p = P()
p.__call__ = lambda: "instance"
p.__neg__ = lambda: "instance"
p.__len__ = lambda: 3
for f in (lambda: p(), lambda: -p, lambda: len(p), lambda: +p, lambda: ~p, lambda: abs(p), lambda: round(p), lambda: int(p), lambda: float(p), lambda: complex(p), lambda: [1][p], lambda: hex(p), lambda: range(p), lambda: p[0], lambda: [1] * p, lambda: "a" * p, lambda: b"a" * p, lambda: chr(p), lambda: bytes(p)):
    try:
        print(f())
    except TypeError as e:
        print(e)
P.__call__ = lambda self, x: ("now callable", x)
print(p(1), callable(p))
del P.__call__
try:
    p(1)
except TypeError as e:
    print(e)
class Chain:
    def __call__(self): return self
print(type(Chain()()()()).__name__)
class CallMeta:
    __call__ = C()
print(CallMeta()(7))
class BadIndex:
    def __index__(self): return "x"
class StrIndex(BadIndex): pass
for o in (BadIndex(), StrIndex()):
    try:
        print([10, 20][o], range(5)[o], hex(o))
    except TypeError as e:
        print(e)
