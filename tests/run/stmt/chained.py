# Chained assignment and chained comparison.
a = b = c = []
a.append(1)
print(a, b is c)
x = y, z = 1, 2
print(x, y, z)
i = l = [0, 0]
i[0] = i[1] = 5
print(l)
k = 0
k, lst = 1, [0, 0]
k, lst[k] = 0, 9
print(k, lst)
def ev(v):
    print("ev", v)
    return v
print(ev(1) < ev(2) <= ev(2) != ev(3))
print(ev(1) > ev(2) < ev(3))
print(1 < 2 > 1, 1 == 1 == 1, 1 < 3 < 2, (1 < 2) is True, 3 in [3] == [3], (3 in [3]) == True, not 1 == 2, 1 != 2 != 1, "a" < "b" < "c", 1 in [1] in [[1]])
print(ev(0) == ev(1) in ev([1]))
n = m = 5
n += 1
print(n, m)
d = {}
d["a"] = d["b"] = d
print(d["a"] is d["b"] is d)
(p, q), [r, *s] = u = ((1, 2), "xyz")
print(p, q, r, s, u)
