# bool: construction, operators, being an int.
print(bool(), bool(0), bool(1), bool(""), bool("0"), bool([]), bool([0]), bool(None), bool(0.0), bool(object), bool(()), bool({}), bool(range(0)), bool(range(1)))
print(True + True, True * 3, -True, ~False, True / 2, True // 2, True % 2, True ** 2, True << 3, abs(True), divmod(True, 1))
print(True & False, True | False, True ^ True, True & 1, 1 | False, type(True & 1).__name__, type(True & True).__name__)
print(True == 1, True is True, hash(True), repr(True), str(False), f"{True}", "%s %d %r" % (True, True, False), "%5s|%-6s|" % (True, False), "{:>6}|{:d}".format(True, True))
print([10, 20][True], "ab"[False], sum([True, True, False]), {True: "a", 1: "b", 1.0: "c"}, isinstance(True, int), issubclass(bool, int), bool.__mro__ == (bool, int, object))
class A:
    def __bool__(self):
        return False
class B:
    def __len__(self):
        return 0
class C:
    def __bool__(self):
        return 1
class D:
    def __len__(self):
        return -1
class E:
    def __bool__(self):
        raise ValueError("no truth")
class F:
    def __bool__(self):
        return True
    def __len__(self):
        return 0
class G:
    __bool__ = None
class H:
    def __len__(self):
        return "x"
class I:
    def __len__(self):
        return 10 ** 30
for c in (A, B, C, D, E, F, G, H, I):
    try:
        print(c.__name__, bool(c()))
    except Exception as e:
        print(c.__name__, type(e).__name__, e)
for f in (lambda: bool(1, 2), lambda: bool(x=1), lambda: True.x, lambda: bool.__new__(int)):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)
