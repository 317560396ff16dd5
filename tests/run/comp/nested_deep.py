# Deeply nested comprehensions, conditions and closures.
print([[[(i, j, k) for k in range(j)] for j in range(i)] for i in range(4)])
print({i: {j: [k for k in range(j)] for j in range(2, 4)} for i in "ab"})
print([x for x in [y for y in [z for z in range(6) if z % 2] if y > 1]], sum(sum(r) for r in [[i * j for j in range(4)] for i in range(4)]))
print([(lambda: [(lambda: (i, j))() for j in range(2)])() for i in range(2)])
print([f() for f in [(lambda k: lambda: k)(i) for i in range(3)]], [i if i % 2 else [j if j else "z" for j in range(i)] for i in range(4)])
print(sorted({(a, b) for a in range(3) for b in range(3) if a < b} | {(9, 9)}), {c: s.count(c) for s in ["hello"] for c in s}, [*(i for i in range(3))], [[*r] for r in zip(*[[1, 2], [3, 4]])])
m = [[1, 2, 3], [4, 5, 6]]
print([[r[i] for r in m] for i in range(3)], [v for r in m for v in r if v % 2], [v for r in m if sum(r) > 6 for v in r])
def f(n): return [g(n) for g in [lambda q: q + n, lambda q: [q * r for r in range(n)]]]
print(f(3))
try: [1 / x for x in [1, 0]]
except ZeroDivisionError as e: print(e, e.__traceback__.tb_next.tb_frame.f_code.co_name)
print([a for a in range(3) for a in range(a)], [(a, b) for a in range(2) for b in [a * 10]], [y for x in ["ab", "c"] for y in x], {**{k: v for k, v in zip("ab", "cd")}}, {k: v for k, v in [(1, 2), (1, 3)]})
