# Facts in code objects.
def f(a, b=1, /, c=2, *args, d, e=3, **kw):
    x = a
    def g():
        return x + y
    y = "const"
    global glob
    glob = None
    return [i for i in args]
c = f.__code__
print(c.co_name, c.co_argcount, c.co_posonlyargcount, c.co_kwonlyargcount, c.co_nlocals, c.co_varnames, c.co_cellvars, c.co_freevars, c.co_firstlineno, c.co_filename)
print(c.co_flags, c.co_names, [k for k in c.co_consts if not hasattr(k, "co_name")])
inner = [k for k in c.co_consts if hasattr(k, "co_name")]
for k in inner:
    print(k.co_name, k.co_argcount, k.co_varnames, k.co_freevars, k.co_flags, k.co_firstlineno)
def gen(): yield
async def co(): pass
async def ag(): yield
for h in (gen, co, ag, lambda: 0, lambda *a, **k: 0):
    print(h.__name__, hex(h.__code__.co_flags))
print(f.__code__ == f.__code__, type(c).__name__, hash(c) == hash(c), c.replace(co_name="new").co_name, c.replace(co_firstlineno=99).co_firstlineno)
m = compile("a = 1\nb = a + 2\n", "<x>", "exec")
print(m.co_name, m.co_names, m.co_consts, m.co_filename, m.co_nlocals, m.co_varnames, m.co_flags, m.co_firstlineno)
try:
    c.co_name = "x"
except AttributeError as e:
    print(e)
try:
    c.replace(co_name=5)
except TypeError as e:
    print(e)
