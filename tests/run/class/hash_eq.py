# Rules tying __hash__ to __eq__.
class A:
    def __eq__(self, o): return True
class B(A): pass
class C(A):
    __hash__ = object.__hash__
class D:
    __hash__ = None
class E(D):
    def __hash__(self): return 5
class F:
    def __hash__(self): return -1
class G:
    def __hash__(self): return 2 ** 61 - 1
class H:
    def __hash__(self): return True
class J:
    def __hash__(self): return 1.5
class K:
    def __hash__(self, x): return 1
class L:
    def __hash__(self): return -2 ** 70
for c in (A, B, C, D, E, F, G, H, J, K, L):
    try:
        h = hash(c())
        print(c.__name__, h if c is not C else "id hash")
    except TypeError as e:
        print(c.__name__, e)
print(A.__hash__, B.__hash__, "__hash__" in A.__dict__, "__hash__" in B.__dict__)
for f in (lambda: {A(): 1}, lambda: {A()}, lambda: A() in {1: 2}, lambda: {}.get(A()), lambda: hash([]), lambda: hash({}), lambda: hash((1, [])), lambda: {1}.add(set()), lambda: {(1, {}): 2}):
    try:
        print(f())
    except TypeError as e:
        print(e)
class V:
    def __init__(self, v): self.v = v
    def __hash__(self): return hash(self.v)
    def __eq__(self, o): return isinstance(o, V) and self.v == o.v
d = {V(1): "one", V("a"): "A"}
print(d[V(1)], d.get(V("a")), V(2) in d, 1 in d, len({V(1), V(1), V(2)}))
v = V(1)
s = {v}
v.v = 99
print(v in s, v in list(s), len(s))
class Ch(V):
    __hash__ = V.__hash__
    def __eq__(self, o): return False
c = Ch(1)
print({c: 1}[c], {Ch(1): 1}.get(Ch(1)), [c] == [c], c in [c], c == c)
import sys
print(hash(1) == hash(1.0) == hash(True), sys.hash_info.modulus, sys.hash_info.inf, sys.hash_info.nan, hash(None) == hash(None), hash(int) == hash(int))
