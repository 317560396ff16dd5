# complex() from text and objects.
for s in ("1", "1j", "1+2j", "-1-2j", " 1+2j ", "(1+2j)", "( 1+2j )", "j", "-j", "+j", "1+j", "1e5+1e-5j", "nan+infj", "inf", "-nanj", "1_0+2_0j", "1+2J", "", "()", "1 + 2j", "1+", "1+2", "j1", "1j+2", "1+2jj", "((1))", "1e", "a", "1\x00", "\u0661j"):
    try:
        print(ascii(s), complex(s))
    except Exception as e:
        print(ascii(s), type(e).__name__, e)
for args in ((), (1,), (1, 2), (1j, 2j), (1.5, True), (1j,), ("1", 2), (1, "2"), (None,), (1, None), ([],), (b"1",), (10 ** 400,)):
    try:
        print(complex(*args))
    except Exception as e:
        print(type(e).__name__, e)
class C:
    def __complex__(self):
        return 3 + 4j
class F:
    def __float__(self):
        return 2.5
class I:
    def __index__(self):
        return 7
class B:
    def __complex__(self):
        return 5
for o in (C(), F(), I(), B()):
    try:
        print(complex(o), complex(o, 1), complex(0, F()))
    except Exception as e:
        print(type(e).__name__, e)
print(complex(real=1, imag=2), complex(imag=3))
class S(complex):
    pass
print(S(1, 2), type(S(1) + 1).__name__, (1 + 2j).__getnewargs__())
try:
    (1j).real = 5
except AttributeError as e:
    print(e)
