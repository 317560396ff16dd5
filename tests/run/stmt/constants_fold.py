# Constant expressions and constants in odd places.
print(1 + 2 * 3, "a" * 3, (1, 2) + (3,), -5 // 2, 2 ** 10, not 1, ~0, 1 << 10, "abc"[1], (1, 2, 3)[-1], 10 % 3, 1.5 * 2, "a" "b" + "c", b"x" * 2, 3 > 2, [1, 2] + [3], None is None, ... is Ellipsis)
if 0: print("never")
elif "": print("never")
else: print("else")
while 0: print("never")
x = 5 if 1 else undefined
y = (1, 2, (3, 4), None, True, "s", b"b", 1.5, 2j, ...)
print(x, y)
def f(): return 1, -1, 1.0, -0.0, 0.0, True, "1"
print(f())
def g(a):
    if a == 1: return "int"
    return {1: "one", 1.0: "float", True: "bool"}
print(g(1), g(2))
print([1, 2, 3] == [1, 2, 3], x in (1, 5), x in [5], x in {5, 6}, "b" in "abc", 3 not in (1, 2))
for op in ("1 / 0", "1 % 0", "'a' + 1", "2 ** -1", "-'a'", "(1, 2)[5]", "'abc'[9]", "1 << -1", "[] + 1" if 0 else "1 // 0"):
    try: print(eval(op))
    except Exception as e: print(op, type(e).__name__, e)
def dead():
    return 1
    yield
print(type(dead()).__name__)
def dead2():
    if 0: yield
    return 5
print(type(dead2()).__name__, 0.1 + 0.2, 1e308 * 10, -0.0, 0.0 == -0.0, 1_000 + 0x10)
def doc():
    "doc" "string"
def notdoc():
    f"not doc"
def notdoc2():
    b"bytes"
print(doc.__doc__, notdoc.__doc__, notdoc2.__doc__)
