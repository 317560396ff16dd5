# Generators abandoned by break, return and exceptions are closed at once.
def g(n):
    try:
        for i in range(n): yield i
    finally: print("closed at", i)
for x in g(5):
    if x == 2: break
print("after break")
def f():
    for x in g(5):
        if x == 1: return "returned"
print(f())
try:
    for x in g(5): 1 / (1 - x)
except ZeroDivisionError: print("handler")
print("after exception")
a, b, *c = g(4)
print(a, b, c)
try: a, b = g(5)
except ValueError as e: print(e)
print(any(x == 2 for x in g(5)))
print(next(g(3)))
print(list(zip(g(2), g(5))))
it = g(3)
next(it)
it = None
print("rebound")
print(2 in g(4), max(g(3)), sum(g(3)))
