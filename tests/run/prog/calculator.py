# A tokenizer, a recursive-descent parser and an evaluator.
class Lexer:
    OPS = "+-*/()^=,"
    def __init__(self, s): self.s = s
    def __iter__(self):
        i, s = 0, self.s
        while i < len(s):
            c = s[i]
            if c.isspace(): i += 1; continue
            if c.isdigit():
                j = i
                while j < len(s) and (s[j].isdigit() or s[j] == "."): j += 1
                yield ("num", float(s[i:j]) if "." in s[i:j] else int(s[i:j])); i = j
            elif c.isalpha():
                j = i
                while j < len(s) and s[j].isalnum(): j += 1
                yield ("id", s[i:j]); i = j
            elif c in self.OPS: yield ("op", c); i += 1
            else: raise SyntaxError("bad char %r at %d" % (c, i))
        yield ("end", None)
class Parser:
    PREC = {"+": (1, 0), "-": (1, 0), "*": (2, 0), "/": (2, 0), "^": (4, 1)}
    def __init__(self, s): self.toks = list(Lexer(s)); self.pos = 0
    @property
    def tok(self): return self.toks[self.pos]
    def next(self): t = self.tok; self.pos += 1; return t
    def expect(self, v):
        if self.tok != ("op", v): raise SyntaxError("expected %s, got %s" % (v, self.tok[1]))
        self.next()
    def expr(self, min_prec=0):
        left = self.unary()
        while self.tok[0] == "op" and self.tok[1] in self.PREC:
            prec, right = self.PREC[self.tok[1]]
            if prec < min_prec: break
            op = self.next()[1]
            left = (op, left, self.expr(prec + (not right)))
        return left
    def unary(self):
        if self.tok == ("op", "-"): self.next(); return ("neg", self.expr(3))
        kind, v = self.next()
        if kind == "num": return v
        if kind == "id":
            if self.tok == ("op", "("):
                self.next(); args = []
                while self.tok != ("op", ")"):
                    args.append(self.expr())
                    if self.tok == ("op", ","): self.next()
                self.next()
                return ("call", v, args)
            return ("var", v)
        if (kind, v) == ("op", "("):
            e = self.expr(); self.expect(")"); return e
        raise SyntaxError("unexpected %s" % v)
ENV = {"pi": 3.14159, "x": 10}
FUN = {"max": max, "sq": lambda a: a * a}
def ev(n):
    if not isinstance(n, tuple): return n
    op, *a = n
    if op == "neg": return -ev(a[0])
    if op == "var": return ENV[a[0]]
    if op == "call": return FUN[a[0]](*map(ev, a[1]))
    l, r = map(ev, a)
    return {"+": lambda: l + r, "-": lambda: l - r, "*": lambda: l * r, "/": lambda: l / r, "^": lambda: l ** r}[op]()
for s in ("1+2*3", "(1+2)*3", "2^3^2", "-2^2", "10-4-3", "8/4/2", "max(1, x*2, 3)", "sq(sq(3))+pi", "1.5*4", "2*(3", "1+", "a+1", "5 $ 3", "1/0", "foo(1)", "max()"):
    try:
        tree = Parser(s).expr()
        print(s, "=>", tree, "=", ev(tree))
    except Exception as e: print(s, "=>", type(e).__name__, e)
