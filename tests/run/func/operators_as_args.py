# Functions as values: in containers, attributes, comparisons, sorting.
def add(a, b): return a + b
ops = {"+": add, "-": lambda a, b: a - b, "max": max, "pow": pow, "join": str.join, "m": "abc".find, "T": type, "i": int}
print(ops["+"](1, 2), ops["-"](5, 3), ops["max"](1, 9), ops["pow"](2, 5), ops["join"]("-", "ab"), ops["m"]("c"), ops["T"]("N", (), {}).__name__, ops["i"]("7"))
print(add == add, add != max, add in [max, add], {add: 1}[add], callable(add), bool(add), [f(-3) for f in (abs, str, bool, hex)], list(map(lambda f: f([3, 1]), (len, sum, min, sorted))))
print(sorted(["b", "A"], key=str.lower), max([[1], [2, 3]], key=len), list(filter(str.isalpha, "a1b")), (lambda f, *a: f(*a))(divmod, 7, 2), (max if 0 else min)(1, 2))
def apply_n(f, n, x):
    for _ in range(n): x = f(x)
    return x
print(apply_n(lambda x: x * 2, 10, 1), apply_n(str, 3, 1), apply_n(lambda l: [l], 3, 0))
class A:
    f = add
    g = staticmethod(add)
    h = max
    k = int
A_ = A()
print(A.f(1, 2), A.g(1, 2), A_.g(3, 4), A_.h(1, 2), A_.k("5"))
try: A_.f(1, 2)
except TypeError as e: print(e)
try: print(A_.f(1))
except TypeError as e: print(e)
for x in (1, None, "s", [], A_):
    try: x()
    except TypeError as e: print(e)
try: add < max
except TypeError as e: print(e)
add.calls = 0
add.calls += 1
print(add.calls, add.__dict__)
