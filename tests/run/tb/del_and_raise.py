# A deleted name used in an expression over several lines.
def f():
    total = 1
    del total
    return [
        1,
        total,
    ]
f()
