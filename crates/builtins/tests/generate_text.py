"""Writes data/text.txt: calls of str, bytes and bytearray methods with CPython 3.8's answers.

Run with CPython 3.8. A line is: kind, receiver or constructor, method, arguments, keywords, answer,
separated by tabs, all but kind and method as literals in ASCII.
"""
import os
import random
import warnings

warnings.simplefilter("ignore")
random.seed(3818)
rows = []


def show(value):
    if isinstance(value, (list, tuple)):
        inner = [show(item) for item in value]
        if isinstance(value, list):
            return "[" + ", ".join(inner) + "]"
        return "(" + ", ".join(inner) + ("," if len(inner) == 1 else "") + ")"
    if isinstance(value, dict):
        return "{" + ", ".join(show(k) + ": " + show(v) for k, v in value.items()) + "}"
    if isinstance(value, slice):
        return "slice(%s, %s, %s)" % (show(value.start), show(value.stop), show(value.step))
    return ascii(value)


def answer(function):
    try:
        result = function()
    except MemoryError:
        return "!MemoryError: "
    except Exception as error:
        text = str(error) if not isinstance(error, KeyError) else ascii(error.args[0])
        return "!%s: %s" % (type(error).__name__, ascii(text)[1:-1])
    return show(result)


def method(receiver, name, *args, **kwargs):
    before = show(receiver)
    result = answer(lambda: getattr(receiver, name)(*args, **kwargs))
    if isinstance(receiver, bytearray):
        result += " | " + show(receiver) + " %d" % receiver.__alloc__()
    rows.append("\t".join(["m", before, name, show(args), show(kwargs), result]))


def make(name, *args, **kwargs):
    kind = {"str": str, "bytes": bytes, "bytearray": bytearray}[name]
    result = answer(lambda: kind(*args, **kwargs))
    rows.append("\t".join(["c", name, "-", show(args), show(kwargs), result]))


STRINGS = [
    "", "a", "abc", "ab ab  ab", "Hello World", " \t x y\n", "aXbXc", "\xe9t\xe9", "\xdf", "\u0130stanbul", "\u03a3\u03a3",
    "\u1234\u1235\u1234", "\U0001f600 x", "a\ud800b", "ab\r\ncd\x0b\x1cef\u2028g\x85", "12", "\u0663", "\u00b2", "-7", "+\u00e9",
    "\ufb03 \u01c5x", "it's \"q\" \\", "\x00\x7f\x80\xa0\xad\u200b\ufeff", "a\tb\t\tc\r\td", "xxxxxxxxxxxxxxxxyx", "_id9", "9a",
]
PARTS = ["", "a", "b", "ab", " ", "X", "\xe9", "\u1234", "\u1234\u1235", "\U0001f600", "xy", "\t", "x" * 9, "\u03a3"]
SIMPLE = "capitalize casefold title lower upper swapcase isascii islower isupper istitle isspace isdecimal isdigit isnumeric isalpha isalnum isidentifier isprintable __repr__ __str__ __len__ __getnewargs__ split rsplit strip lstrip rstrip splitlines expandtabs __sizeof__".split()
for text in STRINGS:
    for name in SIMPLE:
        method(text, name)
    for part in PARTS:
        for name in "find rfind index rindex count startswith endswith split rsplit partition rpartition strip lstrip rstrip __contains__ __add__ __eq__ __lt__ __ge__".split():
            if random.random() < 0.25:
                method(text, name, part)
        if random.random() < 0.4:
            method(text, "replace", part, random.choice(PARTS), random.choice([-1, 0, 1, 2]))
        if random.random() < 0.3:
            method(text, random.choice(["find", "rfind", "count", "startswith", "endswith"]), part, random.choice([None, -2, 0, 1, 3, 99]), random.choice([None, -1, 2, 5, 99]))
        if random.random() < 0.3:
            method(text, random.choice(["split", "rsplit"]), random.choice([None, " ", "ab", part]), random.choice([0, 1, 2]))
    for _ in range(4):
        method(text, "__getitem__", slice(random.choice([None, -3, 0, 1, 9]), random.choice([None, -1, 2, 9]), random.choice([None, 1, 2, -1, -2])))
    method(text, "__getitem__", random.choice([0, -1, 3, 99]))
    method(text, "__mul__", random.choice([-1, 0, 1, 2, 3]))
    for name in ["center", "ljust", "rjust"]:
        method(text, name, random.choice([0, 5, 9, 12]), random.choice([" ", "*", "\u1234"]))
    method(text, "zfill", random.choice([0, 5, 14]))
    method(text, "splitlines", True)
    method(text, "expandtabs", random.choice([0, 1, 3, 8]))
    method(text, "join", ["a", "\xe9", "\u1234"])
    method(text, "translate", {97: None, 98: "xyz", 99: 0x1f600, 0x1234: "\xe9"})
    for encoding in ["utf-8", "UTF_16", "utf-32", "ascii", "latin-1", "iso8859-1"]:
        method(text, "encode", encoding, random.choice("strict ignore replace backslashreplace surrogateescape surrogatepass xmlcharrefreplace namereplace".split()))
