# flags=8192
await z
[x async for x in y]
(await x for x in y)
