"""Runs a program many times in one process and prints by how much each run grew it.

    PYTHON leaks.py PROGRAM

Prints two lists: allocated blocks and objects that the collector knows, gained by each of the last
runs. The first runs do not count: they fill caches.
"""

import gc
import io
import os
import sys

WARM, MEASURED = 4, 5


def once(code, path):
    namespace = {"__name__": "__main__", "__file__": path, "__builtins__": __builtins__}
    known = set(sys.modules)
    stdout, stderr = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = io.StringIO(), io.StringIO()
    limit, hooks = sys.getrecursionlimit(), (sys.excepthook, sys.displayhook)
    try:
        exec(code, namespace)
    except BaseException:
        pass
    finally:
        sys.stdout, sys.stderr = stdout, stderr
        sys.setrecursionlimit(limit)
        sys.excepthook, sys.displayhook = hooks
    namespace.clear()
    return len(known)


def main():
    path = sys.argv[1]
    os.chdir(os.path.dirname(path))
    sys.path.insert(0, os.path.dirname(path))
    with open(path, "rb") as file:
        source = file.read()
    code = compile(source, os.path.basename(path), "exec")
    blocks, objects = [], []
    for _ in range(WARM + MEASURED):
        once(code, path)
        for _ in range(3):
            gc.collect()
        gc.garbage.clear()
        blocks.append(sys.getallocatedblocks())
        objects.append(len(gc.get_objects()))
    grown = [[b - a for a, b in zip(counts, counts[1:])][WARM - 1:] for counts in (blocks, objects)]
    sys.stdout.write("%s\n%s\n" % tuple(" ".join(map(str, counts)) for counts in grown))
    sys.stdout.flush()
    os._exit(0)


main()
