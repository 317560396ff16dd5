# Building by += in loops, aliases keep the old value.
s = ""
for i in range(200):
    s += str(i % 10)
print(len(s), s[:15], s[-15:])
a = "abc"
b = a
a += "d"
print(a, b)
class H:
    pass
h = H()
h.s = "x"
h.s += "y"
h.s *= 3
print(h.s)
d = {"k": "v"}
d["k"] += "w"
l = ["q"]
l[0] += "r"
l[-1] *= 2
print(d, l)
def f():
    t = "start"
    def g():
        nonlocal t
        t += "+"
        return t
    old = t
    print(g(), g(), t, old)
f()
def fail():
    t = "keep"
    try:
        t += 5
    except TypeError as e:
        print(e, t)
    try:
        t -= "x"
    except TypeError as e:
        print(e, t)
    t %= ()
    print(t)
    u = "%s-%s"
    u %= (1, 2)
    print(u)
fail()
parts = []
for w in ("é", "€", "😀"):
    acc = ""
    for _ in range(5):
        acc += w
        acc = w + acc
    parts.append(acc)
print(parts, [len(p) for p in parts])
