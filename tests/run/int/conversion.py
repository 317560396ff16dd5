# __int__, __index__, __trunc__ and what int() does with them.
class A:
    def __int__(self):
        return 5
class B:
    def __index__(self):
        return 6
class C:
    def __trunc__(self):
        return 7
class D:
    def __int__(self):
        return "no"
class E:
    def __index__(self):
        return 1.5
class F:
    def __trunc__(self):
        return "x"
class G(int):
    def __int__(self):
        return 99
class K:
    def __trunc__(self):
        return B()
class R:
    def __int__(self):
        raise ValueError("inside")
for c in (A, B, C, D, E, F, K, R):
    try:
        print(c.__name__, int(c()))
    except Exception as e:
        print(c.__name__, type(e).__name__, e)
print(int(G(3)), G(3) + 1, G(3), type(int(G(3))).__name__, type(+G(3)).__name__, type(G(3) + G(4)).__name__)
for c in (A, B, E):
    try:
        print([10, 11, 12, 13, 14, 15, 16][c()])
    except Exception as e:
        print(c.__name__, type(e).__name__, e)
print((3).real, (3).imag, (3).numerator, (3).denominator, (3).conjugate(), True.real, type(True.real).__name__)
print((7).__floor__(), (7).__ceil__(), (7).__trunc__(), (7).__round__(), (1234).__round__(-2), (7).as_integer_ratio(), (-7).as_integer_ratio(), True.as_integer_ratio())
print(int.__doc__ is not None, (5).__getnewargs__(), (5).__bool__(), (5).__abs__(), (-5).__abs__(), (5).__neg__(), (5).__pos__(), (5).__invert__())
