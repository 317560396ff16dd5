# Order of evaluation inside comprehensions and displays.
def ev(x, r=None):
    print(x, end=" ")
    return x if r is None else r
print([ev("e%s" % i) for i in ev("it", [1, 2]) if ev("c%s" % i)])
print({ev("k%d" % i): ev("v%d" % i) for i in range(2)})
print({ev("k"): ev("v"), ev("k2"): ev("v2")})
print([ev(1), *ev("s", [2]), ev(3)])
print(len({ev(1), ev(1)}))
print([(a, b) for a in ev("A", [1, 2]) for b in ev("B", [3]) if ev("cond")])
print(ev("f", lambda *a, **k: (a, k))(ev(1), ev(2), z=ev(3)))
print(ev("obj", [10, 20])[ev("idx", 1)])
print(ev("a", 1) + ev("b", 2) * ev("c", 3))
print(ev("l", 1) < ev("m", 2) < ev("r", 3))
d = {}
ev("tgt", d)[ev("key")] = ev("val")
print(d)
l = [0, 1]
ev("L", l)[ev("i", 0)], ev("L2", l)[ev("j", 1)] = ev("v", (5, 6))
print(l)
ev("L", l)[ev("i", 0)] += ev("add", 4)
print(l)
print(ev("then", 1) if ev("cond", 0) else ev("else"))
a = ev("rhs", [1, 2])
x = y = ev("chain")
print(ev("x", 5) ** ev("y", 2), -ev("neg", 1), ev("n", 0) or ev("or"), ev("in", 1) in ev("cont", [1]))
print("%s %s" % (ev("p"), ev("q")), f"{ev('f1')}{ev('w', 5):{ev('w2', 3)}}")
print(ev("s", "abcdef")[ev("lo", 1):ev("hi", 5):ev("st", 2)])
class B(ev("base", object)):
    attr = ev("body")
