# -*- coding: latin-1 -*-
# The source is latin-1: literals and names decode from it.
s = "café üß"
print(s, len(s), ascii(s), s.encode("utf-8"))
café = 5
print(café, ascii(sorted(k for k in globals() if k.startswith("caf"))))
print(b"ascii only", r"\xe9 raw é", f"{café} é", u"\u20ac é")
def f():
    "doc é"
    return f.__doc__
print(f(), ord("ÿ"), "£".isalpha(), "é" in s)
class À: pass
print(À.__name__)
try:
    exec("b'é'")
except SyntaxError as e:
    print(e.msg)
