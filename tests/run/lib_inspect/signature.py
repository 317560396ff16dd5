# inspect.signature and friends on Python functions and classes.
import inspect
def f(a, b: int = 2, /, c=3, *args: str, d, e=5, **kw) -> None: "doc"
class C:
    def __init__(self, x, y=1): pass
    def m(self, q): pass
    @classmethod
    def c(cls, z): pass
    @staticmethod
    def s(w): pass
    def __call__(self, k): pass
for o in (f, C, C.m, C(1).m, C.c, C.s, C(1), lambda x, *, y: 0): print(inspect.signature(o))
s = inspect.signature(f)
print([(p.name, str(p.kind), p.default is p.empty) for p in s.parameters.values()], s.return_annotation)
b = s.bind(1, 2, 3, 4, d=6, z=7)
print(b.arguments, b.args, b.kwargs)
for a in ((), (1,), (1, 2, 3)):
    try: s.bind(*a)
    except TypeError as e: print(e)
def g(): yield 1
async def co(): pass
print(inspect.isfunction(f), inspect.isgeneratorfunction(g), inspect.iscoroutinefunction(co), inspect.isclass(C), inspect.ismethod(C(1).m), inspect.isbuiltin(len), inspect.getdoc(f), inspect.getmro(C)[-1], inspect.getfullargspec(f), inspect.getgeneratorstate(g()))
print(inspect.getclosurevars(lambda: s).globals.keys(), inspect.currentframe().f_code.co_name, inspect.getsource(g))
