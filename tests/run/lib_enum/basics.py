# Enum, IntEnum, Flag, auto, unique.
import enum
class C(enum.Enum):
    RED = 1
    GREEN = "g"
    ALIAS = 1
    def describe(self): return self.name.lower(), self.value
print(C.RED, repr(C.RED), C.RED.name, C.GREEN.value, C(1), C["GREEN"], C.ALIAS is C.RED, list(C), len(C), C.RED in C, C.RED == 1, C.RED.describe(), C.__members__.keys(), isinstance(C.RED, C), {C.RED: 1}[C.ALIAS], f"{C.RED}", str(C))
class I(enum.IntEnum):
    A = 1
    B = 2
print(I.A + 1, I.A < I.B, I.B == 2, repr(I(2)), f"{I.A}", "%d" % I.A, sorted([I.B, I.A]), [10, 20, 30][I.B])
class F(enum.Flag):
    R = enum.auto()
    W = enum.auto()
    X = enum.auto()
print(F.R | F.W, F.R & F.W, ~F.R, bool(F.R & F.W), F.R in (F.R | F.X), F.X.value, F(0), F(5))
class A(enum.Enum):
    def _generate_next_value_(name, start, count, last): return name.lower()
    X = enum.auto()
    Y = enum.auto()
print([m.value for m in A], enum.Enum("D", "P Q").Q, enum.IntFlag("Z", "A B").A | 8)
for f in (lambda: C(99), lambda: C["NOPE"], lambda: C.NOPE, lambda: setattr(C, "RED", 2), lambda: C.RED < C.GREEN, lambda: type("E", (C,), {}), lambda: F(99), lambda: delattr(C, "RED"), lambda: C(), lambda: enum.unique(C), lambda: C.RED.nope, lambda: setattr(C.RED, "name", 5), lambda: 5 in C):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
