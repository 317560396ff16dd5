# An uncaught exception through functions.
def a(x):
    return b(x) + 1
def b(x):
    y = x * 2
    return 10 / (y - y)
print("before")
a(5)
