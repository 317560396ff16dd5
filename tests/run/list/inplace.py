# Concatenation, repetition and in-place forms; aliasing.
a = b = [1, 2]
a += [3]
print(b, a is b)
a = a + [4]
print(b, a, a is b)
b *= 2
print(b)
b *= 0
print(b, [1] * 3, 3 * [[]], [1, 2] * -1, [1] * True)
m = [[0] * 3] * 2
m[0][1] = 5
print(m)
m = [[0] * 3 for _ in range(2)]
m[0][1] = 5
print(m)
l = [1]
l += "ab"
l += (2, 3)
l += {4: 5}
l += range(2)
print(l)
try:
    l += 5
except TypeError as e:
    print(e, l)
try:
    l = l + "x"
except TypeError as e:
    print(e)
def gen():
    yield 1
    yield 2
    raise ValueError("stop here")
l = [0]
try:
    l += gen()
except ValueError as e:
    print(e, l)
l = [0]
try:
    l.extend(gen())
except ValueError as e:
    print(e, l)
t = ([],)
try:
    t[0] += [1]
except TypeError as e:
    print(e, t)
x = [1, 2, 3]
i = 0
i, x[i] = 2, "i"
print(i, x)
x[0], x[1], x[2] = x[2], x[0], x[1]
print(x)
class L(list):
    def __iadd__(self, o):
        return "replaced"
    def __add__(self, o):
        return L(list.__add__(self, o))
z = L([1])
print(type(z + [2]).__name__, z + [2], type(z * 2).__name__, type(z[:]).__name__)
z += [1]
print(z)
