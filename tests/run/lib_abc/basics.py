# Abstract classes, registration, subclass hooks.
import abc
class A(abc.ABC):
    @abc.abstractmethod
    def f(self): return "A.f"
    @property
    @abc.abstractmethod
    def p(self): pass
    @classmethod
    @abc.abstractmethod
    def c(cls): pass
    def g(self): return "g"
class B(A):
    def f(self): return super().f() + "!"
class C(B):
    p = 5
    @classmethod
    def c(cls): return cls.__name__
for k in (A, B):
    try: k()
    except TypeError as e: print(e)
print(C().f(), C().p, C.c(), sorted(A.__abstractmethods__), sorted(B.__abstractmethods__), C.__abstractmethods__, A.f.__isabstractmethod__)
class Duck: pass
A.register(Duck)
print(isinstance(Duck(), A), issubclass(Duck, A), Duck.__mro__[1].__name__, isinstance(5, A))
class H(abc.ABC):
    @classmethod
    def __subclasshook__(cls, k):
        if cls is H: return any("quack" in b.__dict__ for b in k.__mro__)
        return NotImplemented
class Q: quack = 1
print(isinstance(Q(), H), issubclass(int, H))
try: A.register(5)
except TypeError as e: print(e)
try: Duck.register
except AttributeError as e: print(e)
try:
    class S(C): pass
    C.register(A)
except RuntimeError as e: print(e)
from collections.abc import Iterable, Sized, Hashable, Mapping, Sequence, Callable, Iterator, Generator
print([isinstance(x, Iterable) for x in ([], 5, "", {}, iter([]))], isinstance([], Hashable), isinstance((), Hashable), isinstance({}, Mapping), isinstance("", Sequence), isinstance(len, Callable), isinstance((x for x in ()), Generator), issubclass(dict, Sized))
class Seq(Sequence):
    def __getitem__(self, i): return "abc"[i]
    def __len__(self): return 3
print(list(Seq()), "b" in Seq(), Seq().index("c"), list(reversed(Seq())), Seq().count("a"))
class M(Mapping):
    def __getitem__(self, k): return {"a": 1}[k]
    def __iter__(self): return iter(["a"])
    def __len__(self): return 1
print(dict(M()), M().get("z", 0), "a" in M(), M() == {"a": 1}, list(M().items()), {**M()})
