"""Module docstring
spans lines."""
def f():
    """One"""
def g():
    'single' " joined"
def h():
    r"raw \n"
    "second"
def i():
    ("paren")
def j():
    f"no {1}"
def k(): "inline"
def l(): pass; "not first"
class A:
    """class doc"""
    def m(self):
        u"unicode é"
class B: "inline class"
class C(A): pass
print(repr(__doc__), f.__doc__, g.__doc__, h.__doc__, i.__doc__, j.__doc__, k.__doc__, l.__doc__, A.__doc__, A.m.__doc__, B.__doc__, C.__doc__, (lambda: "x").__doc__)
A.__doc__ = "changed"
print(A.__doc__, C.__doc__, A().__doc__)
f.__doc__ = 5
print(f.__doc__)
class D:
    @property
    def p(self): "prop doc"
    __doc__ = "explicit " + "doc"
print(D.p.__doc__, D.__doc__, type("E", (), {"__doc__": 7}).__doc__, type("F", (), {}).__doc__)
async def co(): "co doc"
def gen():
    "gen doc"
    yield
print(co.__doc__, gen.__doc__, len.__doc__ is not None, int.__doc__ is not None, "")
