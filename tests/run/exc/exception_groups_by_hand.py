# Collecting exceptions, re-raising, comparing, pickable args, notes by attribute.
def attempt(*fs):
    errs = []
    for f in fs:
        try: f()
        except (ValueError, TypeError) as e: errs.append(e)
        except ArithmeticError as e: errs.insert(0, e)
        except Exception as e: errs.append((type(e).__name__, e))
        else: errs.append("ok")
    return errs
r = attempt(lambda: int("x"), lambda: 1 / 0, lambda: {}["k"], lambda: 5, lambda: len(5), lambda: 2.0 ** 5000, lambda: [][1], lambda: b"\xff".decode(), lambda: "é".encode("ascii"), lambda: next(iter(())), lambda: None.x)
for e in r: print(repr(e))
class Multi(Exception):
    def __init__(self, *errs): super().__init__(*errs); self.errs = errs
    def __iter__(self): return iter(self.errs)
try: raise Multi(*[e for e in r if isinstance(e, Exception)])
except Multi as m: print(len(list(m)), [type(e).__name__ for e in m], len(m.args))
try: raise r[0]
except ArithmeticError as e: print(e is r[0], e.__context__)
class Base(Exception): code = 1
class Derived(Base): code = 2
class Other(Derived, KeyError): pass
for c in (Base, Derived, Other):
    try: raise c("m")
    except KeyError as e: print("key", e, e.code)
    except Derived as e: print("derived", e.code)
    except Base as e: print("base", e.code)
