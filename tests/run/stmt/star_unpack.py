# Starred targets and displays.
a, *b = range(5)
print(a, b)
*a, b = "xyz"
print(a, b)
a, *b, c = [1, 2]
print(a, b, c)
[*a] = (1, 2)
*a, = "q"
print(a)
a, (b, *c), *d = 1, "xyz", 3, 4
print(a, b, c, d)
print([*range(3), *"ab", *()], (*[1], 2, *{3: 4}), {*"aa", *[1]} == {"a", 1}, {**{"x": 1}, "y": 2, **{"x": 3}}, [*[*[1]]], *[1, 2], *(3,))
def f(): return 1, *[2, 3]
print(f())
def g(): yield 1, *[2]
print(list(g()))
for x in (*[1], 2): print(x)
l = [1, 2, 3, 4]
l[0], *l[1:3] = l[1], 9, 8, 7
print(l)
d = {}
d["h"], *d["t"] = "hello"
print(d)
for bad in (5, None, 1.5):
    try: print([*bad])
    except TypeError as e: print(e)
    try: print((*bad,))
    except TypeError as e: print(e)
    try: print({*bad})
    except TypeError as e: print(e)
    try: print({**bad})
    except TypeError as e: print(e)
try: {*[[]]}
except TypeError as e: print(e)
x, = [5]
(y,) = {6}
print(x, y)
*first, (second, *third) = 1, 2, (3, 4, 5)
print(first, second, third)
