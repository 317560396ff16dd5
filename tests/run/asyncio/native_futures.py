# Futures and tasks of _asyncio: states, callbacks, iterators, errors, reports of finalisers, steps by hand.
import _asyncio
import asyncio
import contextvars
import gc
import threading
import warnings
import weakref

warnings.simplefilter("ignore")
handlers = []


class Loop:
    """A loop that only collects what it is to call."""

    def __init__(self):
        self.ready = []
        self.debug = False

    def get_debug(self):
        return self.debug

    def call_soon(self, callback, *args, context=None):
        self.ready.append((callback, args, context))

    def call_exception_handler(self, context):
        print("handler", {k: v if k == "message" else type(v).__name__ for k, v in context.items()})

    def turn(self):
        ready, self.ready = self.ready, []
        for callback, args, context in ready:
            context.run(callback, *args)


loop = Loop()


def show(text):
    try:
        result = eval(text)
        print(text, "->", "*" if " at 0x" in repr(result) else repr(result))
    except BaseException as e:
        print(text, type(e).__name__, "*" if " at 0x" in str(e) else e)


async def waits(f):
    return await f


f = _asyncio.Future(loop=loop)
bare = _asyncio.Future.__new__(_asyncio.Future)
t = _asyncio.Task(waits(f), loop=loop, name="one")
step = loop.ready[0][0]
print(type(step), step.__self__ is t)
for text in """_asyncio.Future(loop)
_asyncio.Future(loop=3)
_asyncio.Future(x=3)
_asyncio.Task()
_asyncio.Task(3, loop=loop)
_asyncio.Task(3, loop=loop, nam=3)
f.set_result()
f.result()
f.exception()
f.set_exception(3)
f.set_exception(StopIteration)
f.set_exception(StopIteration())
f.add_done_callback()
f._callbacks
f.add_done_callback(3)
f.add_done_callback(print, context=4)
f.add_done_callback(3)
f.remove_done_callback(3)
f._callbacks
f.remove_done_callback(print)
f._log_traceback
setattr(f, '_log_traceback', True)
delattr(f, '_log_traceback')
f._asyncio_future_blocking
f._state
f._source_traceback
f._exception
f._result
f.__dict__
t._must_cancel
setattr(t, '_must_cancel', True)
t._fut_waiter
t._log_destroy_pending
t.get_name()
t.set_name(3)
t.get_name()
t.set_result(3)
t.set_exception(ValueError())
t._repr_info()
t.get_stack(3)
[frame.f_code.co_name for frame in t.get_stack()]
step(1)
step(x=1)
bare.result()
bare.exception()
bare.set_result(1)
bare.cancel()
bare.cancelled()
bare.done()
bare.add_done_callback(1)
bare.remove_done_callback(1)
bare.get_loop()
bare._loop
bare._callbacks
bare._state
repr(bare)
iter(bare)
bare._asyncio_future_blocking
bare._source_traceback
_asyncio._enter_task(3, 4)
_asyncio._enter_task(3, 5)
_asyncio._leave_task(3, 5)
_asyncio._leave_task(3, 4)
_asyncio._leave_task(3, 4)
_asyncio._register_task(3)
_asyncio.get_running_loop()
_asyncio._get_running_loop()
_asyncio.Task.current_task(loop)""".splitlines():
    show(text)

# Steps by hand.
loop.turn()
wakeup = f._callbacks[0][0]
print(type(wakeup), wakeup.__self__ is t, t._fut_waiter is f, f._asyncio_future_blocking, loop.ready)
for call in (lambda: wakeup(), lambda: wakeup(1, 2), lambda: wakeup(1, x=2)):
    try:
        call()
    except TypeError as e:
        print(e)
f.set_result(["done"])
print(loop.ready[0][0] is wakeup, f.done(), f._callbacks)
loop.turn()
print(t.result(), t)
for text in ("step()", "f.set_result(1)", "f.set_exception(3)", "f.cancel()", "f.exception()", "t.cancel()"):
    show(text)

# Iterators.
f = _asyncio.Future(loop=loop)
it = iter(f)
print(next(it) is f)
show("next(it)")
for args in ((), (1,), (ValueError, 1, 2), (ValueError(1), 2), (ValueError, 3), (ValueError(5),), (KeyError, None, None)):
    show("it.throw(*%r)" % (args,)) if not any(isinstance(a, type) for a in args) else None
    try:
        it.throw(*args)
    except Exception as e:
        print(type(e).__name__, e)
