"""Snippets of one expression: methods, operators, built-in functions, formatting, on values of values.py."""

import values
from values import pick

BINARY = "+ - * / // % & | ^ << >> @ < <= == != > >= is in".split() + ["not in", "is not", "and", "or"]
INPLACE = "+= -= *= /= //= %= &= |= ^= <<= >>= **= @=".split()
# What would take long, reads input, shows addresses or depends on the implementation.
SKIP = {
    "__sizeof__", "__dir__", "__reduce__", "__reduce_ex__", "__subclasses__", "__init_subclass__", "__subclasshook__",
    "__class_getitem__", "__doc__", "__pow__", "__rpow__", "__ipow__", "release", "__del__", "__getstate__", "_from_str",
}
BUILTINS = """abs all any ascii bin bool bytearray bytes callable chr complex dict divmod enumerate filter float format
frozenset getattr hasattr hash hex int isinstance issubclass iter len list map max memoryview min next oct ord pow range repr
reversed round set slice sorted str sum tuple type zip setattr delattr vars property staticmethod classmethod super
object print""".split()
SPECS = """'' 's' 'd' 'x' '#x' '#010b' 'o' 'c' 'n' 'e' '.3e' 'f' '.0f' '.2f' 'g' '.3g' '%' ',' '_' '+' ' ' '08' '<10' '>10'
'^10' '=10' '*^12' '\x00<5' 'é>4' '+,.2f' '#.0f' '#g' '_x' ',x' '10.3' '.3' '5s' '.2s' '=5s' 'z' '10d' '.2d' '1.2.3' '<'
'<<5' '0=8' '-' '+s' '#s' ',s' '.' '5000' '99999999999999999999' '.99999999999999999999f' 'é' 'x ' '010' '<010'""".split()
PERCENTS = """%s %r %a %d %i %u %x %#x %X %o %#o %e %E %f %F %g %G %c %% %5d %-5d| %05d %+d %.3d %.2f %10.3s %*d %.*f %(k)s
%(k)d %z % %5 %l %ld %-+05x %(k %s%s %s%d%c %b""".split()
FIELDS = "{} {0} {1} {k} {!r} {!s} {!a} {:>5} {:{}} {0.real} {0[0]} {0[k]} {k.x} {{}} {{ } {!x} {:d} {0}{} {}{1} {a.b[c]} {[} {0[} {!} {:}} {0.} {0..x} {0[]}".split()


def attributes(oracle_value):
    return [name for name in dir(oracle_value) if name not in SKIP]


