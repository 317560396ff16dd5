# Bases that are no classes: __mro_entries__.
class Gen:
    def __init__(self, *b): self.b = b
    def __mro_entries__(self, bases):
        print("entries", len(bases))
        return self.b
class A: x = "A"
class B(Gen(A)): pass
print(B.__bases__, B.__orig_bases__[0].b, B.x)
class C(Gen(), A, Gen(int) if 0 else Gen()): pass
print(C.__bases__, len(C.__orig_bases__))
class Bad:
    def __mro_entries__(self, bases): return [A]
for b in (Bad(), Gen(5), 5):
    try:
        class D(b): pass
    except TypeError as e: print(e)
try: type("E", (Gen(A),), {})
except TypeError as e: print(e)
print(hasattr(A, "__orig_bases__"))
