# re: matching, groups, substitution, splitting.
import re
m = re.search(r"(?P<y>\d{4})-(\d\d)", "on 2024-05-06")
print(m, m.group(), m.group(1, 2), m["y"], m.groups(), m.groupdict(), m.span(), m.start(2), m.string, m.pos, m.lastgroup, m.lastindex, m.expand(r"\2/\g<y>"))
print(re.findall(r"\w+", "a bc d"), re.findall(r"(a)(b)?", "abaa"), re.split(r",\s*", "a, b,c"), re.split(r"(,)", "a,b"), re.sub(r"\d", lambda m: str(int(m[0]) * 2), "a1b5"), re.subn("a", "b", "aaa", 2), re.sub(r"(\w+) (\w+)", r"\2 \1", "hello world"), re.match("b", "ab"), re.fullmatch("a+", "aaa").end(), [m.start() for m in re.finditer("a", "banana")], re.escape("a.b*c"))
print(re.findall(r"(?i)ab", "AB ab"), re.findall(r"^\w", "a\nb", re.M), re.search("a.b", "a\nb", re.S) is not None, re.findall(r"(?<=a)b|b(?!c)", "ab bc bd"), re.search(r"(a|b)*?c", "abac").group(1), re.sub("", "-", "ab"), re.split("", "ab"), re.findall(r"(?x) a  # comment", "aa"), re.compile("a|b").pattern, re.compile("x", re.I).flags, re.search(r"(\w)\1", "hello").group(), re.findall(r"\bfoo\b", "foo food foo"), re.findall(b"\\d", b"1a2"))
for f in (lambda: re.compile("("), lambda: re.compile("["), lambda: re.compile("*a"), lambda: re.compile("a**"), lambda: re.compile(r"\1"), lambda: re.compile("(?P<1>a)"), lambda: re.sub("a", r"\5", "a"), lambda: re.search("a", b"a"), lambda: re.compile("a{2,1}"), lambda: re.compile("(?<=a+)b"), lambda: m.group(9), lambda: m["zz"], lambda: re.compile(5), lambda: re.compile("[b-a]"), lambda: re.compile("\\")):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
