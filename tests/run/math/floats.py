# math: roots, logs, exponentials at exact points and error cases.
import math
print(math.sqrt(16), math.sqrt(2), math.pow(2, 10), math.exp(0), math.log(1), math.log2(8), math.log10(1000), math.log(8, 2), math.log2(2 ** 1000), math.log10(10 ** 300), math.hypot(3, 4), math.hypot(1, 2, 2), math.dist((0, 0), (3, 4)), math.fsum([0.1] * 10), math.fsum([1e16, 1, -1e16]), math.log1p(0), math.expm1(0))
print(math.pi, math.e, math.tau, math.inf, math.nan, math.isnan(math.nan), math.isinf(-math.inf), math.isfinite(1), math.isclose(0.1 + 0.2, 0.3), math.isclose(1, 1.1), math.isclose(1, 1.1, rel_tol=0.2), math.isclose(0, 1e-10, abs_tol=1e-9))
print(math.sin(0), math.cos(0), math.tan(0), math.atan2(0, -1), math.atan2(-0.0, 1), math.asin(1), math.acos(1), math.atan(0), math.sinh(0), math.cosh(0), math.degrees(math.pi), math.radians(180), math.gamma(5), math.lgamma(1), math.erf(0), math.erfc(0))
inf, nan = math.inf, math.nan
for f in (lambda: math.sqrt(-1), lambda: math.log(0), lambda: math.log(-1), lambda: math.log(0.0), lambda: math.log(1, 1), lambda: math.exp(1000), lambda: math.pow(10, 400), lambda: math.pow(-1, 0.5), lambda: math.pow(0, -1), lambda: math.acos(2), lambda: math.sin(inf), lambda: math.fmod(1, 0), lambda: math.sqrt("a"), lambda: math.sqrt(), lambda: math.sqrt(10 ** 400), lambda: math.log(10 ** 400), lambda: math.gamma(0), lambda: math.gamma(200), lambda: math.fsum([inf, -inf]), lambda: math.fsum([1e308, 1e308]), lambda: math.isclose(1, 1, rel_tol=-1), lambda: math.dist((1,), (1, 2)), lambda: math.log(2, 0), lambda: math.atanh(1), lambda: math.pow(nan, 0), lambda: math.pow(1, inf), lambda: math.hypot(inf, nan), lambda: math.cosh(1000), lambda: math.log2(0)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
