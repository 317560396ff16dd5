# The line shown for expressions over several lines.
def f(a, b):
    return a + b
def g():
    return f(
        1,
        f(2,
          "x"),
    )
g()
