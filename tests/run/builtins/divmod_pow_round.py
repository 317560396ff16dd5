# divmod across types with dunders.
class A:
    def __divmod__(self, o): return ("divmod", o)
    def __rdivmod__(self, o): return ("rdivmod", o)
    def __pow__(self, o, m="none"): return ("pow", o, m)
    def __rpow__(self, o): return ("rpow", o)
a = A()
print(divmod(a, 1), divmod(1, a), pow(a, 2), pow(2, a), pow(a, 2, 3), 2 ** a, a ** 2)
print(divmod(7, 2), divmod(-7, 2.0), divmod(7.5, 2), divmod(True, 2), divmod(10 ** 20, 3))
for f in (lambda: divmod("a", 1), lambda: divmod(1, "a"), lambda: pow("a", 2), lambda: pow(2, "a"), lambda: pow(2, a, 3), lambda: divmod(1, 0), lambda: divmod(1.0, 0), lambda: divmod(1j, 1), lambda: pow(2, 3, 0), lambda: pow(1.5, 2, 3), lambda: pow(base=2, exp=3, mod=5), lambda: pow(2, exp=5)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
