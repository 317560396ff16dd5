# Every kind of loop target.
class A: pass
a = A()
d, l = {}, [0, 0]
for a.x in range(2): print(a.x)
for d["k"] in "ab": print(d)
for l[1] in (5, 6): print(l)
for l[l[0]] in (1, 1): print(l)
for x, (y, *z) in [(1, (2, 3, 4)), (5, "67")]: print(x, y, z)
for [p, q] in {"a": 1}.items(): print(p, q)
for i, in [(1,), [2]]: print(i)
for l[0:1] in ["xy", [9]]: print(l)
for () in [(), []]: print("empty target")
for *r, s in [(1, 2, 3)]: print(r, s)
for k in d: print(k)
for x in (1, 2, *[3, 4]): print(x, end=" ")
print()
for c in "é€": print(ascii(c))
for b in b"ab": print(b)
for i in (lambda: range(2))(): print(i)
for i in [0]:
    for i in [1, 2]: pass
    print(i)
