# isinstance and issubclass with hooks, tuples, and bad arguments.
class M(type):
    def __instancecheck__(cls, o):
        print("instancecheck", cls.__name__, o)
        return o == 1
    def __subclasscheck__(cls, s):
        print("subclasscheck", cls.__name__, s)
        return "yes"
class A(metaclass=M): pass
print(isinstance(1, A), isinstance(2, A), isinstance(A(), A), issubclass(int, A), issubclass(A, A), isinstance(1, (str, A)), isinstance("a", (int, (float, (str,)))), isinstance(1, ()), issubclass(bool, (str, int)))
for f in (lambda: isinstance(1, 5), lambda: isinstance(1, (5,)), lambda: isinstance(1, (int, 5)), lambda: isinstance("x", (int, 5)), lambda: issubclass(5, int), lambda: issubclass(int, 5), lambda: issubclass(5, A), lambda: isinstance(1, [int]), lambda: isinstance(1, "int"), lambda: isinstance(1, None)):
    try:
        print(f())
    except TypeError as e:
        print(e)
class Lie:
    __class__ = property(lambda self: int)
l = Lie()
print(isinstance(l, int), isinstance(l, Lie), type(l).__name__, l.__class__.__name__, isinstance(l, str))
class Duck:
    __bases__ = (int,)
print(isinstance(Duck(), int))
class FakeClass:
    __bases__ = ()
try:
    print(isinstance(5, FakeClass()), issubclass(FakeClass(), FakeClass()))
except TypeError as e:
    print(e)
class Err(type):
    def __instancecheck__(cls, o): raise ValueError("check")
class E(metaclass=Err): pass
try:
    isinstance(1, E)
except ValueError as e:
    print(e)
try:
    try:
        raise KeyError("x")
    except E:
        print("no")
except (KeyError, TypeError) as e:
    print(type(e).__name__, e)
print(isinstance(True, int), isinstance(int, type), isinstance(type, type), issubclass(type, object), isinstance(None, type(None)), type(type) is type, isinstance(object, object), isinstance(NotImplemented, type(NotImplemented)))
