"""Calls of everything callable in native modules: CPython chooses them, both make them, outcomes must be equal.

    ORACLE api.py PEER [--seconds N] [--count N] [--calls N] [--seed S] [--out DIR] [MODULE..]

An outcome is the result, or the error with its text, what became of the arguments, and which special
methods were asked for it in which order.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import api_targets

HERE = os.path.dirname(os.path.abspath(__file__))
LONGEST = 240  # seconds that one interpreter has for a module
SHOWN = 2  # so many differences of a target are shown


def lines_of(path):
    try:
        with open(path) as file:
            return [json.loads(line) for line in file if line.endswith("\n")]
    except FileNotFoundError:
        return []


class Side:
    """One of both interpreters."""

    def __init__(self, command, environment, folder):
        self.command, self.environment, self.folder = command, environment, folder

    def run(self, what, module, skip, *rest):
        """Makes the calls, and again without those that end the process; these are added to `skip`. Gives the output and them."""
        folder = os.path.join(self.folder, module)
        out, errors, ended = folder + ".out", folder + ".err", {}
        while True:
            shutil.rmtree(folder, ignore_errors=True)
            os.makedirs(folder)
            arguments = [os.path.join(HERE, "api_calls.py"), what, out, ",".join(map(str, skip)), module]
            with open(errors, "wb") as file:
                process = subprocess.Popen(
                    self.command + arguments + [str(word) for word in rest], cwd=folder, env=self.environment,
                    stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=file,
                )
                try:
                    status = process.wait(LONGEST)
                except subprocess.TimeoutExpired:
                    process.kill()
                    status = "endless %s" % process.wait()
            lines = lines_of(out)
            if status == 0:
                return lines, ended
            with open(errors, errors="replace") as file:
                text = file.read()[-1500:]
            if not lines or len(lines[-1]) == 2:
                ended[-1] = "status %s\n%s" % (status, text)
                return lines, ended
            ended[lines[-1][0]] = "status %s\n%s" % (status, text)
            skip.append(lines[-1][0])


def written(call):
    texts = call[3] + ["%s=%s" % tuple(pair) for pair in call[4]]
    return "%s(%s)" % (call[2], ", ".join(texts))


def differences(oracle, peer, module, seed, calls):
    """How many calls were made, and for each that ends otherwise its target and a description."""
    skip = []
    theirs, failed = oracle.run("make", module, skip, seed, calls)
    path = os.path.join(oracle.folder, module + ".out")
    ours, ended = peer.run("repeat", module, list(skip), path)
    outcomes = dict(line for line in ours if len(line) == 2)
    made = {line[0]: line for line in theirs if len(line) > 2}
    if -1 in failed:
        return 0, [(module, "CPython does not make the calls: " + failed[-1])]
    found = []
    for number, outcome in (line for line in theirs if len(line) == 2):
        call, other = made[number], ended.get(number, outcomes.get(number))
        # How far memory and time last is no matter of the calls; a crash is.
        lasts = outcome.startswith("! MemoryError") and other is not None and other.startswith(("! MemoryError", "slow", "status -24"))
        if outcome not in (other, "slow", "skipped") and other is not None and not lasts:
            if call[1].endswith(":members"):
                outcome, other = (" ".join(sorted(set(a.split()) - set(b.split()))) for a, b in ((outcome, other), (other, outcome)))
            found.append((call[1], "%s\n   CPython: %s\n   peer:    %s" % (written(call), outcome, other)))
    if -1 in ended:
        found.append((module, "the peer does not make the calls: " + ended[-1]))
    return len(made), found


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("peer")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--count", type=int, default=sys.maxsize, help="rounds at most: a fixed set, whatever the machine's speed")
    parser.add_argument("--calls", type=int, default=6, help="calls of each target in a round")
    parser.add_argument("--seed", default="1")
    parser.add_argument("--out", default="fuzz-out")
    parser.add_argument("modules", nargs="*", metavar="MODULE")
    options = parser.parse_intermixed_args()
    folder = os.path.join(os.path.abspath(options.out), "api-%d" % os.getpid())
    home = os.path.dirname(os.path.dirname(sys.executable))
    environment = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC", "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1"}
    oracle = Side([sys.executable, "-S"], environment, os.path.join(folder, "one"))
    peer = Side([os.path.abspath(options.peer), "-S"], dict(environment, PYTHONHOME=home), os.path.join(folder, "two"))
    start, rounds, made, counts = time.time(), 0, 0, {}
    with ThreadPoolExecutor(2) as pool:
        while rounds < options.count and time.time() - start < options.seconds:
            seed = "%s/%d" % (options.seed, rounds)
            rounds += 1

            def work(module):
                if time.time() - start < options.seconds:
                    return module, differences(oracle, peer, module, seed, options.calls)
                return module, (0, [])

            for module, (number, found) in pool.map(work, options.modules or api_targets.MODULES):
                made += number
                for target, text in found:
                    count = counts[module, target] = counts.get((module, target), 0) + 1
                    if count <= SHOWN:
                        print("== %s %s, seed %s: %s" % (module, target, seed, text), flush=True)
    #    shutil.rmtree(folder, ignore_errors=True)
    print("%d calls in %d rounds, %.0f s: %d differences in %d targets" % (made, rounds, time.time() - start, sum(counts.values()), len(counts)))
    return 1 if counts else 0


if __name__ == "__main__":
    sys.exit(main())
