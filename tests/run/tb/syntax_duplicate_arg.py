# Two arguments of one name.
def f(a, b, a):
    pass