show("it.close()")
show("list(it)")
f.set_result((1, 2))
for value in ((1, 2), None, ValueError(3)):
    g = _asyncio.Future(loop=loop)
    g.set_result(value)
    try:
        iter(g).send(None)
    except StopIteration as e:
        print(repr(e.value))


# What a coroutine may wait for.
class Yields:
    def __init__(self, what):
        self.what = what

    def __await__(self):
        yield self.what


class Foreign:
    _asyncio_future_blocking = True

    def __init__(self, loop):
        self._loop = loop

    def add_done_callback(self, callback, context):
        print("added", type(callback).__name__, type(context).__name__)

    def cancel(self):
        return True


async def bad(what):
    await Yields(what)


def generator():
    yield


for what in (3, None, "x", generator(), _asyncio.Future(loop=loop), _asyncio.Future(loop=Loop()), Foreign(loop), Foreign(3)):
    task = _asyncio.Task(bad(what), loop=loop, name="bad")
    loop.turn()
    loop.turn()
    try:
        print(type(what).__name__, task.done() and str(task.exception()).split(" at 0x")[0])
    except asyncio.CancelledError:
        print("cancelled")
    task._log_destroy_pending = False


async def itself():
    await task


task = _asyncio.Task(itself(), loop=loop, name="self")
loop.turn()
loop.turn()
print(task.exception())


# Cancellation before the first step, while waiting, refused, and at the end.
async def refuses(f):
    try:
        await f
    except asyncio.CancelledError:
        return "no"


for early in (True, False):
    for code in (waits, refuses):
        f = _asyncio.Future(loop=loop)
        task = _asyncio.Task(code(f), loop=loop, name="cancel")
        if not early:
            loop.turn()
        print(task.cancel(), task._must_cancel, f.cancelled(), end=" ")
        loop.turn()
        loop.turn()
        print(task.done(), task.cancelled(), task)

# Contexts: a task has one of its own, callbacks that which they were added in.
var = contextvars.ContextVar("var", default=0)


async def sets():
    var.set(5)
    await Yields(None)
    return var.get()


var.set(1)
task = _asyncio.Task(sets(), loop=loop)
task.add_done_callback(lambda t: print("callback", t.result(), var.get()))
var.set(2)
for _ in range(3):
    loop.turn()

# Finalisers.
f = _asyncio.Future(loop=loop)
f.set_exception(ValueError("lost"))
ref = weakref.ref(f)
del f
print(ref())
loop.debug = True
f = _asyncio.Future(loop=loop)
f.set_exception(ValueError("lost"))
print(type(f._source_traceback).__name__)
f.cycle = f
del f
gc.collect()
loop.debug = False
task = _asyncio.Task(waits(_asyncio.Future(loop=loop)), loop=loop, name="pending")
loop.turn()
del task
gc.collect()


class Sub(_asyncio.Task):
    def __del__(self):
        print("deleted")
        super().__del__()


sub = Sub(waits(_asyncio.Future(loop=loop)), loop=loop)
sub._log_destroy_pending = False
loop.turn()
del sub
gc.collect()


# KeyboardInterrupt goes on; a failing loop forgets the callbacks.
async def interrupted():
    raise KeyboardInterrupt("stop")


task = _asyncio.Task(interrupted(), loop=loop)
try:
    loop.turn()
except KeyboardInterrupt as e:
    print("interrupted", e, repr(task.exception()))


class Broken(Loop):
    def call_soon(self, *args, **kwargs):
        raise ZeroDivisionError


f = _asyncio.Future(loop=Broken())
f.add_done_callback(print)
f.add_done_callback(len)
show("f.set_result(1)")
print(f._callbacks, f.done())

# Each thread has its running loop.
_asyncio._set_running_loop(loop)
print(_asyncio.get_running_loop() is loop, _asyncio.get_event_loop() is loop)
thread = threading.Thread(target=lambda: print(_asyncio._get_running_loop()))
thread.start()
thread.join()
_asyncio._set_running_loop(None)
print(_asyncio._get_running_loop())
for ty in (_asyncio.Future, _asyncio.Task, type(it), type(wakeup)):
    print(ty, ty.__text_signature__, [(k, type(getattr(ty, k)).__name__) for k in dir(ty) if not k.startswith("__")])
