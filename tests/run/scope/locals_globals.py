# locals() and globals() at module, function, class and comprehension level.
def f(a, b=2):
    c = 3
    l1 = locals()
    print(sorted(l1))
    d = 4
    l1["c"] = "changed in dict"
    print(c, sorted(locals()), locals() is l1)
    del a
    print(sorted(k for k in locals() if k != "l1"))
    def g(): return c, locals()
    return g()
print(f(1))
print(globals() is locals(), "f" in globals(), globals()["f"] is f)
globals()["dynamic"] = 5
print(dynamic)
locals()["dynamic2"] = 6
print(dynamic2)
class C:
    x = 1
    print(sorted(k for k in locals() if not k.startswith("__")), locals() is globals())
print([sorted(locals()) for i in range(1)], (lambda q: locals())(5))
def h():
    x = 1
    def inner():
        y = x
        return sorted(locals())
    return inner(), sorted(k for k in locals() if k != "inner")
print(h())
def k():
    exec("z = 1")
    try: return z
    except NameError as e: return str(e), "z" in locals()
print(k())
def v():
    a = 1
    return vars() == locals(), sorted(vars())
print(v(), vars() is globals(), sorted(dir())[:0], "f" in dir())
def e(): return locals()
print(e(), e() is e())
def w(): 
    for i in range(2): pass
    try: 1 / 0
    except ZeroDivisionError as err: pass
    return sorted(locals())
print(w())
