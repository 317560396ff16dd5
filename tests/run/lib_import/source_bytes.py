# Sources that are not quite text: what imports, programs and compile() make of them.
import os
import subprocess
import sys
import tempfile

CASES = [
    b'a="\xff"', b"\xff", b'x=1\ny="\xe9"\nz', b'# coding: ascii\nx="\xe9"', b"# coding: nope\nx", b'# coding: latin-1\nx="\xe9"\n(',
    b'# coding: utf-8\nx="\xff"\n', b'\n# coding: utf-8\nx="\xff"\n', b"(\n\xff", b'b"\xff"', b'b"\xe9"', b'x\n\n# coding: utf-8\ny="\xff"\n',
    b"a\0b\nc", b"a=1\na\0b\n+1\nprint(a)\n", b"a=1\0\n\0\nprint(a)\n", b"a=1\0\xff\nprint(2)\n", b"print(1)\0(", b'"""\0\n"""\nprint(3)',
]


def parts(error):
    if isinstance(error, SyntaxError):
        return error.msg, error.filename, error.lineno, error.offset, error.text, error.print_file_and_line
    return type(error).__name__, str(error)


with tempfile.TemporaryDirectory() as folder:
    for case in CASES:
        print(case)
        for mode in ("exec", "eval", "single"):
            try:
                compile(case, "f", mode)
            except (SyntaxError, ValueError) as error:
                print(mode, parts(error))
        with open(os.path.join(folder, "case.py"), "wb") as file:
            file.write(case)
        for command in (["case.py"], ["-c", "import case"]):
            done = subprocess.run([sys.executable, "-S", "-B"] + command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            print(done.returncode, done.stdout, done.stderr.replace(folder.encode(), b"F"))
