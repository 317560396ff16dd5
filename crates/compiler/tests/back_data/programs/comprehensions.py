[x for x in y]
[x for x in y if x if z]
[x for x in y for z in x if z for w in z]
{x for x, y in z}
{x: y for x, y in z if x and y}
(x for x in y)
[[x for x in y] for y in z]
[lambda: x for x in y]
[x for x in [1, 2]]
[(a, b) for a, *b in c]
[y := f(x), y ** 2]
print([z := x for x in y], z)
def f(a):
    b = [a for _ in c]
    d = {a: (lambda: e) for e in b}
    return [g := h for h in d if (k := h)], g, k
class C:
    x = 1
    y = [x for x in z]
    w = [v for v in x]
async def g(a):
    b = [x async for x in a]
    c = [await x for x in a]
    d = {x: await y async for x, y in a if await x}
    e = {x async for x in a for y in x}
    h = (x async for x in a)
    i = [x for x in a async for y in x]
    return (await x for x in a)
