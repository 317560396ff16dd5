"""Snippets of control flow: nested loops, try, with, generators, closures; each step is printed.

Every program ends: a `while` asks a counter of its own (`tick` of the prelude), whose count no other loop
can use up, functions do not call themselves, and what a `for` goes through never grows.
"""


class Flow:
    def __init__(self, rng):
        self.rng = rng
        self.loops = 0

    def condition(self):
        return self.rng.choice(("n", "not n", "n % 2", "n > 2", "x is None", "n < 3 <= x if x else n", "x", "f(n)", "(x := n) == 1", "n in (1, 2)", "n and x", "n or not x"))

    def value(self):
        return self.rng.choice(("n", "x", "n + 1", "[n, x]", "f(n)", "1/n", "None", "-n", "(n, x)", "{n: x}", "str(n)", "n == x", "lambda: n", "[i for i in range(n)]", "x[0]", "u", "f(1)(2)", "f'{n}{x!r:>4}'"))

    def exception(self):
        return self.rng.choice(("ValueError", "KeyError", "LookupError", "Exception", "ZeroDivisionError", "(TypeError, ValueError)", "BaseException", "StopIteration", "GeneratorExit", "NameError", "ArithmeticError", "UnboundLocalError"))

    def raising(self):
        return self.rng.choice(("raise ValueError(n)", "raise KeyError('k')", "raise StopIteration(n)", "raise LookupError from KeyError(n)", "raise ValueError from None", "raise", "raise TypeError", "raise n", "raise x from 5", "1/0", "undefined", "[][n]", "n.attr", "f(2)", "raise GeneratorExit", "assert n, x", "assert not n"))

    def statement(self, indent, depth, loop, kind):
        rng = self.rng
        pad = "    " * indent
        simple = [
            lambda: ["print('at', %d, show(n), show(x))" % rng.randrange(1000)],
            lambda: ["x = " + self.value()],
            lambda: ["n += 1"],
            lambda: ["n, x = " + rng.choice(("x, n", "(1, 2)", "x", "n", "[n] * 2", "'ab'"))],
            lambda: ["u = " + self.value()],
            lambda: ["del " + rng.choice(("x", "u", "x[0]"))],
            lambda: ["return " + self.value()] if kind != "agen" else ["return"],
            lambda: [self.raising()],
            lambda: ["break"] if loop else ["pass"],
            lambda: ["continue"] if loop else ["n = 0"],
            lambda: ["x = [%s for n in range(3) if n]" % self.value()],
            lambda: ["a, *x = " + rng.choice(("range(3)", "x", "[n]", "()", "f(n)"))],
            lambda: ["print(show(%s))" % self.value()],
        ]
        if kind in ("gen", "agen"):
            simple += [lambda: ["x = yield " + self.value()], lambda: ["yield"], lambda: ["print('got', show((yield n)))"]] * 2
        if kind == "gen":
            simple += [lambda: ["x = yield from " + rng.choice(("sub(n)", "[1, 2]", "n", "()", "iter('ab')"))]] * 2
        if kind in ("coro", "agen"):
            simple += [lambda: ["x = await " + rng.choice(("aw(n)", "n", "aw(0)"))]] * 3
        if depth <= 0 or rng.random() < 0.45:
            return [pad + line for line in rng.choice(simple)()]
        body = lambda in_loop=loop, extra=0: self.block(indent + 1, depth - 1, in_loop, kind)
        choice = rng.choice(("if", "if", "while", "for", "try", "try", "tryfinally", "tryfinally", "full", "with", "with2", "def") + (("afor", "awith") if kind in ("coro", "agen") else ()))
        if choice == "if":
            lines = [pad + "if %s:" % self.condition()] + body()
            if rng.random() < 0.5:
                lines += [pad + "else:"] + body()
            return lines
        if choice == "while":
            self.loops += 1
            lines = [pad + "while tick(%d) and %s:" % (self.loops, self.condition())] + body(True)
            return lines + ([pad + "else:"] + body() if rng.random() < 0.3 else [])
        if choice == "for":
            lines = [pad + "for %s in %s:" % (rng.choice(("n", "x", "i")), rng.choice(("range(3)", "[1, 0]", "()", "x", "sub(2)", "'ab'", "{1: 2}")))] + body(True)
            return lines + ([pad + "else:"] + body() if rng.random() < 0.3 else [])
        if choice == "try":
            lines = [pad + "try:"] + body() + [pad + "except %s%s:" % (self.exception(), rng.choice(("", " as e", " as x")))] + body()
            if rng.random() < 0.3:
                lines += [pad + "except %s:" % self.exception()] + body()
            return lines + ([pad + "else:"] + body() if rng.random() < 0.3 else [])
        if choice == "tryfinally":
            return [pad + "try:"] + body() + [pad + "finally:"] + body()
        if choice == "full":
            return [pad + "try:"] + body() + [pad + "except %s as e:" % self.exception()] + body() + [pad + "else:"] + body() + [pad + "finally:"] + body()
        if choice == "with":
            return [pad + "with M(%d, %s)%s:" % (rng.randrange(100), rng.choice(("0", "1", "n", "'r'", "'e'")), rng.choice(("", " as x", " as (n, x)")))] + body()
        if choice == "with2":
            return [pad + "with M(1, 0) as x, M(2, %s):" % rng.choice(("0", "1", "'r'"))] + body()
        if choice == "afor":
            return [pad + "async for n in %s:" % rng.choice(("ait(3)", "ait(n)", "x", "ait(1)"))] + body(True)
        if choice == "awith":
            return [pad + "async with M(%d, %s)%s:" % (rng.randrange(100), rng.choice(("0", "1", "'r'")), rng.choice(("", " as x")))] + body()
        name = rng.choice(("g", "x"))
        scope = rng.choice(("nonlocal n", "nonlocal x", "pass", "x = n", "global n"))
        inner = self.block(indent + 1, depth - 1, False, rng.choice(("plain", "plain", "gen")))
        return [pad + "def %s(a=n):" % name, pad + "    " + scope] + (inner if scope != "global n" else [pad + "    return a"]) + [pad + "%s(%s)" % (rng.choice(("print", "x = ", "list", "")), "%s()" % name)] 

    def block(self, indent, depth, loop, kind):
        lines = []
        for _ in range(self.rng.choice((1, 1, 2, 2, 3))):
            lines += self.statement(indent, depth, loop, kind)
        return lines

    def snippet(self, number):
        rng = self.rng
        kind = rng.choice(("plain", "plain", "plain", "gen", "gen", "coro", "agen"))
        body = self.block(1, rng.choice((2, 3, 3, 4)), False, kind)
        if kind in ("coro", "agen"):
            head = "async def s%d(n, x=None):" % number
        else:
            head = "def s%d(n, x=None):" % number
        tail = {"gen": ["    yield 9"], "agen": ["    yield 9"]}.get(kind, [])
        lines = [head] + body + tail
        call = {"plain": "t(%d, lambda: s%d(%s))", "gen": "drive(%d, s%d(%s), %d)", "coro": "drive(%d, s%d(%s), %d)", "agen": "adrive(%d, s%d(%s), %d)"}[kind]
        for arg in ("0", "1", "2, [5]"):
            lines.append(call % ((number, number, arg) + ((rng.randrange(50),) if kind != "plain" else ())))
        return lines
