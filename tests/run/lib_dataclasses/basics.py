# dataclasses: fields, defaults, ordering, freezing, inheritance.
from dataclasses import dataclass, field, fields, asdict, astuple, replace, FrozenInstanceError, InitVar
import typing
@dataclass(order=True)
class P:
    x: int
    y: int = 0
    tags: list = field(default_factory=list, compare=False)
    note: str = field(default="n", repr=False)
p = P(1, 2)
print(p, p == P(1, 2), p < P(1, 3), P(1).tags is not P(1).tags, asdict(p), astuple(p), replace(p, x=9), [f.name for f in fields(P)], P.__hash__, P.__annotations__["x"])
@dataclass(frozen=True)
class F:
    a: int
    b: str = "b"
f = F(1)
print(f, hash(f) == hash(F(1)), {f: 1}[F(1, "b")])
@dataclass
class D(P):
    z: int = 5
    iv: InitVar[int] = 3
    cv: typing.ClassVar[int] = 7
    total: int = field(init=False)
    def __post_init__(self, iv): self.total = self.x + self.z + iv
print(D(1), D(1, iv=10).total, D.cv)
@dataclass(repr=False, eq=False)
class N: v: int
print(N(1) == N(1), repr(N(1)).startswith("<__main__.N object"))
for g in (lambda: P(), lambda: P(1, 2, 3, 4, 5), lambda: setattr(f, "a", 2), lambda: delattr(f, "a"), lambda: P(1) < 5, lambda: replace(p, nope=1), lambda: asdict(5), lambda: fields(5), lambda: dataclass(type("X", (), {"__annotations__": {"a": list}, "a": []})), lambda: dataclass(type("Y", (), {"__annotations__": {"a": int, "b": int}, "a": 1})), lambda: hash(p)):
    try: print(g())
    except Exception as e: print(type(e).__name__, e)
