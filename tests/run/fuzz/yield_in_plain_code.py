"""Code that yields, but is no generator's, does not crash."""
async def a():
    yield 1


def g():
    yield from ()


async def c(x):
    await x

for f in (a, g, c):
    code = f.__code__.replace(co_flags=67)
    f.__code__ = code
    try:
        result = f(*[None] * code.co_argcount)
    except Exception as e:
        print('over')
    else:
        print('over')
