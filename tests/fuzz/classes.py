"""Snippets of classes: random subsets of the special methods, which log their calls and answer well or
badly, then operations on instances; descriptors, inheritance, metaclasses, slots."""

import values

BINARY = "add sub mul truediv floordiv mod and or xor lshift rshift matmul pow".split()
SYMBOLS = dict(zip(BINARY, "+ - * / // % & | ^ << >> @ **".split()))
COMPARE = dict(zip("lt le eq ne gt ge".split(), "< <= == != > >=".split()))
UNARY = {
    "neg": "-a", "pos": "+a", "invert": "~a", "abs": "abs(a)", "int": "int(a)", "float": "float(a)", "complex": "complex(a)",
    "index": "[1, 2, 3][a]", "bool": "bool(a)", "len": "len(a)", "repr": "repr(a)", "str": "str(a)", "bytes": "bytes(a)",
    "hash": "hash(a) == hash(a)", "iter": "list(a)", "next": "next(a)", "reversed": "list(reversed(a))", "round": "round(a)",
    "trunc": "__import__('math').trunc(a)", "floor": "__import__('math').floor(a)", "length_hint": "__import__('operator').length_hint(a)",
    "enter": "withit(a)", "dir": "dir(a)", "sizeof": "a.__sizeof__()", "del": "0", "fspath": "__import__('os').fspath(a)",
}
TWO = {
    "getitem": "a[%s]", "contains": "%s in a", "getattr": "a.nothing", "getattribute": "a.x", "format": "format(a, %s)",
    "call": "a(%s)", "delitem": "dele(a, %s)", "missing": "a[%s]", "divmod": "divmod(a, %s)", "rdivmod": "divmod(%s, a)",
    "instancecheck": "isinstance(%s, a)", "subclasscheck": "issubclass(%s, a)", "delattr": "delattr(a, 'x')", "rpow": "%s ** a",
    "set_name": "0", "class_getitem": "type(a)[%s]",
}
RESULTS = """self 1 0 -1 None NotImplemented 'txt' [] [1,2] (1,2) iter([1,2]) True b'b' 2.5 raise raise other 3 2**70 object
args""".split()
BASES = "object object object int str list dict tuple float set bytes Exception type".split()
OPERANDS = ["1", "'s'", "2.5", "[1]", "None", "b", "a", "()", "{}", "slice(1,2)", "True"]


