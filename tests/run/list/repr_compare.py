# repr of nested and recursive lists, ordering and equality.
l = [1]
l.append(l)
print(l, repr([l, l]))
d = {"l": l}
l.append(d)
print(l, d)
t = ([],)
t[0].append(t)
print(t)
print([1, 2] == [1, 2], [1, 2] != [1, 2], [1, 2] < [1, 3], [1] < [1, 0], [] < [0], [2] > [1, 99], [1, 2] <= [1, 2], [1, "a"] < [1, "b"], [1.0] == [True], [[]] == [()], [1] == (1,))
n = float("nan")
print([n] == [n], [n] < [n], [float("nan")] == [float("nan")], [n, 1] < [n, 2])
for f in (lambda: [1] < ["a"], lambda: [1] < (1,), lambda: [1, "a"] < [1, 2], lambda: [] < 5, lambda: [1] + (2,), lambda: [1] + "a", lambda: [1] * "a", lambda: [1] * 1.5, lambda: [1] - [1], lambda: [1] * [2], lambda: "a" + ["b"], lambda: -[1], lambda: [1] @ [2], lambda: [0] * 10 ** 30):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
class E:
    def __eq__(self, o):
        print("eq", type(o).__name__)
        return False
    def __repr__(self):
        return "E()"
e = E()
print([e] == [e], [e] == [5], e in [1, e], [1, 2].count(e), [e].index(e), 5 in [e])
class B:
    def __repr__(self):
        raise ValueError("bad repr")
try:
    print([1, B()])
except ValueError as ex:
    print(ex)
a, b = [1], [1]
a.append(b)
b.append(a)
print(a, b)
