# Unpacking failures of every shape.
def t(src, **ns):
    try:
        exec(src, ns)
        print(src, "->", {k: v for k, v in sorted(ns.items()) if k in "abcd"})
    except Exception as e:
        print(src, "->", type(e).__name__, e)
for s in ("a, b = 1, 2", "a, b = [1]", "a, b = 1, 2, 3", "a, b = 'xyz'", "a, b = 5", "a, b = None", "a, = []", "a, = 1, 2", "() = ()", "() = [1]", "[] = 5", "a, *b = []", "a, *b = [1]", "*a, b = [1]", "*a, b = []", "a, *b, c = 1, 2", "a, *b, c = 1,", "*a, = 'xy'", "a, (b, c) = 1, (2, 3)", "a, (b, c) = 1, 2", "a, (b, *c), d = 1, 'xyz', 4", "[a, [b, [c]]] = 1, (2, [3])", "a, b = {1: 2, 3: 4}", "a, b = range(2)", "a, b, c = iter([1, 2])", "a, b = {1}", "for a, b in [(1, 2), (3,)]: pass", "a = b, c = 1, 2", "a, b = b, a = 1, 2", "(a, b), c = (1, 2), 3", "a, b = (x for x in (1, 2, 3))", "a, b = map(int, '12')", "*a, b = range(4)", "a, b = b'xy'", "a, *b = 'q'", "a, b = object"):
    t(s)
for s in ("*a = 1", "a, *b, *c = 1", "*a, *b = 1", "(*a) = 1", "[*a] = 1,", "*a,", "a = *b", "a = *[1], 2", "del *a", "for *a in b: pass", "for *a, b in [(1, 2)]: pass", "a, b += 1", "(a, b) = 1, 2", "*(a, b), c = 1, 2, 3", "a: int, b = 1"):
    t(s)
def gen():
    yield 1
    raise KeyError("gen")
t("a, b = g()", g=gen)
class G:
    def __getitem__(self, i):
        if i == 2: raise IndexError
        return i
t("a, b = g", g=G())
t("a, b, c = g", g=G())
