# Class bodies: names, loops, conditionals, nested functions, locals().
x = "global"
class A:
    x = x + " copied"
    y = [x, 1]
    for i in range(3):
        if i == 1:
            z = i
    del i
    def f(self): return x
    print(sorted(k for k in locals() if k[0] != "_"), __name__, __qualname__, __module__)
    locals()["dyn"] = 5
    class B:
        print(__qualname__, x)
        def g(self): return x, self.__class__.__qualname__
    try:
        1 / 0
    except ZeroDivisionError:
        caught = True
    exec("made = 7")
    lam = lambda self: self.y
print(A.x, A.y, A.z, A().f(), A.dyn, A.B().g(), A.caught, A.made, A().lam(), A.f.__qualname__, A.B.g.__qualname__)
def outer():
    x = "enclosing"
    class C:
        print(x)
        x = "class"
        print(x)
        def f(self): return x
    class D:
        print(x)
        def f(self): return x
    class E:
        nonlocal x
        x = "changed"
    class F:
        global gl
        gl = "set global"
    return C().f(), D().f(), C.x, "x" in E.__dict__, x
print(outer(), gl)
class G:
    __doc__ = "explicit"
class H:
    "docstring"
    __slots__ = ()
class I: pass
print(G.__doc__, H.__doc__, I.__doc__, A.__doc__)
try:
    class J:
        k = undefined_thing
except NameError as e:
    print(e)
try:
    J
except NameError as e:
    print(e)
def later():
    class K:
        def f(self): return v
    v = "bound later"
    return K().f()
print(later())
print(type("Dyn", (A,), {"x": 1})().f(), [k for k in A.__dict__][:4])
