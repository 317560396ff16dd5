"""Programs whose end is only seen from outside: late warnings, failing destructors, garbage, locks."""
import subprocess
import sys


def show(title, code, *options):
    done = subprocess.run([sys.executable, *options, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    print("--", title, done.returncode)
    for line in done.stdout.decode().splitlines():
        print("  ", line.split(" at 0x")[0])


show("unclosed file", "import os; f = open(os.devnull)", "-Wd")
show("warning in a destructor", """
import warnings
warn = warnings.warn
class A:
    def __del__(self):
        warn("late")
a = A()
""")
show("exception in a destructor", """
class A:
    def __del__(self):
        1 / 0
a = A()
""")
show("exit function that fails", "import atexit; atexit.register(lambda: 1 / 0)")
show("exit function that exits", "import atexit, sys; atexit.register(sys.exit, 3)")
show("exception in a thread", """
import _thread, time
def fails():
    raise ValueError("in a thread")
_thread.start_new_thread(fails, ())
time.sleep(0.2)
""")
show("names of warnings gone", """
import warnings
warnings.simplefilter("error")
del warnings.filters
try:
    warnings.warn("x")
except UserWarning as error:
    print("raised", error)
""")
