"""At the end of a process all that runs code when it goes away does so: each program has one such thing."""
import os
import re
import subprocess
import sys
import tempfile

NOISY = "class Noisy:\n    def __del__(self): print('finalised')\n"

PROGRAMS = {
    "nothing": "pass",
    "object": NOISY + "kept = Noisy()",
    "object in a cycle": NOISY + "kept = Noisy()\nkept.me = kept\ndel kept",
    "object that the collector does not track": NOISY + "class Bare(Noisy):\n    __slots__ = ()\nkept = Bare()",
    "class without dict": "class Bare:\n    __slots__ = ()\n    def __del__(self): print('bare')\nkept = [Bare()]",
    "object of a traceback": NOISY + "def fail():\n    kept = Noisy()\n    raise ValueError\nfail()",
    "object in sys": NOISY + "import sys\nsys.kept = Noisy()",
    "object with a status": NOISY + "kept = Noisy()\nraise SystemExit(3)",
    "class of a metaclass": "class Meta(type):\n    def __del__(cls): print('class', cls.__name__)\n"
                            "class Made(metaclass=Meta): pass",
    "callback": "import weakref\nclass C: pass\nclass Holder: pass\nkept = C()\nholder = Holder()\n"
                "import sys\nsys.holder = weakref.ref(kept, lambda r: print('callback'))\nkept.me = kept",
    "weakref.finalize": "import weakref\nclass C: pass\nkept = C()\nweakref.finalize(kept, print, 'finalize')",
    "generator": "def steps():\n    try:\n        yield\n    finally:\n        print('finally')\nkept = steps()\nnext(kept)",
    "coroutine": "async def never(): pass\nkept = never()",
    "file": "kept = open(FILE, 'w')\nkept.write('buffered')",
    "scandir": "import os, warnings\nkept = os.scandir('/')\nnext(kept)",
    "socket": "import socket\nkept = socket.socket()",
    "collector's callbacks": "import gc\ngc.callbacks.append(lambda phase, info: print(phase))",
    "uncollectable": "import gc\ngc.set_debug(gc.DEBUG_SAVEALL)\nkept = []\nkept.append(kept)\ndel kept",
    "another stream": "import io, os, sys\nclass Stream(io.TextIOWrapper):\n"
                      "    def close(self, write=os.write):\n        write(1, b'close\\n')\n        super().close()\n"
                      "sys.stdout = Stream(os.fdopen(os.dup(1), 'wb'))",
    "method of a stream": "import os, sys\nsys.stdout.close = lambda write=os.write: write(1, b'own close\\n')",
    "thread": NOISY + "import threading\nthreading.current_thread().kept = Noisy()",
    "atexit": "import atexit\natexit.register(print, 'atexit')",
}


def run(source, file):
    source = f"FILE = {file!r}\n" + source
    child = subprocess.run(
        [sys.executable, "-W", "always", "-c", source], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    return child.returncode, child.stdout.decode(), child.stderr.decode()


for name, source in PROGRAMS.items():
    file = os.path.join(tempfile.gettempdir(), f"pyston-noticed-{os.getpid()}")
    status, out, err = run(source, file)
    # Numbers of descriptors, addresses and lines are not what this is about.
    err = re.sub(r"0x[0-9a-f]+|\d+", "N", err)
    print(f"{name}: {status}")
    for line in out.splitlines() + [line for line in err.splitlines() if not line.startswith("  ")]:
        print("   ", line)
    if os.path.exists(file):
        with open(file) as written:
            print("    written:", written.read())
        os.remove(file)
