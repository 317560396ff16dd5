# SyntaxError attributes and constructor forms; str with file and line.
for args in ((), ("m",), ("m", ("f.py", 3, 5, "text\n")), ("m", ("/a/b/f.py", 3, None, None)), ("m", (None, 3, 5, "t")), ("m", ("f", None, 1, "t")), ("m", None), ("m", ("f", 1))):
    try:
        e = SyntaxError(*args)
        print(str(e), "|", repr(e), e.msg, e.filename, e.lineno, e.offset, e.text, e.print_file_and_line)
    except Exception as x:
        print(type(x).__name__, x)
for src in ("x = ", "x = (", "a b", "def f(:\n pass", "\n\nif x\n", "x = 'abc", "1 +", "for", "a = 1\n  b = 2", "if 1:\nx", "\tx\n        y", "if 1:\n\tx\n        y", "x = $", "é = €", "a = 0xg", "return 5", "f() = 1", "x = 1 = 2", "'''abc", "(]", "{1:2", ")", "lambda x=: 1", "print 'a'", "exec 'a'", "x = 5 6", "class", "del f()", "del 5", "None = 1", "import a.b as", "from . import *", "def f():\n from x import *", "a, 1 = x", "else: 1", "try: pass", "nonlocal x", "def f():\n x = 1\n global x", "def f(a):\n global a", "\\x", "x = \\ 5", "@", "pass;;", "!", "a ? b", "async x", "1.a", "if True:\n    x\n  y"):
    try:
        compile(src, "f.py", "exec")
        print(repr(src), "ok")
    except SyntaxError as e:
        print(repr(src), type(e).__name__, e, e.lineno, e.offset, repr(e.text))
    except ValueError as e:
        print(repr(src), e)
try:
    compile("a\0b", "f", "exec")
except ValueError as e:
    print(e)
