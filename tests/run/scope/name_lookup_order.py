# Local, enclosing, global, builtin; deletion reveals the next one.
max_ = max
def f():
    def g(): return len("abc")
    r = [g()]
    global len
    len = lambda s: "global len"
    r.append(g())
    del len
    r.append(g())
    return r
print(f())
x = "global"
def outer():
    x = "enclosing"
    def inner():
        r = [x]
        def innermost(): return x
        r.append(innermost())
        return r
    r = inner()
    x = "changed"
    return r + inner() + [globals()["x"]]
print(outer())
class C:
    x = "class"
    r = [x]
    del x
    r.append(x)
    def m(self): return x
print(C.r, C().m())
def unbound():
    try: return abs(-1)
    except UnboundLocalError as e: return str(e)
    abs = None
print(unbound())
def loop():
    for int in (1, 2): pass
    return int
print(loop(), int("5"))
def comp(): return [str for str in "ab"], str(5)
print(comp())
def param(list): return list
print(param(7), list("ab"))
try: print(undefined_name)
except NameError as e: print(e)
def handler():
    try: 1 / 0
    except ZeroDivisionError as range: pass
    try: range
    except UnboundLocalError as e: return str(e)
print(handler(), range(1))
def imp():
    import sys as print_
    return print_.__name__
print(imp())
def walrus(): return [y := 1, y], y
print(walrus())
