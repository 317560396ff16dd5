# flags=8192
[x async for x in y]
class C: x = 1
