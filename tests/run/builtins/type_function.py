# type() with one and three arguments; type attributes.
print(type(1), type(type), type(None).__name__, type([]) is list, type("X", (), {}), type("X", (int,), {"a": 1})(5).a)
print(int.__name__, int.__qualname__, int.__module__, int.__base__, int.__bases__, bool.__base__, object.__bases__, object.__base__, type.__mro__, int.__basicsize__ > 0, int.__flags__ & (1 << 10) != 0, int.__dictoffset__, type.__subclasses__(bool))
for t in (int, str, list, dict, tuple, type, object, bool, range, slice, property, super, type(None), type(...), type(len), type(lambda: 0), type(iter([])), type((lambda: (yield))()), memoryview):
    print(t, t.__name__, t.__module__, t.__base__.__name__ if t.__base__ else None, bool(t.__flags__ & (1 << 10)))
for t in (bool, range, slice, type(None), memoryview, type(lambda: 0), type(len), type(...), type(iter([]))):
    try: type("S", (t,), {})
    except TypeError as e: print(e)
for t in (type(None), type(...), type(NotImplemented), type(lambda: 0), type(len), type((lambda: (yield))()), type(iter([])), type({}.keys())):
    try: print(t.__name__, t())
    except TypeError as e: print(e)
for a in ((), (1,), None):
    try: print(type(None)(*a) if a is not None else type(None)(x=1))
    except TypeError as e: print(e)
