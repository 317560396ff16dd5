# A small Lisp interpreter.
def tokenize(s): return s.replace("(", " ( ").replace(")", " ) ").split()
def read(t):
    if not t: raise SyntaxError("eof")
    x = t.pop(0)
    if x == "(":
        l = []
        while t[0] != ")": l.append(read(t))
        t.pop(0)
        return l
    if x == ")": raise SyntaxError("unexpected )")
    try: return int(x)
    except ValueError: return x
class Env(dict):
    def __init__(self, names=(), vals=(), outer=None):
        super().__init__(zip(names, vals)); self.outer = outer
    def find(self, n):
        if n in self: return self
        if self.outer is None: raise NameError("unbound " + n)
        return self.outer.find(n)
G = Env()
G.update({"+": lambda *a: sum(a), "-": lambda a, b: a - b, "*": lambda a, b: a * b, "<": lambda a, b: a < b, "=": lambda a, b: a == b, "list": lambda *a: list(a), "car": lambda l: l[0], "cdr": lambda l: l[1:], "cons": lambda a, l: [a] + l, "null?": lambda l: l == [], "map": lambda f, l: [f(x) for x in l]})
def ev(x, env=G):
    while True:
        if isinstance(x, str): return env.find(x)[x]
        if not isinstance(x, list): return x
        op = x[0]
        if op == "quote": return x[1]
        if op == "if": x = x[2] if ev(x[1], env) else x[3]; continue
        if op == "define": env[x[1]] = ev(x[2], env); return None
        if op == "set!": env.find(x[1])[x[1]] = ev(x[2], env); return None
        if op == "lambda": return (lambda ps, body, e: lambda *a: ev(body, Env(ps, a, e)))(x[1], x[2], env)
        if op == "begin":
            for y in x[1:-1]: ev(y, env)
            x = x[-1]; continue
        f, *a = [ev(y, env) for y in x]
        return f(*a)
def show(v): return "(" + " ".join(map(show, v)) + ")" if isinstance(v, list) else str(v)
for src in ("(+ 1 2 (* 3 4))", "(define fact (lambda (n) (if (< n 2) 1 (* n (fact (- n 1))))))", "(fact 30)", "(define counter ((lambda (n) (lambda () (begin (set! n (+ n 1)) n))) 10))", "(counter)", "(counter)", "(map (lambda (x) (* x x)) (list 1 2 3))", "(define append (lambda (a b) (if (null? a) b (cons (car a) (append (cdr a) b)))))", "(append (list 1 2) (quote (x (y z))))", "(nope 1)", "(car (list))", ")", "((lambda (f x) (f (f x))) (lambda (y) (+ y y)) 3)", "(fact (quote a))"):
    try: print(src, "->", show(ev(read(tokenize(src)))))
    except Exception as e: print(src, "!!", type(e).__name__, e)
