# In-place operators: own method, fall back, NotImplemented.
class I:
    def __init__(self): self.log = []
    def __iadd__(self, o):
        self.log.append(("iadd", o))
        return self
    def __isub__(self, o): return "isub result"
    def __imul__(self, o): return NotImplemented
    def __mul__(self, o): return "mul fallback"
    def __truediv__(self, o): return "truediv"
    def __ipow__(self, o): return "ipow %r" % o
    def __imatmul__(self, o): return "imatmul"
    def __ifloordiv__(self, o): return "ifloordiv"
    def __imod__(self, o): return "imod"
    def __ilshift__(self, o): return "ilshift"
    def __irshift__(self, o): return "irshift"
    def __iand__(self, o): return "iand"
    def __ixor__(self, o): return "ixor"
    def __ior__(self, o): return "ior"
for op in ("+=", "-=", "*=", "/=", "**=", "@=", "//=", "%=", "<<=", ">>=", "&=", "^=", "|="):
    ns = {"x": I()}
    exec("x %s 5" % op, ns)
    x = ns["x"]
    print(op, x.log if isinstance(x, I) else x)
class R:
    def __radd__(self, o): return "radd"
x = 5
x += R()
print(x)
for op in ("+=", "-=", "*=", "/=", "//=", "%=", "**=", "@=", "<<=", ">>=", "&=", "^=", "|="):
    for v in (None, object, 1):
        try:
            ns = {"x": v}
            exec("x %s 'a'" % op, ns)
            print(op, ns["x"])
        except TypeError as e:
            print(op, e)
class C:
    val = 10
c = C()
c.val += 1
print(c.val, C.val, c.__dict__)
class T:
    def __getitem__(self, k):
        print("get", k)
        return 1
    def __setitem__(self, k, v):
        print("set", k, v)
t = T()
t[0] += 5
t["a", 1] *= 3
t[1:2] -= 1
def idx():
    print("idx once")
    return 0
t[idx()] += 1
