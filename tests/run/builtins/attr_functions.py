# getattr, setattr, hasattr, delattr, dir, vars.
class A:
    x = 1
    def m(self): pass
a = A()
setattr(a, "y", 2)
setattr(a, "odd name", 3)
print(getattr(a, "x"), getattr(a, "zz", None), hasattr(a, "y"), hasattr(a, "nope"), getattr(a, "odd name"), vars(a), [n for n in dir(a) if n[0] != "_"])
delattr(a, "y")
print(hasattr(a, "y"))
for f in (lambda: getattr(a, "zz"), lambda: delattr(a, "zz"), lambda: delattr(a, "x"), lambda: getattr(a, 5), lambda: setattr(a, 5, 1), lambda: hasattr(a, 5), lambda: delattr(a, None), lambda: vars(5), lambda: vars([]), lambda: getattr(a), lambda: setattr(a, "b"), lambda: hasattr(a), lambda: setattr(5, "a", 1), lambda: getattr(None, "x"), lambda: vars(1, 2), lambda: getattr(a, "\ud800"), lambda: vars(len)):
    try: print(f())
    except Exception as e: print(type(e).__name__, ascii(str(e)))
class D:
    def __dir__(self): return ["b", "a"]
class D2:
    def __dir__(self): return 5
class D3:
    def __dir__(self): return ["a", 1]
class D4:
    def __dir__(self): return ("t",)
for c in (D, D2, D3, D4):
    try: print(dir(c()))
    except TypeError as e: print(e)
class R:
    @property
    def p(self): raise ValueError("prop")
for f in (lambda: hasattr(R(), "p"), lambda: getattr(R(), "p", 1)):
    try: print(f())
    except ValueError as e: print(e)
print("x" in dir(A), "__class__" in dir(A), "mro" in dir(A), "mro" in dir(type), sorted(dir()) == dir())
