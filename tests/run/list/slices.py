# Slice reading, assignment and deletion, plain and extended.
base = list(range(10))
for sl in (slice(2, 5), slice(None), slice(5, 2), slice(-3, None), slice(None, None, 2), slice(None, None, -1), slice(8, 2, -2), slice(100, None), slice(3, 3)):
    a = base[:]
    got = a[sl]
    del a[sl]
    b = base[:]
    try:
        b[sl] = "xy"
    except ValueError as e:
        b = str(e)
    c = base[:]
    c[sl] = [None] * len(got)
    print(sl, got, a, b, c)
l = [1, 2, 3]
l[1:1] = [10, 20]
l[len(l):] = (7,)
l[:0] = iter("ab")
l[2:4] = []
print(l)
l[:] = l
l[1:2] = l
print(l)
l[::2] = range(len(l[::2]))
l[::-1] = l
print(l)
for stmt in ("l[0:2] = 5", "l[::2] = [1]", "l[::2] = 5", "l[100] = 1", "l['a'] = 1", "l[1.0]", "l[-100]", "del l[100]", "del l['a']", "l[::0]", "l[::0] = []", "del l[::0]", "l[1,2]", "l[None]", "l['a':]", "l[0:1] = None", "l[10**30]", "del l[-10**30]", "l[::2] = l", "l[None:None:None] = 'q'", "l[1:0:1] = [5]"):
    l = [0, 1, 2, 3]
    try:
        exec(stmt)
        print(stmt, l)
    except Exception as e:
        print(stmt, type(e).__name__, e)
