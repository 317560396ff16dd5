# Async generators driven by hand: asend, athrow, aclose.
class Aw:
    def __init__(self, v):
        self.v = v
    def __await__(self):
        return (yield self.v)
def run(aw):
    steps = []
    it = aw.__await__()
    v = None
    while True:
        try:
            steps.append(it.send(v))
            v = "r"
        except StopIteration as e:
            return steps, "value", e.value
        except BaseException as e:
            return steps, type(e).__name__, str(e)
async def ag():
    try:
        x = yield 1
        print("x", x)
        r = await Aw("suspend")
        print("await gave", r)
        y = yield 2
        print("y", y)
    except ValueError as e:
        print("caught", e)
        yield "handler"
    finally:
        print("finally")
g = ag()
print(type(g).__name__, type(g.asend(None)).__name__, type(g.__anext__()).__name__, g.__name__, g.ag_running, g.ag_await, g.ag_code is ag.__code__, g.__aiter__() is g)
print(run(g.__anext__()))
print(run(g.asend("X")))
print(run(g.asend("Y")))
print(run(g.asend(None)), run(g.__anext__()), g.ag_frame)
g = ag()
print(run(g.asend("not None")))
g = ag()
print(run(g.__anext__()), run(g.athrow(ValueError("T"))), run(g.__anext__()))
g = ag()
print(run(g.__anext__()), run(g.athrow(KeyError, "K")), run(g.__anext__()))
g = ag()
print(run(g.__anext__()), run(g.aclose()), run(g.aclose()), run(g.__anext__()))
g = ag()
print(run(g.aclose()), run(g.__anext__()))
async def ignore():
    try:
        yield 1
    except GeneratorExit:
        yield 2
g = ignore()
print(run(g.__anext__()), run(g.aclose()))
async def leak():
    yield 1
    raise StopAsyncIteration("inner")
g = leak()
print(run(g.__anext__()), run(g.__anext__()))
async def leak2():
    yield 1
    raise StopIteration("inner2")
g = leak2()
print(run(g.__anext__()), run(g.__anext__()))
a = g.asend(None)
print(run(a))
try:
    a.send(None)
except Exception as e:
    print(type(e).__name__, e)
for f in (lambda: iter(g), lambda: next(g), lambda: g.send(1)):
    try:
        f()
    except (TypeError, AttributeError) as e:
        print(type(e).__name__, e)
