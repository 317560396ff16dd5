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


def once(source, path):
    namespace = {"__name__": "__main__", "__file__": path, "__builtins__": __builtins__}
    stdout, stderr = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = io.StringIO(), io.StringIO()
    limit, hooks = sys.getrecursionlimit(), (sys.excepthook, sys.displayhook)
    try:
        exec(compile(source, os.path.basename(path), "exec"), namespace)
    except BaseException:
        pass
    finally:
        sys.stdout, sys.stderr = stdout, stderr
        sys.setrecursionlimit(limit)
        sys.excepthook, sys.displayhook = hooks
    namespace.clear()


def main():
    path = sys.argv[1]
    os.chdir(os.path.dirname(path))
    sys.path.insert(0, os.path.dirname(path))
    with open(path, "rb") as file:
        source = file.read()
    blocks, objects = [0] * (WARM + MEASURED), [0] * (WARM + MEASURED)
    for run in range(WARM + MEASURED):
        once(source, path)
        for _ in range(3):
            gc.collect()
        gc.garbage.clear()
        # The two numbers themselves stay: two blocks.
        blocks[run] = sys.getallocatedblocks() - 2 * run
        objects[run] = len(gc.get_objects())
    grown = [[b - a for a, b in zip(counts, counts[1:])][WARM - 1:] for counts in (blocks, objects)]
    sys.stdout.write("%s\n%s\n" % tuple(" ".join(map(str, counts)) for counts in grown))
    sys.stdout.flush()
    os._exit(0)


main()
