# Odd namespaces from __prepare__ and direct calls of type().
class Log(dict):
    def __setitem__(self, k, v):
        if not k.startswith("__"):
            print("set", k)
        super().__setitem__(k, v)
    def __getitem__(self, k):
        if not k.startswith("__") and k != "print":
            print("get", k)
        return super().__getitem__(k)
    def __delitem__(self, k):
        print("del", k)
        super().__delitem__(k)
class M(type):
    def __prepare__(name, bases):
        return Log()
class A(metaclass=M):
    x = 1
    y = x + 1
    del x
    def f(self): pass
    class Inner: pass
    for i in range(2): pass
    import sys as system
class Bad(type):
    @classmethod
    def __prepare__(mcs, *a):
        return 5
try:
    class C(metaclass=Bad): pass
except TypeError as e:
    print(e)
class D(type):
    __prepare__ = None
try:
    class E(metaclass=D): pass
except TypeError as e:
    print(e)
for args in (("N",), ("N", ()), (5, (), {}), ("N", [], {}), ("N", (), []), ("N", (5,), {}), ("N", (int, str), {}), ("a\0b", (), {}), ("N", (), {1: 2}), ("N", (), {"__slots__": 5}), ("", (), {}), ("a b", (), {"x y": 1}), ("N", (), {"__qualname__": 5}), ("N", (), {"__qualname__": "q"}), ("N", (), {"__module__": "m", "__doc__": "d"}), ("N", (), {"__classcell__": 5})):
    try:
        t = type(*args)
        print(args[0], t.__name__, t.__qualname__, t.__module__, t is str or t.__doc__, t)
    except Exception as e:
        print(args, type(e).__name__, e)
