# Permutations, subsets, partitions and Gray codes by generators.
def perms(l):
    if not l: yield ()
    for i, x in enumerate(l):
        for p in perms(l[:i] + l[i + 1:]): yield (x, *p)
def partitions(n, m=None):
    if n == 0: yield []
    for k in range(min(n, m or n), 0, -1):
        for p in partitions(n - k, k): yield [k] + p
def gray(n):
    if n == 0: yield ""
    else:
        yield from ("0" + g for g in gray(n - 1))
        yield from ("1" + g for g in reversed(list(gray(n - 1))))
def subsets(s):
    for m in range(1 << len(s)): yield [c for i, c in enumerate(s) if m >> i & 1]
def primes():
    found, n = [], 2
    while True:
        if all(n % p for p in found): found.append(n); yield n
        n += 1
def pairs():
    d = 0
    while True:
        yield from ((i, d - i) for i in range(d + 1))
        d += 1
print(list(perms([1, 2, 3])), list(partitions(6)), list(gray(3)), list(subsets("abc")))
print([p for p, _ in zip(primes(), range(20))], [p for p, _ in zip(pairs(), range(10))])
def windows(it, n):
    buf = []
    for x in it:
        buf.append(x)
        if len(buf) == n: yield tuple(buf); del buf[0]
print(list(windows(range(6), 3)), list(windows("ab", 3)))
def roundrobin(*its):
    its = [iter(i) for i in its]
    while its:
        for it in its[:]:
            try: yield next(it)
            except StopIteration: its.remove(it)
print("".join(roundrobin("abc", "D", "ef")))
