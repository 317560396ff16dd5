# async for, async with and their protocol errors.
class Aw:
    def __init__(self, v):
        self.v = v
    def __await__(self):
        yield ("susp", self.v)
        return self.v
def run(c):
    out = []
    try:
        while True:
            out.append(c.send(None))
    except StopIteration as e:
        print(out, "->", e.value)
    except Exception as e:
        print(out, "!!", type(e).__name__, e)
class It:
    def __init__(self, n):
        self.n, self.i = n, 0
    def __aiter__(self):
        return self
    async def __anext__(self):
        if self.i == self.n:
            raise StopAsyncIteration
        self.i += 1
        return await Aw(self.i)
class CM:
    def __init__(self, n, swallow=False):
        self.n, self.swallow = n, swallow
    async def __aenter__(self):
        print("aenter", self.n)
        return await Aw(self.n)
    async def __aexit__(self, t, v, tb):
        print("aexit", self.n, t and t.__name__, v)
        await Aw("x" + self.n)
        return self.swallow
async def a():
    r = []
    async for x in It(3):
        if x == 2:
            continue
        r.append(x)
    else:
        r.append("else")
    return r
run(a())
async def b():
    async for x in It(5):
        if x == 2:
            break
    else:
        return "no"
    return x
run(b())
async def c():
    async with CM("p") as p, CM("q") as q:
        return p + q
run(c())
async def d():
    async with CM("s", True):
        raise ValueError("swallowed")
    return "after"
run(d())
async def e():
    async with CM("t"):
        raise ValueError("goes out")
run(e())
async def comp():
    return [x async for x in It(3) if x != 2], {x async for x in It(1)}, {x: await Aw(x) async for x in It(2)}, [y for y in [1] if await Aw("z")]
run(comp())
async def gx():
    g = (x * 10 async for x in It(2))
    return type(g).__name__, [v async for v in g]
run(gx())
class NoNext:
    def __aiter__(self):
        return 5
class CoroIter:
    async def __aiter__(self):
        return self
class BadNext:
    def __aiter__(self):
        return self
    def __anext__(self):
        return 5
for o in (5, [1], NoNext(), BadNext()):
    async def f():
        async for x in o:
            pass
    run(f())
class NoExit:
    async def __aenter__(self): pass
class NotCoro:
    def __aenter__(self): return 5
    def __aexit__(self, *a): return 5
for o in (5, NoExit(), NotCoro(), CM):
    async def f():
        async with o:
            pass
    run(f())
async def g():
    for x in It(1):
        pass
run(g())
async def h():
    with CM("z"):
        pass
run(h())
