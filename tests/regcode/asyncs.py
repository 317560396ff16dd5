async def awaiting(f):
    return await f() + await f


async def looping(source):
    async for item in source:
        if item:
            continue
        yield item
    else:
        print('end')


async def comprehension(source):
    return [await item async for item in source if item]


async def handling(source):
    try:
        async for item in source:
            break
    finally:
        await source.aclose()
