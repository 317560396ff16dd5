# Audit events of the language's own operations, with their arguments.
import sys

from recorder import hook, run


def f(a=1, *, b=2):
    return a


class C:
    def m(self):
        return 1


class Slots:
    __slots__ = "q"


class Dies:
    def __del__(self):
        hook.unknown


def closure():
    x = 1

    def inner():
        return x

    return inner


def generator():
    yield 1


async def coroutine():
    pass


async def async_generator():
    yield


try:
    1 / 0
except ZeroDivisionError as error:
    TRACEBACK = error.__traceback__
CODE = f.__code__
CONSTANT = compile("1", "c", "eval")
INNER = closure()
GENERATOR = generator()
COROUTINE = coroutine()
ASYNC = async_generator()
c = C()

for expression in """
compile("1", "name", "eval")
compile(b"1", b"name", "exec")
compile("(", "name", "eval")
compile(bytearray(b"1"), "name", "eval")
compile(1, "name", "exec")
eval(" 1")
eval(CONSTANT)
exec("pass")
exec(b"1")
exec(CONSTANT)
exec(1)
setattr(c, "y", 1)
setattr(c, "__class__", C)
setattr(c, "__dict__", {})
setattr(C, "__name__", "C")
setattr(C, "__qualname__", "C")
setattr(C, "__module__", "m")
setattr(C, "__bases__", (object,))
setattr(C, "__doc__", "x")
setattr(C, "__name__", 1)
delattr(C, "__name__")
setattr(int, "__name__", "x")
setattr(f, "__code__", CODE)
setattr(f, "__defaults__", (1,))
setattr(f, "__kwdefaults__", {"b": 1})
delattr(f, "__defaults__")
delattr(f, "__kwdefaults__")
setattr(f, "__name__", "f")
f.__code__
f.__defaults__
f.__kwdefaults__
f.__globals__
INNER.__closure__
f.__dict__
f.__name__
c.m.__func__
c.m.__self__
GENERATOR.gi_code
GENERATOR.gi_frame
GENERATOR.gi_running
COROUTINE.cr_code
COROUTINE.cr_frame
COROUTINE.close()
ASYNC.ag_code
ASYNC.ag_frame
TRACEBACK.tb_frame
TRACEBACK.tb_next
sys._getframe()
sys._getframe(1).f_code
sys._getframe(500)
sys._current_frames()
sys.settrace(None)
sys.setprofile(None)
sys.set_asyncgen_hooks(firstiter=None)
sys.set_asyncgen_hooks(None, None)
sys.addaudithook(lambda *args: None)
sys.audit("own", 1, "a")
Dies()
type(CODE)(0, 0, 0, 0, 0, 64, b"d\\x00S\\x00", (None,), (), (), "file", "name", 1, b"")
type(CODE)(-1, 0, 0, 0, 0, 64, b"d\\x00S\\x00", (None,), (), (), "file", "name", 1, b"")
CODE.replace(co_name="zz")
type(f)(CODE, {})
""".strip().split("\n"):
    function = eval("lambda: " + expression)
    if expression == "Dies()":
        sys.unraisablehook = lambda args: None
    run(expression, function)
