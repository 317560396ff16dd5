# Files with bytes that are not UTF-8: which line is told, and which errors come first.
import os
import subprocess
import sys
import tempfile

CASES = {
    "plain": b'x = 1\n\n\n"\xff"\n',
    "comment": b"x = 1\n\n# \xff\n1\n",
    "triple, first line": b'x = 1\ny = """a \xff\nb\n"""\n',
    "triple, later": b'x = 1\ny = """a\nb\nc \xff d\ne"""\n',
    "triple, last": b'x = 1\ny = """a\nb"""; z = "\xff"\n',
    "triple, unterminated": b'x = 1\ny = """\n\xff\n',
    "single quotes": b"x = '''\n\n\xe9'''\n",
    "brackets": b'x = (1,\n2,\n"\xff",\n3)\n',
    "continuation": b'x = 1 + \\\n 2 + \\\n "\xff"\n',
    "returns": b'x = 1\r\ny = """a\r\nb \xff\r\nc"""\r\n',
    "truncated": b'x = 1\ny = """a\n\xe2\x82"""',
    "long line": b'x = "' + b"a" * 20000 + b'\xff"\n',
    "long line, early": b'x = "\xff' + b"a" * 20000 + b'"\n',
    "error before": b"x = = 1\ny = \xff\n",
    "error in the same line": b"x = = 1 \xff\n",
    "error after": b"y = \xff\nx = = 1\n",
    "dedent before": b"if 1:\n    x=1\n  y=2\n\xff\n",
    "unclosed before": b"x = (1,\n\xff\n",
    "mark": b'\xef\xbb\xbfx = 1\ny = """a\n\xe2\x82\n"""',
    "declared": b'# coding: utf-8\nx = """\n\xff\n"""\n',
    "declared latin": b'# coding: latin-1\nx = """\n\xff\n"""\nprint(ascii(x))\n',
    "surrogate": b'x = 1\ny = """\n\xed\xa0\x80"""\n',
    "too great": b'x = 1\ny = "\xf4\x90\x80\x80"\n',
    "utf-16": "x = 1\nprint(x)\n".encode("utf-16"),
    "utf-16 without mark": "x = 1\nprint(x)\n".encode("utf-16-le"),
    "utf-16 big": b"\xfe\xff" + "x = 1\n".encode("utf-16-be"),
    "utf-16 comment": "# comment\nprint(1)\n".encode("utf-16-le"),
    "declared utf-16": b"# coding: utf-16\nx = 1\n",
}
with tempfile.TemporaryDirectory() as folder:
    os.chdir(folder)
    for name, source in CASES.items():
        with open("program.py", "wb") as file:
            file.write(source)
        done = subprocess.run([sys.executable, "program.py"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        print(name, done.returncode, done.stdout, done.stderr[-300:])
        try:
            compile(source, "given", "exec")
        except (SyntaxError, ValueError) as problem:
            print("  given:", type(problem).__name__, str(problem)[:150], getattr(problem, "lineno", None))
    os.chdir("/")
