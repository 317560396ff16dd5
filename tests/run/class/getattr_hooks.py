# __getattr__, __getattribute__, __setattr__, __delattr__, __dir__.
class A:
    cls = "c"
    def __init__(self): self.x = 1
    def __getattr__(self, n):
        if n.startswith("dyn_"):
            return n[4:]
        raise AttributeError("no %s here" % n)
a = A()
print(a.x, a.cls, a.dyn_foo, hasattr(a, "nope"), getattr(a, "nope", "default"))
try:
    a.nope
except AttributeError as e:
    print(e)
class B:
    def __init__(self): object.__setattr__(self, "log", [])
    def __getattribute__(self, n):
        if n == "log" or n.startswith("__"):
            return object.__getattribute__(self, n)
        self.log.append("get " + n)
        return object.__getattribute__(self, n)
    def __setattr__(self, n, v):
        self.log.append("set %s=%r" % (n, v))
        object.__setattr__(self, n, v)
    def __delattr__(self, n):
        self.log.append("del " + n)
        object.__delattr__(self, n)
    def __getattr__(self, n):
        self.log.append("fallback " + n)
        return 99
    def m(self): return self.y
b = B()
b.y = 5
b.y += 1
print(b.m(), b.zzz)
del b.y
print(b.m(), b.log)
try:
    del b.y
except AttributeError as e:
    print(e)
class C:
    def __dir__(self): return ["z", "a", "m"]
    def __getattribute__(self, n): raise KeyError(n)
print(dir(C()))
for f in (lambda: C().x, lambda: hasattr(C(), "x"), lambda: getattr(C(), "x", 1)):
    try:
        print(f())
    except KeyError as e:
        print("KeyError", e)
class D:
    def __len__(self): return 3
    def __getattribute__(self, n): return lambda *a: "hooked"
print(len(D()), D().__len__(), D().anything())
try:
    D()[0]
except TypeError as e:
    print(e)
class E:
    __getattr__ = lambda self, n: n.upper()
    __setattr__ = None
print(E().abc)
try:
    E().q = 1
except TypeError as e:
    print(e)
for args in ((a,), (a, 5), (a, "b", "c", "d"), (a, "x", 1)):
    try:
        print(getattr(*args))
    except TypeError as e:
        print(e)
a.__dict__["weird name"] = 7
setattr(a, "", 8)
print(getattr(a, "weird name"), getattr(a, ""), vars(a))