class Classes:
    def __init__(self, rng):
        self.rng = rng

    def result(self, name):
        rng = self.rng
        text = rng.choice(RESULTS)
        good = {
            "repr": "'R'", "str": "'S'", "len": "2", "bool": "True", "hash": "5", "index": "1", "int": "4", "float": "1.5", "iter": "iter([7, 8])",
            "bytes": "b'by'", "format": "'F'", "complex": "1j", "dir": "['q']", "length_hint": "3", "fspath": "'p'", "contains": "True",
        }.get(name)
        if good and rng.random() < 0.6:
            text = good
        return text

    def method(self, name, extra="*args"):
        text = self.result(name)
        if text == "raise":
            action = "raise %s" % self.rng.choice(("ValueError('in %s')" % name, "TypeError('own')", "AttributeError('attr')", "KeyError(1)", "IndexError", "StopIteration(4)", "NotImplementedError"))
        elif text == "other":
            action = "return args[0] if args else self"
        else:
            action = "return %s" % text
        return ["    def __%s__(self, %s):" % (name, extra), "        print('%s', type(self).__name__, len(args))" % name, "        " + action]

    def body(self):
        rng = self.rng
        names = []
        pools = (list(UNARY), list(TWO), list(COMPARE), ["r" + name for name in BINARY] + BINARY + ["i" + name for name in BINARY])
        for _ in range(rng.randrange(1, 8)):
            names.append(rng.choice(rng.choice(pools)))
        lines = []
        for name in dict.fromkeys(names):
            if name in ("set_name", "class_getitem", "del"):
                continue
            if name == "enter":
                lines += self.method("enter") + self.method("exit")
            elif rng.random() < 0.06:
                lines.append("    __%s__ = %s" % (name, rng.choice(("None", "5", "staticmethod(lambda *a: len(a))", "classmethod(lambda *a: len(a))", "print"))))
            else:
                lines += self.method(name)
        roll = rng.random()
        if roll < 0.1:
            lines.append("    __slots__ = %s" % rng.choice(("()", "('x',)", "'y'", "['x', '__dict__']", "('x', 'x')", "('__weakref__',)", "5", "('1',)", "('__p',)")))
        elif roll < 0.2:
            lines.append("    x = %s" % rng.choice(("5", "property(lambda self: 1)", "property(lambda self: 1/0)", "D(0)", "D(1)", "D(2)", "classmethod(lambda c: 2)", "staticmethod(len)")))
        elif roll < 0.28:
            lines += ["    def __init__(self, *args, **kw):", "        print('init', len(args), kw)"] + (["        return 1"] if rng.random() < 0.15 else [])
        elif roll < 0.34:
            lines += ["    def __new__(cls, *args):", "        print('new', cls.__name__)", "        return %s" % rng.choice(("object.__new__(cls)", "super().__new__(cls)", "5", "super().__new__(cls, *args)", "None"))]
        elif roll < 0.4:
            lines += ["    def __init_subclass__(cls, **kw):", "        print('sub', cls.__name__, kw)", "        super().__init_subclass__(%s)" % rng.choice(("", "**kw"))]
        elif roll < 0.46:
            lines += ["    def __setattr__(self, *args):", "        print('setattr', args[0])", "        object.__setattr__(self, *args)"]
        return lines or ["    pass"]

    def classes(self, number):
        rng = self.rng
        known = []
        lines = []
        for index in range(rng.choice((1, 2, 2, 3, 4))):
            name = "C%d_%d" % (number, index)
            bases = [rng.choice(known) if known and rng.random() < 0.6 else rng.choice(BASES) for _ in range(rng.choice((1, 1, 2, 3)))]
            extra = rng.choice(("", "", "", "", "", ", metaclass=Meta", ", k=1"))
            lines += ["try:", "    class %s(%s%s):" % (name, ", ".join(bases), extra)] + ["    " + line for line in self.body()]
            lines += ["    print([c.__name__ for c in %s.__mro__])" % name, "except Exception as e:", "    print(type(e).__name__, e)", "    class %s: pass" % name]
            known.append(name)
        return lines, known

    def operation(self, names):
        rng = self.rng
        operand = rng.choice(OPERANDS)
        roll = rng.random()
        if roll < 0.25:
            symbol = rng.choice(list(SYMBOLS.values()))
            return rng.choice(("a %s %s" % (symbol, operand), "%s %s a" % (operand, symbol), "a %s b" % symbol, "inplace(a, %r, %s)" % (symbol, operand)))
        if roll < 0.4:
            symbol = rng.choice(list(COMPARE.values()) + ["in"])
            return rng.choice(("a %s %s" % (symbol, operand), "%s %s a" % (operand, symbol), "a %s b" % symbol, "a %s a" % symbol))
        if roll < 0.6:
            return rng.choice(list(UNARY.values()))
        if roll < 0.8:
            text = rng.choice(list(TWO.values()))
            return text % operand if "%s" in text else text
        return rng.choice((
            "a.x", "setattr(a, 'x', 5) or a.x", "sorted([a, b, a])", "{a: 1}", "[*a]", "{**a}", "print(*a)", "a.__dict__", "'%s %r %d' % (a, a, a)", "'{} {:>5}'.format(a, b)",
            "max(a, b)", "sum([a, b])", "len(a) + 1", "dict(a)", "tuple(a)", "isinstance(a, type(b))", "type(a)()", "type(a)(1, k=2)", "a[1:2]", "a[...]", "setit(a, 1, 2)", "range(a)", "round(a, 1)",
            "not a", "a and b", "list(zip(a, b))", "list(map(a, [1]))", "sorted([3, 1], key=a)", "str.join(',', a)", "'x'.replace(a, b)", "b'x' + a", "{a} | {b}", "bytes(a)", "set(a)",
            "pow(a, 2, 3)", "a == b or a != b", "[a] == [b]", "(1, a) < (1, b)", "[a, b].index(b)", "[a].count(5)", "a in [b, 1]", "[1, 2] + a", "[1] * a", "'s' * a", "a.__class__.__name__", "super(type(a), a).__repr__()[:1]",
            "iter(a)", "any(a)", "all(a)", "enumerate(a)", "reversed(a)", "[].extend(a)", "(*a, *b)", "chr(a)", "bin(a)", "int(a, 10)", "float(a)", "complex(a, a)", "next(iter(a))", "raise_(a)", "a.__eq__(b)", "a.__lt__(1)", "a.__add__(1)", "a.__init__()", "copyit(a)", "callable(a)", "open(a)",
        ))

    def snippet(self, number):
        rng = self.rng
        lines, names = self.classes(number)
        lines += ["a = mk(%s); b = mk(%s)" % (rng.choice(names), rng.choice(names))]
        for index in range(rng.randrange(4, 12)):
            lines.append("t(%d, lambda: %s)" % (number, self.operation(names)))
        if rng.random() < 0.3:
            lines.append("%s.%s = %s" % (rng.choice(names), rng.choice(("x", "__len__", "__add__", "__getattr__", "__eq__", "__bool__", "__call__", "__iter__")), rng.choice(("lambda *a: 7", "None", "5", "len"))) )
            lines[-1] = "try: " + lines[-1] + "\nexcept Exception as e: print(e)"
            lines = "\n".join(lines).split("\n")
            for index in range(4):
                lines.append("t(%d, lambda: %s)" % (number, self.operation(names)))
        return lines
