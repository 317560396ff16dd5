"""Tracebacks on demand, on a signal, after a time, and on fatal errors."""
import re
import subprocess
import sys

PRELUDE = "import faulthandler, os, signal, sys, threading, time\n"


def show(title, code):
    done = subprocess.run([sys.executable, "-c", PRELUDE + code], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    print("--", title, done.returncode)
    print(re.sub("0x[0-9a-f]{16}", "0x", done.stdout.decode()), end="")


show("on demand", """
def caf\xe9(): faulthandler.dump_traceback(all_threads=False)
def deep(n):
    deep(n - 1) if n else caf\xe9()
deep(3)
exec(compile("faulthandler.dump_traceback()", "\u20ac", "exec"))
""")
show("registered signal", """
faulthandler.register(signal.SIGUSR1, all_threads=False)
os.kill(os.getpid(), signal.SIGUSR1)
print(faulthandler.unregister(signal.SIGUSR1), faulthandler.unregister(signal.SIGUSR1), flush=True)
""")
show("chained", """
signal.signal(signal.SIGUSR1, lambda *args: print("python handler", flush=True))
faulthandler.register(signal.SIGUSR1, chain=True)
for i in range(2):
    signal.raise_signal(signal.SIGUSR1)
""")
show("later", """
faulthandler.dump_traceback_later(0.1)
time.sleep(0.3)
faulthandler.dump_traceback_later(0.1)
faulthandler.cancel_dump_traceback_later()
time.sleep(0.2)
faulthandler.dump_traceback_later(0.1, exit=True)
time.sleep(5)
""")
show("fault", "faulthandler.enable(); faulthandler._sigsegv()")
show("abort without the lock", "faulthandler.enable(all_threads=False); os.abort()")
show("fatal error", "faulthandler._fatal_error(b'xyz', True)")
for call in ("register(signal.SIGSEGV)", "register(9999)", "dump_traceback_later(0)", "dump_traceback_later(1e300)",
             "enable(-1)", "enable(object())"):
    show(call, "try: faulthandler.%s\nexcept Exception as error: print(type(error), error)" % call)
