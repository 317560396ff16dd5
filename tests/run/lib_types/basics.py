# types: names, SimpleNamespace, MappingProxyType, new_class, MethodType.
import types
print(types.FunctionType.__name__, types.GeneratorType.__name__, types.BuiltinFunctionType is type(len), types.ModuleType("m", "d").__doc__, types.CellType.__name__, types.CodeType.__name__, types.TracebackType.__name__)
n = types.SimpleNamespace(a=1, b="x")
n.c = [n.a]
print(n, n == types.SimpleNamespace(a=1, b="x", c=[1]), vars(n), types.SimpleNamespace())
n.me = n
print(n)
m = types.MappingProxyType({"a": 1})
print(m, m["a"], m.get("z"), list(m.items()), "a" in m, len(m), m == {"a": 1}, m.copy(), {**m})
f = types.FunctionType(compile("x + y", "f", "eval"), {"x": 1, "y": 2}, "made")
print(f(), f.__name__, types.FunctionType((lambda a, b=0: (a, b)).__code__, {}, "g", (9,))(1))
cell = types.CellType(5)
def outer():
    q = None
    return lambda: q
print(types.FunctionType(outer().__code__, {}, None, None, (cell,))(), cell.cell_contents, types.CellType() == types.CellType(), cell < types.CellType(6))
C = types.new_class("C", (), {}, lambda ns: ns.update(v=5))
print(C.v, C.__name__, types.MethodType(lambda s, x: (s, x), 1)(2), types.prepare_class("D", (), {})[0])
class E:
    @types.DynamicClassAttribute
    def d(self): return "dyn"
print(E().d)
@types.coroutine
def gen(): return (yield 5)
async def co(): return await gen()
k = co()
print(k.send(None))
try: k.send(7)
except StopIteration as e: print(e.value)
for g in (lambda: m.__setitem__("a", 2), lambda: types.MappingProxyType(5), lambda: types.SimpleNamespace(1), lambda: n.zz, lambda: types.FunctionType(5, {}), lambda: types.FunctionType(outer().__code__, {}), lambda: hash(m), lambda: types.CellType().cell_contents, lambda: types.MethodType(5, 1), lambda: types.CodeType()):
    try: print(g())
    except Exception as e: print(type(e).__name__, e)
