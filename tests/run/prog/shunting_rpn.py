# Infix to RPN, evaluation, and derivative of expressions as tuples.
PREC = {"+": 1, "-": 1, "*": 2, "/": 2, "^": 3}
def rpn(s):
    out, st = [], []
    for t in s.split():
        if t in PREC:
            while st and st[-1] != "(" and (PREC[st[-1]] > PREC[t] or PREC[st[-1]] == PREC[t] and t != "^"): out.append(st.pop())
            st.append(t)
        elif t == "(": st.append(t)
        elif t == ")":
            while st[-1] != "(": out.append(st.pop())
            st.pop()
        else: out.append(t)
    return out + st[::-1]
def tree(toks):
    st = []
    for t in toks:
        if t in PREC: r, l = st.pop(), st.pop(); st.append((t, l, r))
        else: st.append(int(t) if t.isdigit() else t)
    return st.pop()
def simp(e):
    if not isinstance(e, tuple): return e
    op, a, b = e[0], simp(e[1]), simp(e[2])
    if isinstance(a, int) and isinstance(b, int) and op != "/": return {"+": a + b, "-": a - b, "*": a * b, "^": a ** b if b >= 0 else 0}[op]
    if op == "+" and 0 in (a, b): return b if a == 0 else a
    if op == "*" and 0 in (a, b): return 0
    if op == "*" and 1 in (a, b): return b if a == 1 else a
    if op == "^" and b == 1: return a
    return (op, a, b)
def d(e, x):
    if not isinstance(e, tuple): return int(e == x)
    op, a, b = e
    if op in "+-": return (op, d(a, x), d(b, x))
    if op == "*": return ("+", ("*", d(a, x), b), ("*", a, d(b, x)))
    if op == "^": return ("*", ("*", b, ("^", a, ("-", b, 1))), d(a, x))
    raise ValueError("no rule for " + op)
def show(e): return "(%s %s %s)" % (show(e[1]), e[0], show(e[2])) if isinstance(e, tuple) else str(e)
for s in ("x ^ 3 + 2 * x", "( x + 1 ) ^ 2", "3 * x * x", "2 ^ 3 ^ 2", "x / 2", "a * x + b", "1 - 2 - 3"):
    r = rpn(s)
    t = tree(r)
    try: print(s, "|", " ".join(r), "|", show(t), "|", show(simp(d(t, "x"))))
    except ValueError as e: print(s, "|", e)
for bad in ("1 +", ")", "( 1"):
    try: print(bad, tree(rpn(bad)))
    except Exception as e: print(bad, type(e).__name__, e)
