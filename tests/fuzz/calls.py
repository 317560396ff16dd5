"""Snippets of calls: random signatures against random arguments; sorting, mutation during iteration,
attributes of functions, scopes."""

import values


class Calls:
    def __init__(self, rng):
        self.rng = rng

    def signature(self):
        rng = self.rng
        names = iter("abcdefgh")
        parts, required = [], True
        n_positional_only = rng.choice((0, 0, 0, 1, 2))
        for _ in range(n_positional_only):
            required = required and rng.random() < 0.7
            parts.append(next(names) + ("" if required else "=" + values.small(rng)))
        if n_positional_only:
            parts.append("/")
        for _ in range(rng.randrange(3)):
            required = required and rng.random() < 0.6
            parts.append(next(names) + ("" if required else "=" + values.small(rng)))
        star = rng.choice(("", "", "*args", "*"))
        keyword_only = [next(names) + rng.choice(("", "=1")) for _ in range(rng.randrange(3))] if star else []
        if star == "*" and not keyword_only:
            star = ""
        parts += ([star] if star else []) + keyword_only
        if rng.random() < 0.3:
            parts.append("**kw")
        return ", ".join(parts)

    def call(self):
        rng = self.rng
        parts = [values.small(rng) for _ in range(rng.randrange(4))]
        if rng.random() < 0.3:
            parts.append("*" + rng.choice(("(1, 2)", "[]", "range(2)", "None", "5", "'xy'", "{1: 2}")))
        for name in rng.sample("abcdez", rng.choice((0, 0, 1, 2))):
            parts.append("%s=%s" % (name, values.small(rng)))
        if rng.random() < 0.3:
            parts.append("**" + rng.choice(("{'a': 1}", "{}", "{'z': 3}", "{1: 2}", "None", "[('b', 2)]", "{'e': 1, 'f': 2}", "Mapping()")))
            if rng.random() < 0.3:
                parts.append("**{'a': 9, 'q': 1}")
        return ", ".join(parts)

    def calls(self, number):
        rng = self.rng
        signature = self.signature()
        lines = ["def f%d(%s):" % (number, signature), "    return sorted(locals().items())"]
        kind = rng.randrange(4)
        target = "f%d" % number
        if kind == 1:
            lines += ["class K%d:" % number, "    m = f%d" % number, "    s = staticmethod(f%d); c = classmethod(f%d)" % (number, number), "    __init__ = f%d" % number]
            target = rng.choice(("K%d.m", "K%d.s", "K%d.c", "object.__new__(K%d).m", "K%d")) % number
        if kind == 2:
            lines += ["f%d = functools.partial(f%d, %s)" % (number, number, values.small(rng))]
        lines += ["t(%d, lambda: len(str(%s(%s))) if %r == 'K%d' else cut(%s(%s)))" % (number, target, args, target, number, target, args) for args in [self.call() for _ in range(6)]]
        lines.append("t(%d, lambda: (f%d.__defaults__, f%d.__kwdefaults__, f%d.__code__.co_varnames, f%d.__code__.co_flags))" % ((number,) * 5))
        return lines

    def sorting(self, number):
        rng = self.rng
        items = [rng.choice(values.SMALL_INTS + ["2.5", "float('nan')", "'a'", "(1,)", "(1,2)", "None"]) if rng.random() < 0.2 else values.small(rng) for _ in range(rng.randrange(40))]
        key = rng.choice(("", ", key=lambda v: -v", ", key=lambda v: v % 3", ", key=lambda v: data.append(1)", ", key=str", ", key=lambda v: 1/v", ", key=functools.cmp_to_key(lambda a, b: print(a, b) or a - b)"))
        return ["data = [%s]" % ", ".join(items), "t(%d, lambda: data.sort(%s%s))" % (number, "reverse=%s" % rng.choice("01"), key), "print(%d, show(data))" % number]

    def mutation(self, number):
        rng = self.rng
        start, changes = rng.choice((
            ("list(range(6))", ("c.append(9) if len(c) < 20 else 0", "c.pop()", "c.clear()", "c.insert(0, 5) if len(c) < 20 else 0", "c.remove(i)", "c.__delitem__(0)", "c.sort()", "c.__setitem__(slice(1, 3), [])")),
            ("dict.fromkeys(range(6), 0)", ("c.__setitem__(i, 5)", "c.pop(i)", "c.__setitem__(i + 10, 1)", "c.clear()", "c.popitem()", "c.update(c)", "[c.pop(i), c.__setitem__(i, 1)]", "c.setdefault(i)")),
            ("set(range(6))", ("c.add(i)", "c.discard(i)", "c.add(i + 10)", "c.clear()", "c.pop()", "c.update([i])", "c.__ixor__({i})")),
            ("bytearray(b'abcdef')", ("c.append(9) if len(c) < 20 else 0", "c.pop()", "c.clear()", "c.__delitem__(slice(0, 2))")),
            ("collections.deque(range(6))", ("c.append(9)", "c.popleft()", "c.rotate(1)", "c.clear()", "c.__setitem__(0, i)")),
            ("collections.OrderedDict.fromkeys(range(6))", ("c.move_to_end(i)", "c.pop(i)", "c.__setitem__(i, 1)", "c.__setitem__(i + 10, 1)", "c.clear()")),
        ))
        loop = rng.choice(("for i in c:", "for i in list(c):", "for i in reversed(c):", "for i in iter(c):")) if "set" not in start else "for i in c:"
        if "from" in start:
            loop = rng.choice((loop, "for i in c.keys():", "for i, j in c.items():", "for i in c.values():"))
        lines = ["def m%d():" % number, "    c = %s" % start, "    seen = []", "    %s" % loop, "        seen.append(i)", "        if len(seen) > 30: break"]
        condition = rng.choice(("if i == 2:", "if len(seen) == 3:", "if True:", "if i in (0, 4):"))
        lines += ["        %s %s" % (condition, rng.choice(changes)), "    return seen, c", "t(%d, m%d)" % (number, number)]
        return lines

    def scopes(self, number):
        rng = self.rng
        names = "xyz"

        def body(indent, depth):
            pad = "    " * indent
            lines = []
            declared = set()
            for name in names:
                roll = rng.random()
                if roll < 0.15 and indent > 0:
                    lines.append(pad + "global " + name)
                elif roll < 0.3 and indent > 1:
                    lines.append(pad + "nonlocal " + name)
            for _ in range(rng.randrange(2, 5)):
                name = rng.choice(names)
                lines.append(pad + rng.choice((
                    "%s = %d" % (name, rng.randrange(100)), "print(show(%s))" % name, "try: print(%s)\n%sexcept NameError as e: print(chain(e)[0])" % (name, pad),
                    "try: del %s\n%sexcept NameError as e: print(chain(e)[0])" % (name, pad), "%s = [%s for %s in range(2)]" % (name, name, name),
                    "print([(lambda: %s)() for i in range(2)])" % name, "%s = lambda: %s" % (name, rng.choice(names)), "for %s in range(2): pass" % name,
                    "try: %s()\n%sexcept Exception as e: print(chain(e)[0])" % (name, pad), "import sys as %s" % name, "print(sorted(k for k in locals() if k in 'xyz'))",
                    "print([%s := i for i in range(2)])" % name if True else "",
                )))
            if depth > 0:
                for _ in range(rng.choice((1, 1, 2))):
                    inner = body(indent + 1, depth - 1)
                    if rng.random() < 0.7:
                        function = rng.choice(names + "fg")
                        lines += [pad + "def %s(%s):" % (function, rng.choice(("", "x=1", "y=x", "*z")))] + inner
                        lines += [pad + "try: %s()\n%sexcept Exception as e: print(chain(e)[0])" % (function, pad)]
                    else:
                        lines += [pad + "class %s:" % rng.choice(names + "C")] + inner
            return lines or [pad + "pass"]

        inner = "\n".join(body(1, 3)).split("\n")
        return ["def q%d():" % number] + inner + ["t(%d, q%d)" % (number, number), "x = y = z = 0"]

    def snippet(self, number):
        return self.rng.choice((self.calls, self.calls, self.sorting, self.mutation, self.scopes, self.scopes))(number)
