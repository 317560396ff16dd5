# exec and eval with explicit namespaces.
g = {"x": 1}
print(eval("x + 1", g), "__builtins__" in g)
l = {"x": 10, "y": 20}
print(eval("x + y", g, l), eval("[x for _ in 'a']", g, l), eval("(lambda: x)()", g, l))
exec("z = x + y; w = 5", g, l)
print(sorted(l), "z" in g)
exec("def f(): return x\nr = f()", g, l)
print(l["r"], l["f"]())
exec("class K:\n a = x\n def m(self): return x\nv = K().m(), K.a", g, l)
print(l["v"])
exec("global q\nq = 7", g, l)
print(g["q"], "q" in l)
class Map:
    def __getitem__(self, k):
        if k.startswith("m"): return "mapped " + k
        raise KeyError(k)
    def __setitem__(self, k, v): print("set", k, v)
    def __delitem__(self, k): print("del", k)
print(eval("mfoo", {}, Map()), eval("len('ab')", {}, Map()))
exec("a = 1\ndel a\nfor mi in (1, 2): pass", {}, Map())
for f in (lambda: eval("1 +"), lambda: eval("x = 1"), lambda: eval(""), lambda: eval("nope"), lambda: eval(5), lambda: eval("1", 5), lambda: eval("1", {}, 5), lambda: exec("1", []), lambda: eval("  1"), lambda: eval("1\n"), lambda: eval("\t 2 "), lambda: exec("  x = 1"), lambda: exec(""), lambda: eval("1;2"), lambda: eval("(1,\n2)"), lambda: eval("lambda: 1")(), lambda: eval(compile("1+1", "f", "eval")), lambda: eval(compile("x=1", "f", "exec")), lambda: exec(compile("1+1", "f", "eval")), lambda: eval("yield 1"), lambda: eval("a\0b"), lambda: exec("return 1"), lambda: eval(b"'\xc3\xa9'"), lambda: eval("# c"), lambda: exec("# c")):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
def fn():
    a = 5
    return eval("a + 1"), [eval("a", {"a": n}) for n in range(2)], eval("[a for i in 'x']", {"a": 3})
print(fn())
def freev():
    fv = 1
    return lambda: fv
try: exec(freev().__code__)
except TypeError as e: print(e)
