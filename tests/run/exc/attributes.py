# args, with_traceback, __cause__, __context__, setting them badly.
e = ValueError("a", 1)
print(e.args, str(e), repr(e), e.__cause__, e.__context__, e.__suppress_context__, e.__traceback__)
e.args = [5]
print(e.args, repr(e), str(e))
e.args = "xy"
print(e.args, repr(ValueError()), repr(ValueError("one,")), repr(ValueError(())), str(ValueError(None)))
e.extra = 1
print(e.__dict__, e.with_traceback(None) is e)
for attr, v in (("args", 5), ("__cause__", 5), ("__cause__", ValueError), ("__context__", "x"), ("__traceback__", 5), ("__suppress_context__", 2), ("__suppress_context__", "x"), ("__cause__", None), ("__cause__", KeyError("c"))):
    try:
        setattr(e, attr, v)
        print(attr, "ok", repr(getattr(e, attr)), e.__suppress_context__)
    except TypeError as err:
        print(attr, err)
for attr in ("args", "__cause__", "__context__", "__traceback__", "__suppress_context__", "extra", "nope"):
    try:
        delattr(e, attr)
        print("deleted", attr)
    except (TypeError, AttributeError) as err:
        print(attr, err)
class E(Exception):
    def __init__(self, a, b=2): self.a = a
print(E(1).args, repr(E(1, b=3)), str(E("s")))
for f in (lambda: ValueError(x=1), lambda: E(), lambda: BaseException(k=1), lambda: ImportError("m", name="n", path="p").path, lambda: ImportError("m", foo=1), lambda: ValueError.__new__(ValueError, 1, x=2)):
    try:
        print(repr(f()))
    except TypeError as err:
        print(err)