for args in [(",", []), (",", ["a"]), (",", ["", ""]), ("", ["", "a", ""]), ("", ["", ""]), ("\u1234", ["a", "b"]), (",", 1), (",", ["a", 1]), (",", ("a", "b"))]:
    method(args[0], "join", args[1])
for bad in ["strip", "split", "rsplit", "partition", "find", "count", "startswith", "endswith", "__contains__", "__add__", "join", "translate", "replace", "center", "zfill", "__getitem__", "encode", "format_map", "__format__", "__mul__", "isalpha", "splitlines", "expandtabs"]:
    for args in [(), (1,), (1.5,), (b"a",), ("a", 1, 2, 3)]:
        method("ab", bad, *args)
method("a", "split", "")
method("a", "partition", "")
method("a", "center", 5, "ab")
method("a", "center", 5, 1)
method("a", "center", 1 << 62)
method("ab", "__mul__", 1 << 62)
method("a", "encode", "a\0b")
method("a", "encode", x=1)
method("a", "splitlines", keepends=1)
method("a b", "split", maxsplit=0)
method("", "replace", "", "x")
method("", "replace", "", "x", 1)

FORMATS = ["{}", "{0}{1}", "{a}", "{0!r:>6}", "{:{}}", "{:{:{}}}", "{", "}", "{{}}", "{0[0]}", "{0[a]}", "{!x}", "{!\u1234}", "{a!s:^9}", "{:*^9}", "{:\u1234>5}", "{:d}", "{:x}", "{:.2}", "{0.x}", "{}{0}", "{0}{}", "{:5}|{:<5}|{:>5}|{:^5}", "{!a}", "\u1234{}\U0001f600", "{0[}", "{0[]}", "{0.}", "{!r", "{:+}", "{:=5}", "{:#}", "{:,}", "{1}"]
for template in FORMATS:
    for args, kwargs in [((), {}), (("x",), {"a": "\xe9"}), ((["p", "q"], 7), {}), ((5, 3, 2), {"a": 1}), ((None,), {}), ((-1234567, "s"), {})]:
        if random.random() < 0.6:
            method(template, "format", *args, **kwargs)
    method(template, "format_map", {"a": "v", "0": 1})
for spec in ["", "5", "<5", "*^7", ".1", "5.2", "s", "d", "+", "#", "=5", ",", "\u1234>4", "05", "5.", "99999999999999999999"]:
    method("ab\xe9", "__format__", spec)

PERCENTS = ["%s", "%r", "%a", "%5s|", "%-5s|", "%.2s", "%d", "%i", "%u", "%x", "%X", "%#o", "%05d", "%+d", "% d", "%c", "%f", "%.3f", "%e", "%G", "%%", "%", "%y", "%(a)s", "%(a)5.1f", "%(a", "%*d", "%.*f", "%s %s", "%ld", "%\u1234", "\u1234%s", "%.0f", "%#x", "%-08d|", "%5%", "%(a(b))s"]
VALUES = ["x", "\xe9\u1234", 0, 42, -255, 1 << 70, 1.5, None, (), ("p",), (1, 2), (3, 2.5), [1], {"a": 3}, {"a(b)": 1}, True, 0x110000, "ab"]
for template in PERCENTS:
    for value in VALUES:
        if random.random() < 0.5:
            method(template, "__mod__", value)

BYTES = [b"", b"a", b"abc", b"ab ab  ab", b"Hello World", b" \t x y\n", b"aXbXc", b"\xe9t\xff\x00", b"a\r\nb\x0bc\n\rd", b"12", b"-7", b"+12", b"it's \"q\" \\", b"a\tb\t\tc\r\td", b"AbC dE", b"xxxxxxxxxxxxyx"]
BPARTS = [b"", b"a", b"b", b"ab", b" ", b"X", b"\xff", b"xy", bytearray(b"a"), 97, 256, -1]
BSIMPLE = "capitalize title lower upper swapcase isascii islower isupper istitle isspace isdigit isalpha isalnum __repr__ __len__ split rsplit strip lstrip rstrip splitlines expandtabs hex __sizeof__".split()
for content in BYTES:
    for kind in (bytes, bytearray):
        for name in BSIMPLE:
            if kind is bytes or random.random() < 0.4:
                method(kind(content), name)
        for part in BPARTS:
            for name in "find rfind index rindex count startswith endswith split rsplit partition rpartition strip lstrip rstrip __contains__ __add__ __eq__ __lt__ __ge__".split():
                if random.random() < 0.12:
                    method(kind(content), name, part)
            if random.random() < 0.2 and not isinstance(part, int):
                method(kind(content), "replace", part, random.choice([b"", b"zz", b"q"]), random.choice([-1, 0, 1, 2]))
            if random.random() < 0.2:
                method(kind(content), random.choice(["find", "rfind", "count", "startswith"]), part, random.choice([None, -2, 0, 1, 99]), random.choice([None, -1, 2, 99]))
        for _ in range(3):
            method(kind(content), "__getitem__", slice(random.choice([None, -3, 0, 1, 9]), random.choice([None, -1, 2, 9]), random.choice([None, 1, 2, -1, -2])))
        method(kind(content), "__getitem__", random.choice([0, -1, 99]))
        method(kind(content), "__mul__", random.choice([-1, 0, 1, 2, 3]))
        method(kind(content), random.choice(["center", "ljust", "rjust"]), random.choice([0, 5, 9, 12]), random.choice([b" ", b"*", bytearray(b"."), b"xx", "x"]))
        method(kind(content), "zfill", random.choice([0, 5, 14]))
        method(kind(content), "splitlines", True)
        method(kind(content), "expandtabs", random.choice([0, 1, 3]))
        method(kind(content), "join", [b"a", bytearray(b"b"), b""])
        method(kind(content), "translate", bytes(range(255, -1, -1)))
        method(kind(content), "translate", None, b"ab")
        method(kind(content), "hex", random.choice([":", b"-", "::", "\xe9"]), random.choice([-3, -1, 0, 1, 2]))
        method(kind(content), "decode", random.choice(["utf-8", "ascii", "latin-1", "utf-16"]), random.choice("strict ignore replace backslashreplace surrogateescape surrogatepass".split()))
