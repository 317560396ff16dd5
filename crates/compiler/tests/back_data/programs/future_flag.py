# flags=16777216
x: a.b = 1
def f(x: y): pass
