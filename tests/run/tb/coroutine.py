# An exception out of nested coroutines.
async def inner():
    raise RuntimeError("in coroutine")
async def outer():
    await inner()
outer().send(None)
