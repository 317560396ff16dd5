# Uncaught with an explicit cause, three deep.
def f():
    try:
        int("x")
    except ValueError as e:
        raise TypeError("middle") from e
try:
    f()
except TypeError as e:
    raise RuntimeError("top") from e
