# sys.excepthook is an audit event, and a hook that raises has its say.
import subprocess
import sys

PROGRAM = """
import sys
def hook(event, args):
    if event == "sys.excepthook":
        print(event, args[0] is sys.excepthook, args[1].__name__, args[2], args[3].tb_lineno)
        %s
sys.addaudithook(hook)
raise ValueError("x")
"""
for action in ("pass", "raise RuntimeError('not shown')", "raise KeyError('k')"):
    done = subprocess.run([sys.executable, "-S", "-c", PROGRAM % action], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    print(done.returncode, done.stdout.decode())
    print(done.stderr.decode())
