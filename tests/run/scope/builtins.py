# __builtins__: custom dictionaries, shadowing, deleting, missing.
import builtins
print(eval("len([1])", {"__builtins__": {"len": lambda x: "fake len"}}))
for src, b in (("len", {}), ("int(5)", {"int": str}), ("[x for x in (1,)]", {}), ("print(1)", {}), ("None, True, 1", {}), ("len([])", builtins)):
    try: print(src, repr(eval(src, {"__builtins__": b})))
    except NameError as e: print(src, e)
for src in ("class A: pass", "import sys", "def f(): return len\nf()", "assert 0", "raise ValueError", "1/0", "x: int = 1" ):
    try:
        exec(src, {"__builtins__": {}})
        print(src, "ok")
    except Exception as e: print(repr(src), type(e).__name__, e)
len = lambda x: "shadowed"
print(len([]))
del len
print(len([]))
try: del len
except NameError as e: print(e)
builtins.my_builtin = 42
print(my_builtin)
def f(): return my_builtin
print(f())
my_builtin = "global wins"
print(f())
del my_builtin, builtins.my_builtin
try: f()
except NameError as e: print(e)
old = builtins.abs
builtins.abs = lambda x: "patched"
print(abs(-1), [abs(1) for _ in "a"])
builtins.abs = old
print(abs(-1), __builtins__ is builtins, __name__, builtins.__name__)
def no(): pass
ns = {"__builtins__": {"sum": max}}
exec("def g(x): return sum(x)", ns)
print(ns["g"]([1, 5, 2]), sum([1, 5, 2]))
_hook = builtins.__build_class__
builtins.__build_class__ = lambda f, name, *b, **k: ("built", name)
class Z: pass
builtins.__build_class__ = _hook
print(Z)
_imp = builtins.__import__
builtins.__import__ = lambda name, *a: "imported " + name
import anything_at_all
builtins.__import__ = _imp
print(anything_at_all)
