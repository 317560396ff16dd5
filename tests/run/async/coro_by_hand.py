# Driving coroutines with send, throw and close.
class Aw:
    def __init__(self, v):
        self.v = v
    def __await__(self):
        r = yield self.v
        print("resumed with", r)
        return r
async def inner(x):
    r = await Aw("i%d" % x)
    return r * 2
async def main():
    a = await inner(1)
    b = await inner(2)
    return a + b
c = main()
print(c.send(None), c.cr_running, c.cr_await.__name__, c.send(10))
try:
    c.send(20)
except StopIteration as e:
    print("result", e.value)
for f in (lambda: c.send(None), lambda: c.throw(ValueError("x")), lambda: c.close()):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
c = main()
try:
    c.send(5)
except TypeError as e:
    print(e)
c.send(None)
try:
    c.throw(KeyError("thrown"))
except KeyError as e:
    print("out", e)
async def catches():
    try:
        await Aw("w")
    except ValueError as e:
        return "caught %s" % e
    finally:
        print("fin")
c = catches()
c.send(None)
try:
    c.throw(ValueError("v"))
except StopIteration as e:
    print(e.value)
c = catches()
c.send(None)
c.close()
c.close()
for bad in (5, [1], "a", (i for i in "ab"), None):
    async def f():
        await bad
    try:
        f().send(None)
    except TypeError as e:
        print(e)
class BadAwait:
    def __await__(self):
        return 5
class CoroAwait:
    def __await__(self):
        c = inner(1)
        cs.append(c)
        return c
cs = []
for o in (BadAwait(), CoroAwait()):
    async def f():
        await o
    try:
        f().send(None)
    except TypeError as e:
        print(e)
cs[0].close()
c = inner(1)
for g in (lambda: iter(c), lambda: next(c), lambda: list(c)):
    try:
        g()
    except TypeError as e:
        print(e)
print(type(c).__name__, type(c.__await__()).__name__, c.__name__, c.__qualname__, c.cr_frame.f_locals, c.cr_await, c.cr_origin, inner.__code__.co_flags & 0x80)
c.close()
print(c.cr_frame)
async def si():
    raise StopIteration("leak")
try:
    si().send(None)
except RuntimeError as e:
    print(e, repr(e.__cause__))
c = inner(1)
async def twice():
    await c
d = twice()
print(d.send(None))
async def again():
    await c
try:
    again().send(None)
except RuntimeError as e:
    print(e)
d.close()
