# string.Template, Formatter, textwrap, constants.
import string, textwrap
t = string.Template("$a ${b}c $$ $a")
print(t.substitute(a=1, b=2), t.safe_substitute(a=1), string.Template("$x.$y").substitute({"x": 1, "y": 2}))
for s in ("$nope", "$", "${", "a $1"):
    try: print(string.Template(s).substitute())
    except (KeyError, ValueError) as e: print(type(e).__name__, e)
print(string.ascii_lowercase, string.digits, string.hexdigits, repr(string.punctuation), repr(string.whitespace), string.capwords("a bc  d"))
f = string.Formatter()
print(f.format("{0} {a!r:>5}", 1, a="x"), list(f.parse("a{b!r:c}d{}{{")), f.vformat("{}", (5,), {}))
class U(string.Formatter):
    def get_value(self, k, a, kw): return "<%s>" % k
    def format_field(self, v, s): return super().format_field(v, s) + "!"
print(U().format("{x} {0:>5}"))
print(textwrap.wrap("the quick brown fox jumps over the lazy dog", 15), textwrap.fill("aaa bbb ccc", 7), textwrap.dedent("  a\n   b\n  c"), textwrap.indent("a\n\nb", "> "), textwrap.shorten("hello big world", 11))
