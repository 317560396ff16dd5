# Subclasses of str: results are plain, hooks are honoured.
class S(str):
    def __new__(cls, v="", tag=None):
        self = super().__new__(cls, v)
        self.tag = tag
        return self
    def __repr__(self):
        return "S(%s)" % str.__repr__(self)
s = S("hello", tag=5)
print(repr(s), str(s), s, s.tag, f"{s}", f"{s!r}", "%s|%r" % (s, s), [s], len(s), s == "hello", hash(s) == hash("hello"))
for r in (s.upper(), s[:], s[0], s + "x", s * 1, s.strip(), s.replace("h", "h"), str(s), "".join([s]), s.lower(), s.format(), s % (), s.center(2), s.encode().decode(), s.ljust(1), s.partition("l")[1], s.split()[0], s.translate({})):
    print(type(r).__name__, repr(r))
print({s: 1}["hello"], {"hello": 2}[s], s in {"hello"}, "x" + s, s + s, s.join("ab"), s < "i", max(s, "a"), S(5), S(b"ab", None))
class T(str):
    def __str__(self):
        return "custom"
    def __eq__(self, o):
        return "eq"
    def __hash__(self):
        return 42
    def __len__(self):
        return 100
    def __getitem__(self, i):
        return "item"
    def __iter__(self):
        return iter("iter")
    def __contains__(self, x):
        return True
    def __add__(self, o):
        return "added"
    def __radd__(self, o):
        return "radded"
t = T("abc")
print(str(t), "%s" % t, f"{t}", format(t), t == "abc", "abc" == t, len(t), t[0], list(t), "z" in t, t + "a", "a" + t, hash(t), "".join([t]), t.upper(), "".join(t))
class E(Exception):
    pass
class U(str):
    def __str__(self):
        return 5
try:
    str(U("a"))
except TypeError as e:
    print(e)
class V:
    def __str__(self):
        return None
    def __repr__(self):
        return b"x"
for f in (str, repr, ascii, "{}".format, "{!r}".format, lambda v: "%s" % v, lambda v: f"{v}"):
    try:
        print(f(V()))
    except TypeError as e:
        print(e)
