# Generator expressions: laziness, scope, first iterable evaluated early.
def ev(x):
    print("ev", x)
    return x
g = (ev(i) * j for i in ev([1, 2]) for j in ev([10]))
print("made")
print(list(g))
try:
    (x for x in 5)
except TypeError as e:
    print("early", e)
g = (y for x in [1] for y in 5)
try:
    next(g)
except TypeError as e:
    print("late", e)
x = "outer"
print(list(x for x in "ab"), x)
n = 2
g = (i * n for i in range(3))
n = 10
print(list(g))
print(sum(i for i in range(5)), max((i for i in [3, 1]), default=0), "".join(c for c in "xyz" if c != "y"), all(i < 3 for i in [1, 2]), any(i > 3 for i in [1, 2]), dict((i, i * i) for i in range(3)), tuple(i for i in range(2)), sorted((-i for i in range(3))))
class C:
    hidden = 3
    vals = [1, 2]
    a = list(v for v in vals)
    try:
        c = list(v for v in vals if hidden)
    except NameError as e:
        print(e)
print(C.a)
it = iter([1, 2, 3, 4])
print([(a, b) for a, b in zip(it, it)], list(it))
primes = (p for p in range(2, 50) if all(p % d for d in range(2, p)))
print(next(primes), next(primes), list(primes))
funcs = list((lambda: k) for k in range(3))
print([f() for f in funcs])
g = (i for i in range(3))
print(2 in g, list(g), g.gi_code.co_name, g.gi_code.co_varnames)
