async def f():
    await a
    return await b
async def g():
    async with a as b, c:
        return d
    async for x in y:
        if x:
            break
        elif z:
            continue
        return x
    else:
        w
async def h():
    yield 1
    await a
    return
async def k():
    try:
        async with a:
            for b in c:
                async with d:
                    break
    finally:
        await e
async def m():
    lambda: (yield)
    async def n(): yield
    while 1:
        async with a:
            continue
