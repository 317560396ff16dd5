# flags=8192
await a
async for x in y:
    await x
async with a as b:
    c
def f(): pass
class C: pass
