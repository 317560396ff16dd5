# global and nonlocal declarations, and their SyntaxErrors.
x = 1
def f():
    global x, newg
    x += 1
    newg = "made"
f()
print(x, newg)
def g():
    def h():
        global x
        x = "from h"
    x = "local"
    h()
    return x
print(g(), x)
def outer():
    a = b = 1
    def mid():
        nonlocal a
        a += 1
        def inner():
            nonlocal a, b
            a, b = a * 10, b * 10
        inner()
        return a
    return mid(), a, b
print(outer())
class C:
    global cg
    cg = 5
    def m(self):
        global cg
        cg += 1
C().m()
print(cg, hasattr(C, "cg"))
def loopvar():
    global li
    for li in range(3): pass
    with open("/dev/null") as li2: pass
    import sys as lisys
    return "li2" in locals()
print(loopvar(), li)
for src in ("def f():\n x = 1\n global x", "def f():\n print(x)\n global x", "def f(x):\n global x", "nonlocal x", "def f():\n nonlocal x", "def f():\n x = 1\n def g():\n  x = 2\n  nonlocal x", "def f(x):\n nonlocal x", "def f():\n global x\n def g():\n  nonlocal x", "def f():\n x: int\n global x", "class C:\n nonlocal x", "def f():\n global x, x", "def f():\n global x\n nonlocal x", "global x\nx = 1", "def f():\n x = 1\n class C:\n  nonlocal x\n  x = 2", "def f():\n for x in y: pass\n global x", "def f():\n def x(): pass\n global x"):
    try:
        compile(src, "<s>", "exec")
        print(repr(src), "ok")
    except SyntaxError as e: print(repr(src), e.msg, e.lineno)
