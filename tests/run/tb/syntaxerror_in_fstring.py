# An error inside an f-string expression at run time.
name = "n"
def f():
    return f"{name} {1 / 0:.2f}"
f()
