# Audit events of how programs are run, seen by a hook that sitecustomize adds.
import os
import subprocess
import sys
import tempfile

HOOK = """
import sys
def hook(event, args):
    if event.startswith("cpython.run") or event in ("compile", "exec") and "lib" not in str(args) and "frozen" not in str(args) and "_cls" not in str(args):
        print(event, [arg if isinstance(arg, (str, bytes, type(None))) else type(arg).__name__ for arg in args])
sys.addaudithook(hook)
"""
with tempfile.TemporaryDirectory() as folder:
    os.mkdir(os.path.join(folder, "program"))
    for name, text in (("sitecustomize.py", HOOK), ("m.py", "print('m')\n"), (os.path.join("program", "__main__.py"), "print('program')\n")):
        with open(os.path.join(folder, name), "w") as file:
            file.write(text)
    for words, text in ((["-c", "print(1)"], ""), (["m.py"], ""), (["-m", "m"], ""), (["program"], ""), (["-"], "print(2)\n"), ([], "print(3)\n")):
        done = subprocess.run(
            [sys.executable, "-B"] + words, cwd=folder, input=text.encode(), stdout=subprocess.PIPE, env=dict(os.environ, PYTHONPATH=folder))
        print(words, done.returncode)
        # The functions that named tuples compile are the library's business.
        lines = done.stdout.decode().replace(folder, "F").splitlines()
        print("\n".join(line for line in lines if line != "exec ['code']" or words != ["-m", "m"] and words != ["program"]))
