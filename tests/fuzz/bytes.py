"""Mutated bytes against one interpreter: no crash, no panic, no hang; sources as CPython judges them.

    ORACLE bytes.py PEER [--seconds N] [--count N] [--seed S] [--out DIR] [--kind NAME]

An endless loop that a mutated code object makes is no fault; the case is then left out if it also
keeps CPython busy, or if its kind is `code` or `pyc`, where CPython may crash and cannot be asked.
"""

import argparse
import marshal
import os
import re
import resource
import subprocess
import sys
import time

import bytes_cases

HERE = os.path.dirname(os.path.abspath(__file__))
KINDS = ("source", "marshal", "pyc", "code")
COUNT = 200
PANICS = (b"panicked at", b"RUST_BACKTRACE", b"Fatal Python error")


def limits():
    resource.setrlimit(resource.RLIMIT_AS, (6 << 30, 6 << 30))
    resource.setrlimit(resource.RLIMIT_CPU, (10, 10))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def run(command, environment, path, first, folder):
    """Lines by number, the number that was being tried at the end, status, standard error."""
    process = subprocess.run(
        command + [os.path.join(HERE, "bytes_driver.py"), path, str(first)], cwd=folder, env=environment,
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=limits,
    )
    lines = dict(line.split(" ", 1) for line in process.stdout.decode("ascii", "replace").splitlines() if " " in line)
    tried = [word for word in process.stderr.split(b"\n") if word.isdigit()]
    return lines, int(tried[-1]) if tried else first, process.returncode, process.stderr


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("peer")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--count", type=int, default=sys.maxsize, help="batches at most: a fixed set, whatever the machine's speed")
    parser.add_argument("--seed", default="1")
    parser.add_argument("--out", default="fuzz-out")
    parser.add_argument("--kind", choices=KINDS)
    options = parser.parse_args()
    folder = os.path.join(os.path.abspath(options.out), "bytes-%d" % os.getpid())
    os.makedirs(folder, exist_ok=True)
    home = os.path.dirname(os.path.dirname(sys.executable))
    environment = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1"}
    peer_environment = dict(environment, PYTHONHOME=home)
    peer, oracle = [os.path.abspath(options.peer), "-S"], [sys.executable, "-S"]
    kinds = [options.kind] if options.kind else KINDS
    start, batch, tried, faults, loops = time.time(), 0, 0, 0, 0
    seen = set()

    def fault(kind, number, case, what, key):
        nonlocal faults
        key = re.sub(r"\d+", "", str(key))
        if key in seen:
            return
        seen.add(key)
        faults += 1
        print("== %s %s/%d: %s\n   %.700r" % (kind, options.seed, number, what, case), flush=True)
        with open(os.path.join(options.out, "%s-%s-%d.marshal" % (kind, options.seed, number)), "wb") as file:
            marshal.dump(case, file)

    while batch < options.count and time.time() - start < options.seconds:
        kind = kinds[batch % len(kinds)]
        first = batch * COUNT
        data = bytes_cases.make(kind, options.seed, first, COUNT, os.path.join(home, "lib/python3.8"))
        path = os.path.join(folder, "cases")
        with open(path, "wb") as file:
            marshal.dump(data, file)
        batch += 1
        position, ours = first, {}
        while position < first + COUNT:
            lines, last, status, errors = run(peer, peer_environment, path, position, folder)
            ours.update(lines)
            if status == 0 and str(first + COUNT - 1) in lines:
                break
            case = data["cases"][last - first]
            if status in (-9, -24):
                loops += 1
                if kind in ("source", "marshal"):
                    fault(kind, last, case, "takes too long", "long")
            else:
                text = errors.decode("utf-8", "replace")
                lines_of_text = [line for line in text.splitlines() if not line.isdigit()]
                fault(kind, last, case, "status %d\n   %s" % (status, "\n   ".join(lines_of_text[-8:])), lines_of_text[0] if lines_of_text else status)
            position = last + 1
        tried += COUNT
        if kind == "source":
            position, theirs = first, {}
            while position < first + COUNT:
                lines, last, status, _ = run(oracle, environment, path, position, folder)
                theirs.update(lines)
                position = last + 1
            for number in range(first, first + COUNT):
                a, b = theirs.get(str(number)), ours.get(str(number))
                if a is not None and b is not None and a != b and "too deep" not in (a, b):
                    case = data["cases"][number - first]
                    words = [text.split("'")[1] if "'" in text else text.split()[0] for text in (a, b)]
                    fault(kind, number, case, "\n   CPython: %.300s\n   peer:    %.300s" % (a, b), tuple(words))
    for name in os.listdir(folder):
        os.remove(os.path.join(folder, name))
    os.rmdir(folder)
    print("%d cases in %.0f s: %d faults, %d endless loops" % (tried, time.time() - start, faults, loops))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
