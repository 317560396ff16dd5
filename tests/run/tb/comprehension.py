# Comprehension, lambda and generator frames are named.
f = lambda v: 1 // v
g = (f(x) for x in [1, 0])
print([y for y in [sum(1 for _ in "ab")]])
print([list(g) for _ in range(1)])
