# math: integer functions.
import math
print([math.factorial(n) for n in (0, 1, 5, 20, 25)], math.gcd(12, 18), math.gcd(-4, 6), math.gcd(0, 0), math.gcd(2 ** 70, 2 ** 65 * 3), [math.isqrt(n) for n in (0, 1, 15, 16, 10 ** 40)], math.comb(10, 3), math.comb(3, 10), math.perm(5, 2), math.perm(5), math.comb(100, 50), math.prod([1, 2, 3, 4]), math.prod([]), math.prod([2.5, 2], start=3))
print(math.floor(2.7), math.floor(-2.7), math.ceil(2.1), math.ceil(-2.1), math.trunc(-2.7), math.floor(10 ** 20), math.floor(1e20), math.copysign(1, -0.0), math.fabs(-3), math.fmod(-7, 3), math.remainder(7, 4), math.modf(-2.5), math.frexp(10.0), math.ldexp(0.5, 5))
class F:
    def __floor__(self): return "floor"
    def __ceil__(self): return "ceil"
    def __trunc__(self): return "trunc"
print(math.floor(F()), math.ceil(F()), math.trunc(F()))
for f in (lambda: math.factorial(-1), lambda: math.factorial(1.5), lambda: math.factorial("a"), lambda: math.gcd(1.5, 2), lambda: math.isqrt(-1), lambda: math.comb(-1, 2), lambda: math.perm(2, -1), lambda: math.floor("a"), lambda: math.floor(float("nan")), lambda: math.ceil(float("inf")), lambda: math.trunc("a"), lambda: math.prod(5), lambda: math.ldexp(1.0, 10 ** 9), lambda: math.factorial(10 ** 30), lambda: math.comb(1.0, 2)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