for name in ["find", "index", "startswith", "endswith", "split", "partition", "strip", "join", "translate", "center", "zfill", "__getitem__", "__contains__", "__add__", "__mul__", "decode", "hex", "replace", "splitlines", "isalpha", "fromhex"]:
    for args in [(), (1,), (1.5,), ("a",), (b"a", 1, 2, 3), (["a"],), ((b"a", "b"),)]:
        if (name, args) != ("decode", ("a",)):  # needs the codecs' registry
            method(b"ab", name, *args)
            method(bytearray(b"ab"), name, *args)
for text in ["", "aabb", "aa bb\t0F", "a", "a a", "zz", "aa\u1234", "aa z"]:
    method(b"", "fromhex", text)
    method(bytearray(), "fromhex", text)
for template in [b"%s", b"%b", b"%r", b"%a", b"%5s|", b"%-5b|", b"%.2s", b"%d", b"%x", b"%05d", b"%c", b"%f", b"%.2e", b"%%", b"%", b"%y", b"%\xff", b"%(a)s", b"%*d", b"%s %d", b"%#X"]:
    for value in [b"xyz", bytearray(b"q"), "s", 65, 256, -3, 1.5, None, (), (b"p", 2), (5, 2), {b"a": b"v"}, {"a": b"v"}, b"a", 1 << 65]:
        if random.random() < 0.6:
            method(template, "__mod__", value)
    method(bytearray(template), "__mod__", 7)

for content in [b"", b"a", b"abcdef", b"0123456789" * 3]:
    for args in [(0, 65), (-1, 300), (99, 1), ("x", 1), (slice(1, 3), b"XYZ"), (slice(None, None, 2), b"ab"), (slice(None, None, -2), b"abc"), (slice(0, 0), [1, 2]), (slice(2, None), b""), (slice(None), 5), (slice(None), "a"), (slice(5, 1, -1), b"wxyz"), (slice(0, 3), bytearray(b"long" * 9)), (slice(1, None, 3), b"")]:
        method(bytearray(content), "__setitem__", *args)
    for key in [0, -1, 99, slice(0, 2), slice(None, None, 2), slice(None, None, -3), slice(3, 1), slice(2, 9), slice(None), "x"]:
        method(bytearray(content), "__delitem__", key)
    for name, args in [("append", (1,)), ("append", (256,)), ("append", ("x",)), ("extend", (b"xyz",)), ("extend", ([1, 2],)), ("extend", (["a"],)), ("extend", (5,)), ("insert", (0, 1)), ("insert", (-1, 2)), ("insert", (99, 3)), ("insert", (1, 300)), ("pop", ()), ("pop", (0,)), ("pop", (9,)), ("remove", (97,)), ("remove", (7,)), ("reverse", ()), ("clear", ()), ("copy", ()), ("__iadd__", (b"zz",)), ("__iadd__", ("z",)), ("__imul__", (0,)), ("__imul__", (3,)), ("__reduce__", ()), ("__reduce_ex__", (3,)), ("__alloc__", ())]:
        if "reduce" not in name:
            method(bytearray(content), name, *args)

for name in ["str", "bytes", "bytearray"]:
    for args in [(), ("a",), ("\u1234", "utf-8"), (b"a",), (b"\xff", "latin-1"), (b"\xff", "utf-8", "replace"), (5,), (-1,), ([1, 2],), ([256],), (["a"],), (None,), (1.5,), (1, "x"), ("a", 1), (b"a", "utf-8"), ("a", "ascii", 5), (1, 2, 3, 4), (bytearray(b"q"),), (1 << 70,), ("\xe9", "ascii"), (b"", "ascii"), ((1, 2),), (True,)]:
        make(name, *args)
    for kwargs in [{"encoding": "ascii"}, {"errors": "x"}, {"x": 1}, {"source": b"a"}, {"object": b"a"}]:
        make(name, **kwargs)

path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "data", "text.txt")
with open(path, "w", encoding="ascii") as file:
    file.write("\n".join(dict.fromkeys(rows)) + "\n")