class Expressions:
    def __init__(self, rng):
        self.rng = rng
        self.names = {}

    def methods(self, text):
        """The attributes of a value's type; asked of the interpreter that generates."""
        if text not in self.names:
            self.names[text] = attributes(eval(text))
        return self.names[text]

    def arguments(self):
        rng = self.rng
        count = rng.choice((0, 1, 1, 1, 2, 2, 3, 4))
        args = [values.small(rng) if rng.random() < 0.2 else pick(rng) for _ in range(count)]
        if rng.random() < 0.07:
            args.append(rng.choice(("key", "x", "sep", "default", "reverse", "encoding", "self", "maxsplit")) + "=" + pick(rng))
        if rng.random() < 0.04:
            args.append("*" + pick(rng))
        if rng.random() < 0.04:
            args.append("**" + rng.choice(values.DICTS))
        return args

    def similar(self, text):
        """A value of the same kind, more often than chance."""
        for kind in values.KINDS.values():
            if text in kind and self.rng.random() < 0.6:
                return self.rng.choice(kind)
        return pick(self.rng)

    def method_call(self):
        text = pick(self.rng)
        name = self.rng.choice(self.methods(text))
        args = self.arguments()
        if name == "__hash__" and text in values.BY_ADDRESS:
            return "len(type(%s).__name__)" % text
        if args and "=" not in args[0] and not args[0].startswith("*"):
            args[0] = self.similar(text)
        return "(%s).%s(%s)" % (text, name, ", ".join(args))

    def unbound_call(self):
        cls = self.rng.choice("int float complex str bytes bytearray list tuple dict set frozenset range slice object type memoryview".split())
        name = self.rng.choice(self.methods(cls))
        if name == "__hash__":
            # Some are addresses.
            return "len(%s.__name__)" % cls
        return "%s.%s(%s)" % (cls, name, ", ".join(self.arguments()))

    def operator(self):
        left = pick(self.rng)
        right = self.similar(left)
        if self.rng.random() < 0.07:
            return "(%s) ** (%s)" % (left, self.rng.choice(values.SMALL_INTS + values.FLOATS[:4] + ["None", "2j"]))
        if self.rng.random() < 0.05:
            return "%s(%s)" % (self.rng.choice(("-", "+", "~", "not ")), left)
        return "(%s) %s (%s)" % (left, self.rng.choice(BINARY), right)

    def builtin(self):
        name = self.rng.choice(BUILTINS)
        args = self.arguments()
        if name == "hash" and args and args[0].lstrip("*") in values.BY_ADDRESS:
            name = "type"
        if name == "pow":
            args = [pick(self.rng), values.small(self.rng)] + ([values.small(self.rng)] if self.rng.random() < 0.5 else [])
        if name in ("bytes", "bytearray", "range", "sum", "list", "tuple", "set", "round", "int", "float", "str") and len(args) > 2:
            args = args[:2]
        return "%s(%s)" % (name, ", ".join(args))

    def formatting(self):
        rng = self.rng
        choice = rng.randrange(4)
        if choice == 0:
            return "format(%s, %s)" % (pick(rng), rng.choice(SPECS))
        if choice == 1:
            right = rng.choice((pick(rng), "(%s,)" % pick(rng), "(%s, %s)" % (pick(rng), pick(rng)), "{'k': %s}" % pick(rng)))
            prefix = rng.choice(("", "", "b"))
            return "%s'%s' %% %s" % (prefix, rng.choice(PERCENTS), right)
        if choice == 2:
            return "'%s'.format(%s)" % (rng.choice(FIELDS), ", ".join((pick(rng), pick(rng), "k=" + pick(rng))[: rng.randrange(4)]))
        return "f'{%s!%s:%s}'" % (rng.choice("12345.678 -7 x 'abc' [1] None 2**70".split()), rng.choice("rsa"), rng.choice("8d >8 .3 08 ^9".split()))

    def subscript(self):
        rng = self.rng
        index = rng.choice(values.SLICES + values.INTS + [pick(rng)])
        if rng.random() < 0.3:
            index = "%s:%s:%s" % tuple(rng.choice(("", values.small(rng))) for _ in range(3))
        return "(%s)[%s]" % (pick(rng), index)

    def comprehension(self):
        rng = self.rng
        kind = rng.choice(("[%s]", "{%s}", "list(%s)", "sum(%s)", "sorted(%s)", "dict.fromkeys(%s)", "max(%s)"))
        inner = "%s for x in %s" % (rng.choice(("x", "(x, x)", "x + x", "str(x)", "x and x", "x[0]", "len(x)", "-x")), pick(rng))
        if rng.random() < 0.4:
            inner += " if %s" % rng.choice(("x", "not x", "x == x", "x in (1, 2)", "x is not None"))
        if rng.random() < 0.3:
            inner += " for y in %s" % rng.choice(("x", "(1, 2)", "[x]"))
        return kind % inner

    def expression(self):
        make = self.rng.choices(
            (self.method_call, self.unbound_call, self.operator, self.builtin, self.formatting, self.subscript, self.comprehension),
            (8, 2, 4, 4, 3, 2, 2),
        )[0]
        return make()

    def snippet(self, number):
        rng = self.rng
        roll = rng.random()
        if roll < 0.8:
            return ["t(%d, lambda: %s)" % (number, self.expression())]
        if roll < 0.9:
            left = pick(rng)
            operation = "a %s %s" % (rng.choice(INPLACE[:-2]), self.similar(left))
            return ["def s%d():" % number, "    a = b = %s" % left, "    try: %s" % operation, "    finally: print(show(a), show(b), a is b)", "t(%d, s%d)" % (number, number)]
        target = rng.choice(("a[%s]" % rng.choice(values.SLICES + values.SMALL_INTS), "a[%s:%s]" % (values.small(rng), values.small(rng)), "a[%s]" % pick(rng), "a[::%s]" % values.small(rng), "b, *a", "a, b", "a.x", "(a, b), c", "[a, *b], c"))
        statement = "del %s" % target if rng.random() < 0.2 and "*" not in target else "%s = %s" % (target, pick(rng))
        start = rng.choice(values.LISTS + values.DICTS + ["bytearray(b'abcdef')", "list(range(10))", "memoryview(bytearray(8))"])
        return ["def s%d():" % number, "    a = %s; b = c = 0" % start, "    try: %s" % statement, "    finally: print(show(a), show(b), show(c))", "t(%d, s%d)" % (number, number)]
