"""Record what CPython 3.8 prints for every program below this folder.

Every <area>/<case>.py is run twice, under two hash seeds, from inside its own
folder and with a bare environment; the two runs must agree, so that nothing
recorded depends on set order or on addresses.  Then <case>.out gets the
stdout, with a last line `# exit N` when the status N is not 0, and in that
case <case>.err gets the stderr.

    python3.8 bless.py              record everything
    python3.8 bless.py int str/x    record only the cases whose name starts so
    python3.8 bless.py --check ...  record nothing, fail if anything differs
"""

import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

ROOT = os.path.dirname(os.path.abspath(__file__))
SEEDS = ("0", "20210")
TIMEOUT = 20
JOBS = 2
ADDRESS = re.compile(rb" at 0x[0-9a-f]{6,}")


def environment(seed):
    # Nothing is inherited: PYTHONHOME, PYTHONPATH and the locale stay out.
    return {
        "PYTHONHASHSEED": seed,
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONNOUSERSITE": "1",
        "LC_ALL": "C.UTF-8",
        "PATH": "/usr/bin:/bin",
    }


def run(path, seed):
    folder, name = os.path.split(path)
    done = subprocess.run(
        [sys.executable, name],
        cwd=folder,
        env=environment(seed),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        timeout=TIMEOUT,
    )
    return done.stdout, done.stderr, done.returncode


def expectation(path):
    """The (out, err or None) to record, or a ValueError with the reason not to."""
    try:
        first, second = (run(path, seed) for seed in SEEDS)
    except subprocess.TimeoutExpired:
        raise ValueError("took more than %d s" % TIMEOUT)
    if first != second:
        raise ValueError("two runs differ")
    out, err, status = first
    if status < 0:
        raise ValueError("killed by signal %d" % -status)
    if ADDRESS.search(out + err):
        raise ValueError("prints an address")
    if os.fsencode(ROOT) in out + err:
        raise ValueError("prints the absolute path")
    if status == 0:
        if err:
            raise ValueError("wrote to stderr: %r" % err[-200:])
        if not out:
            raise ValueError("printed nothing")
        return out, None
    if out and not out.endswith(b"\n"):
        out += b"\n"
    return out + b"# exit %d\n" % status, err


def read(path):
    try:
        with open(path, "rb") as file:
            return file.read()
    except FileNotFoundError:
        return None


def write(path, data):
    if data is not None:
        with open(path, "wb") as file:
            file.write(data)
    elif os.path.exists(path):
        os.remove(path)


def treat(path, check):
    stem = path[: -len(".py")]
    name = os.path.relpath(stem, ROOT)
    try:
        wanted = expectation(path)
    except ValueError as reason:
        return name, "REFUSED", str(reason)
    paths = stem + ".out", stem + ".err"
    if wanted == (read(paths[0]), read(paths[1])):
        return name, "same", ""
    if check:
        return name, "DIFFERS", ""
    for path, data in zip(paths, wanted):
        write(path, data)
    return name, "recorded", "exit status not 0" if wanted[1] is not None else ""


def programs(prefixes):
    for folder, folders, names in os.walk(ROOT):
        folders.sort()
        if folder == ROOT:
            continue
        for name in sorted(names):
            path = os.path.join(folder, name)
            relative = os.path.relpath(path, ROOT)
            if name.endswith(".py") and (not prefixes or relative.startswith(prefixes)):
                yield path


def main(arguments):
    if sys.implementation.name != "cpython" or sys.version_info[:2] != (3, 8):
        sys.exit("bless.py must be run by CPython 3.8, the oracle")
    check = "--check" in arguments
    prefixes = tuple(a for a in arguments if a != "--check")
    counts = {}
    with ThreadPoolExecutor(JOBS) as pool:
        for name, verdict, note in pool.map(lambda p: treat(p, check), programs(prefixes)):
            counts[verdict] = counts.get(verdict, 0) + 1
            if verdict.isupper() or note:
                print(verdict, name, note)
    print(", ".join("%d %s" % (n, verdict) for verdict, n in sorted(counts.items())))
    return 1 if counts.keys() & {"REFUSED", "DIFFERS"} else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
