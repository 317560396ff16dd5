# A wrong call shows the caller's line.
def f(a, *, b):
    pass
def g():
    f(1, 2, c=3)
g()
