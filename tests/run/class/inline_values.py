"""Attributes of instances kept in their own memory, before and after somebody has asked for the dict."""
import copy
import pickle
import sys
import weakref


class A:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def m(self):
        return self.x + self.y


a = A(1, 2)
print(a.m(), a.__dict__, a.m())
a.z = 3
print(vars(a), a.__dict__ is vars(a))
b = A(3, 4)
del b.x
print(b.__dict__)
try:
    b.m()
except AttributeError as error:
    print(error)
b.x = 5
print(list(b.__dict__), b.m())


class N:
    pass


# Any number of attributes, in any order.
for i in range(40):
    o = N()
    for k in range(i):
        setattr(o, "a%d" % k, k)
    assert list(o.__dict__.items()) == [("a%d" % k, k) for k in range(i)], i
    print(sys.getsizeof(o.__dict__), end=" ")
print()
o = N()
for k in reversed(range(9)):
    setattr(o, "a%d" % k, k)
print(o.__dict__)

# Another class, other keys.
x = N()
x.q = 1
x.__class__ = A
print(x.q, x.__dict__)
try:
    x.m()
except AttributeError as error:
    print(error)
x.x = x.y = 4
print(x.m(), x.__dict__)


# One piece of code, instances in every state.
class V:
    v = "class"

    def method(self):
        return "method"


def get(o):
    return o.v


def call(o):
    return o.method()


def put(o, value):
    o.v = value


vs = [V() for _ in range(6)]
vs[2].v = "own"
vs[3].__dict__
vs[4].__dict__["v"] = "dict"
vs[5].other = 1
for _ in range(5):
    print([get(v) for v in vs], [call(v) for v in vs])
del vs[2].v
vs[3].v = 9
vs[0].w = 1
vs[5].method = lambda: "hidden"
print([get(v) for v in vs], [call(v) for v in vs])
del vs[4].__dict__
print([get(v) for v in vs], vs[4].__dict__)
for n in range(3):
    for v in vs:
        put(v, n)
    print([sorted(v.__dict__.items(), key=str)[:1] for v in vs[:5]])
vs[1].__dict__ = {"v": "new", "extra": 0}
print(get(vs[1]), vs[1].extra)
put(vs[1], "again")
print(vs[1].__dict__)


# Names that are strings of another kind.
class Text(str):
    def __hash__(self):
        return str.__hash__(self)

    def __eq__(self, other):
        return str.__eq__(self, other)


o = N()
o.plain = 1
print(getattr(o, Text("plain")), getattr(o, Text("missing"), None))
setattr(o, Text("kind"), 2)
print(o.__dict__, o.kind)


# Slots below, weak references, a descriptor, properties.
class Base:
    __slots__ = ("slot", "__weakref__")


class Derived(Base):
    @property
    def double(self):
        return self.slot * 2 + self.value


d = Derived()
d.slot = 4
d.value = 1
r = weakref.ref(d)
print(d.double, d.__dict__, r() is d, Derived.__basicsize__, Derived.__dictoffset__)
d2 = copy.copy(d)
print(d2.slot, d2.value, copy.deepcopy(d).__dict__, pickle.loads(pickle.dumps(a)).__dict__)
del d
print(r())


# Storing while a destructor looks.
class Watch:
    def __init__(self, owner):
        self.owner = owner

    def __del__(self):
        owner = self.owner()
        print("seen", None if owner is None else sorted(owner.__dict__))


h = N()
h.one = 1
h.watch = Watch(weakref.ref(h))
h.watch = 2
h.three = 3
print(h.__dict__)


# Many instances, one of them the only one of its class.
class Big:
    def __init__(self, n):
        for i in range(n):
            self.__setattr__("k%d" % i, i)


bigs = [Big(n) for n in (3, 30, 3, 100, 5, 200, 4)]
print([len(b.__dict__) for b in bigs], [b.k2 for b in bigs])
print(object.__sizeof__(bigs[0]), [sys.getsizeof(b.__dict__) for b in bigs])
