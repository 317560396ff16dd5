# Coroutines: unpacking, nesting, exceptions, context, recursion.
def run(c):
    try:
        while True:
            c.send(None)
    except StopIteration as e:
        return e.value
async def val(x):
    return x
async def f():
    a, *b = await val([1, 2, 3])
    d = {await val("k"): await val("v")}
    s = f"{await val(5)} {await val('x')!r:>5}"
    t = (await val(1)) + (await val(2)) ** await val(3)
    l = [await val(i) for i in range(3)]
    g = await val(len)
    u = -await val(2) ** 2
    w = await val(1) if await val(0) else await val("else")
    return a, b, d, s, t, l, g("abc"), u, w, (await val([7]))[0], not await val(0)
print(run(f()))
async def fact(n):
    return 1 if n < 2 else n * await fact(n - 1)
print(run(fact(20)))
async def err():
    try:
        raise ValueError("first")
    except ValueError as e:
        await val(1)
        raise KeyError("second") from e
try:
    run(err())
except KeyError as e:
    print(repr(e), repr(e.__cause__))
async def fin():
    for i in range(3):
        try:
            await val(i)
            if i == 1:
                return i
        finally:
            print("finally", i)
print(run(fin()))
class C:
    async def m(self):
        return "m", type(self).__name__
    @classmethod
    async def c(cls):
        return cls.__name__
    @staticmethod
    async def s():
        return "s"
    async def __call__(self, x):
        return x * 2
async def meth():
    return await C().m(), await C.c(), await C.s(), await C()(4)
print(run(meth()))
async def gen(n):
    for i in range(n):
        yield await val(i)
async def consume():
    out = []
    async for i in gen(3):
        async for j in gen(i):
            out.append((i, j))
    return out, [i async for i in gen(2)]
print(run(consume()))
def with_lambda():
    return (lambda: val(9))()
print(run(with_lambda()), run(val(None)), val.__code__.co_flags & 128)
