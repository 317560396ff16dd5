# Deep but legal recursion and deep data structures.
import sys
sys.setrecursionlimit(5000)
def f(n): return 0 if n == 0 else 1 + f(n - 1)
print(f(4000))
class Node:
    def __init__(self, v, nxt=None): self.v, self.nxt = v, nxt
n = None
for i in range(100000): n = Node(i, n)
print(n.v)
del n
print("long chain freed")
l = []
for i in range(50000): l = [l]
del l
t = ()
for i in range(50000): t = (t, i)
del t
d = {}
for i in range(50000): d = {"d": d}
del d
print("nested freed")
def g(n):
    if n == 0: yield "bottom"
    else: yield from g(n - 1)
print(list(g(400)))
e = None
for i in range(3000):
    x = ValueError(i)
    x.__cause__ = e
    e = x
del e, x
print("exceptions freed")
fn = lambda: 0
for i in range(1000): fn = (lambda g: lambda: g() + 1)(fn)
print(fn())
print(eval("+".join(["1"] * 500)), len(eval("[" * 50 + "]" * 50)), eval("(" * 80 + "1" + ")" * 80))
