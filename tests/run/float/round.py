# round() of floats to digits, correct decimal rounding.
for v in (0.5, 1.5, 2.5, -0.5, -1.5, 2.675, 1.005, 0.15, 0.25, 0.35, 1234.5678, -1234.5678, 1e22, 5e-324, 1e300, 99.95, 0.0, -0.0):
    print(v, round(v), [round(v, n) for n in (0, 1, 2, 3, -1, -2, -3, 20, 400, -400)], round(v, None))
for f in (lambda: round(float("nan")), lambda: round(float("inf")), lambda: round(1.5, "a"), lambda: round(1.5, 1.0), lambda: round(1e308 * 1.7, -308), lambda: round(float("inf"), 2), lambda: round(float("nan"), 1)):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
print(type(round(1.5)).__name__, type(round(1.5, 0)).__name__, round(1e16 + 2), round(2 ** 53 + 0.0), (2.5).__round__(), (2.55).__round__(1))
print((2.7).__trunc__(), (-2.7).__trunc__(), int(-0.9), (1e20).__trunc__())
class R:
    def __round__(self, n="none"):
        return "rounded %r" % (n,)
print(round(R()), round(R(), 3), round(R(), None), round(number=R(), ndigits=2))
try:
    round(object())
except TypeError as e:
    print(e)
