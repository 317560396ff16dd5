# Sorting algorithms compared with sorted().
def bubble(a):
    a = a[:]
    for i in range(len(a)):
        for j in range(len(a) - 1 - i):
            if a[j] > a[j + 1]: a[j], a[j + 1] = a[j + 1], a[j]
    return a
def insertion(a):
    a = a[:]
    for i in range(1, len(a)):
        x, j = a[i], i
        while j and a[j - 1] > x: a[j] = a[j - 1]; j -= 1
        a[j] = x
    return a
def merge(a):
    if len(a) < 2: return a
    l, r, out = merge(a[:len(a) // 2]), merge(a[len(a) // 2:]), []
    while l and r: out.append((l if l[0] <= r[0] else r).pop(0))
    return out + l + r
def quick(a): return a if len(a) < 2 else quick([x for x in a[1:] if x < a[0]]) + [a[0]] + quick([x for x in a[1:] if x >= a[0]])
def heap(a):
    a = a[:]
    def sift(i, n):
        while (c := 2 * i + 1) < n:
            if c + 1 < n and a[c] < a[c + 1]: c += 1
            if a[i] >= a[c]: break
            a[i], a[c] = a[c], a[i]
            i = c
    for i in range(len(a) // 2)[::-1]: sift(i, len(a))
    for n in range(len(a) - 1, 0, -1):
        a[0], a[n] = a[n], a[0]
        sift(0, n)
    return a
def radix(a):
    for shift in range(0, 16, 4):
        b = [[] for _ in range(16)]
        for x in a: b[x >> shift & 15].append(x)
        a = [x for q in b for x in q]
    return a
def shell(a):
    a, gap = a[:], len(a) // 2
    while gap:
        for i in range(gap, len(a)):
            j = i
            while j >= gap and a[j - gap] > a[j]: a[j], a[j - gap] = a[j - gap], a[j]; j -= gap
        gap //= 2
    return a
x, data = 99, []
for _ in range(120):
    x = x * 75 % 65537
    data.append(x)
for f in (bubble, insertion, merge, quick, heap, radix, shell):
    print(f.__name__, f(data) == sorted(data), f([]), f([5]), f([3, 1, 2, 3, 0]))
class V:
    cmp = 0
    def __init__(self, k, t): self.k, self.t = k, t
    def __lt__(self, o): V.cmp += 1; return self.k < o.k
    def __le__(self, o): V.cmp += 1; return self.k <= o.k
vs = [V(d % 5, i) for i, d in enumerate(data[:40])]
print([v.t for v in merge(vs)] == [v.t for v in sorted(vs, key=lambda v: v.k)], V.cmp > 0)
print([v.t for v in sorted(vs)][:10])
