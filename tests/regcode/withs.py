def plain(m):
    with m:
        pass


def bound(m, n):
    with m as a, n() as (b, c):
        return a, b, c


def in_loop(items):
    for item in items:
        with item as x:
            if x:
                continue
            break


async def asynchronous(m):
    async with m as a:
        return a
