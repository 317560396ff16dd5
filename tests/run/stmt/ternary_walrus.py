# Conditional expressions and assignment expressions.
print(1 if True else 2, 1 if 0 else 2 if 0 else 3, (lambda: 1 if 0 else 2)(), [x if x % 2 else -x for x in range(4)], (1, 2) if 1 else 3, not 1 if 0 else 2)
if (n := 10) > 5: print(n)
print((a := 1) + (b := a + 1), a, b)
print([y := 5, y ** 2, y := 7], y)
def f(x=(d := 3)): return x
print(f(), d)
while (k := d - 1) > 0: d = k
print(d, k)
print(f"{(z := 4)} {z}", {(q := "key"): (r := "val")}, q, r)
print(len(w := [1, 2]), w, any((hit := v) > 2 for v in (1, 3, 5)), hit)
x = (u := 1, 2)
print(x, u)
def g():
    return (loc := 5) * 2, loc
print(g())
class C:
    attr = (v := 3) + 1
print(C.attr, C.v)
lam = lambda: (lv := 9) + lv
print(lam())
print(s[0] if (s := "hello") else "empty", (t := s[1:]) and t.upper())
def h(**kw): return kw
print(h(a=(p := 1)), p)
if not (m := None): print("m", m)
print((o := []) is o, (o2 := o) is o)
