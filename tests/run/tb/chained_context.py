# Uncaught with an implicit context.
def f():
    try:
        {}["k"]
    except KeyError:
        raise ValueError("second")
print("start")
f()
