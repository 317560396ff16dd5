# A symbol-table error in the program itself.
def f():
    x = 1
    def g():
        nonlocal y
    return g
