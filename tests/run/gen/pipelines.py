# Generators composed into pipelines, coroutines and schedulers.
def numbers(n):
    for i in range(n):
        yield i
def where(p, it):
    for x in it:
        if p(x):
            yield x
def take(n, it):
    it = iter(it)
    for _ in range(n):
        try:
            yield next(it)
        except StopIteration:
            return
def naturals():
    n = 0
    while True:
        yield n
        n += 1
def sieve(it):
    p = next(it)
    yield p
    yield from sieve(where(lambda x: x % p, it))
def from2():
    n = naturals()
    next(n), next(n)
    return n
print(list(take(15, sieve(from2()))))
def fib():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b
print(list(take(12, where(lambda x: x % 2, fib()))))
def grep(pattern, target):
    while True:
        line = yield
        if pattern in line:
            target.send(line)
def sink(out):
    try:
        while True:
            out.append((yield))
    except GeneratorExit:
        out.append("closed")
out = []
s = sink(out)
next(s)
g = grep("py", s)
next(g)
for l in ("python", "java", "happy"):
    g.send(l)
s.close()
print(out)
def task(name, n):
    for i in range(n):
        print(name, i, end=" | ")
        yield
    return name + " done"
def run(tasks):
    results = []
    while tasks:
        t = tasks.pop(0)
        try:
            next(t)
            tasks.append(t)
        except StopIteration as e:
            results.append(e.value)
    return results
print(run([task("a", 3), task("b", 1), task("c", 2)]))
def tree(t):
    if t:
        l, v, r = t
        yield from tree(l)
        yield v
        yield from tree(r)
print(list(tree(((None, 1, None), 2, ((None, 3, None), 4, None)))))
def merge(a, b):
    a, b = iter(a), iter(b)
    x, y = next(a, None), next(b, None)
    while x is not None or y is not None:
        if y is None or x is not None and x <= y:
            yield x
            x = next(a, None)
        else:
            yield y
            y = next(b, None)
print(list(merge([1, 4, 6], [2, 3, 7, 9])))
