# str.format: fields, attributes, indexes, nesting, errors.
print("{} {}".format(1, 2), "{1} {0}".format(1, 2), "{a} {b}".format(a=1, b=2), "{{}} {0}".format(1), "{0[1]} {0[-1]}".format({1: "int", "-1": "str"}), "{0.real} {0.imag}".format(5), "{a.b.c}".format(a=type("X", (), {"b": type("Y", (), {"c": 3})})))
print("{:>{}}|{:{}{}}".format("a", 5, "b", "^", 7), "{0:{1}}".format(3.14159, ".2f"), "{!r} {!s} {!a}".format("é", "é", "é"), "{0!r:>6}".format("a"), "{:%}".format(0.5), "{:{w}.{p}f}".format(2.5, w=8, p=3))
print("{a[b c]}".format(a={"b c": 1}), "{0[a.b]}".format({"a.b": 1}), "{[0]}{[1]}".format("ab", "cd"), "{.real}{.imag}".format(1j, 2j))
bad = [("{", ()), ("}", ()), ("{0", ()), ("{}", ()), ("{1}", (1,)), ("{a}", ()), ("{0}{}", (1, 2)), ("{}{0}", (1, 2)), ("{!x}", (1,)), ("{!}", (1,)), ("{!rr}", (1,)), ("{0.}", (1,)), ("{0.zz}", (1,)), ("{0[}", (1,)), ("{0[]}", (1,)), ("{0[a]}", ("abc",)), ("{0[5]}", ("abc",)), ("{:{:{}}}", (1, 2, 3)), ("{:d}", ("a",)), ("{:s}", (1,)), ("{0[1]x}", ([1, 2],)), ("}{", ()), ("{:", (1,)), ("{a b}", ()), ("{-1}", (1,)), ("{ 0}", (1,)), ("{99999999999999999999}", (1,)), ("{0[99999999999999999999]}", ([1],)), ("{0!r", (1,)), ("{:z}", ("a",)), ("{:=5}", ("a",)), ("{:+}", ("a",)), ("{:,}", ("a",)), ("{:#}", ("a",)), ("{:05}", ("a",)), ("{:5}", (None,)), ("{:5}", ([],))]
for f, a in bad:
    try:
        print(repr(f), repr(f.format(*a)))
    except Exception as e:
        print(repr(f), type(e).__name__, e)
class F:
    def __format__(self, spec):
        return "<%s>" % spec
    def __getattr__(self, n):
        return "attr_" + n
    def __getitem__(self, k):
        return "item_%r" % (k,)
print("{}{:abc}{:{}}{!r:>5.1}".format(F(), F(), F(), "in", "xyz"), "{0.x} {0[1]} {0[a]}".format(F()))
class G:
    def __format__(self, spec):
        return 5
try:
    "{}".format(G())
except TypeError as e:
    print(e)
class M(dict):
    def __missing__(self, k):
        return "?" + k
print("{a} {b}".format_map(M(a=1)), "{a}".format_map({"a": 2}))
for f in (lambda: "{a}".format_map({}), lambda: "{}".format_map({}), lambda: "{0}".format_map([1]), lambda: "{a}".format_map(5), lambda: "a".format_map()):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
