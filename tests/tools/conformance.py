"""Compares CPython's own tests with the list of how many passed before.

    conformance.py check|update|worse LIST all|quick RESULTS.json..
    conformance.py names LIST all|quick

LIST has a line `test_name passed/wanted` or `test_name passed/wanted slow` a file, with lines `# reason`
behind those that miss some; RESULTS is what cpython_tests.py writes with --json, and of a file that several
of them have, the best counts. `check` fails if a file passes fewer than listed, `update` raises the figures
(it never lowers one) and keeps the reasons. `worse` prints the names of files that pass fewer: they deserve a
run alone, as tests of threads and time depend on how busy the machine is. `quick` leaves out the slow ones.
"""

import json
import sys


def read(path):
    """Lines of the list: (name, passed, wanted, slow) for files, text for all others."""
    entries = []
    with open(path, encoding="utf-8") as file:
        for line in file.read().splitlines():
            words = line.split()
            if words[2:] in ([], ["slow"]) and not line.startswith("#") and "/" in "".join(words[1:2]):
                passed, wanted = words[1].split("/")
                entries.append((words[0], int(passed), int(wanted), len(words) == 3))
            elif not line.strip() or line.lstrip().startswith("#"):
                entries.append(line)
            else:
                sys.exit("%s: cannot read %r" % (path, line))
    return entries


def files(entries, part):
    return [entry for entry in entries if not isinstance(entry, str) and (part == "all" or not entry[3])]


def best(paths):
    """Results by name of file, from several runs."""
    results = {}
    for path in paths:
        with open(path, encoding="utf-8") as file:
            for name, result in json.load(file).items():
                if name not in results or results[name]["have"] < result["have"]:
                    results[name] = result
    return results


def main(arguments):
    command, path, part = arguments[:3]
    entries = read(path)
    chosen = files(entries, part)
    if command == "names":
        print("\n".join(entry[0] for entry in chosen))
        return 0
    results = best(arguments[3:])
    worse = []
    for name, passed, wanted, _ in chosen:
        result = results.get(name)
        now = result["have"] if result else 0
        if now < passed:
            worse.append(name)
            if command == "worse":
                continue
            missing = result["missing"][: passed - now + 5] if result else ["not run"]
            print("%s: %d of %d passed before, now %d: %s" % (name, passed, wanted, now, ", ".join(missing)))
        elif command != "worse" and result and (now, result["want"]) != (passed, wanted):
            print("%s: %d/%d, listed %d/%d" % (name, now, result["want"], passed, wanted))
    if command == "worse":
        print("\n".join(worse))
        return 0
    print("%d files, %d worse than listed" % (len(chosen), len(worse)))
    if command == "check":
        return 1 if worse else 0
    with open(path, "w", encoding="utf-8") as file:
        for entry in entries:
            if not isinstance(entry, str):
                name, passed, wanted, slow = entry
                if name in results and results[name]["have"] >= passed:
                    passed, wanted = results[name]["have"], results[name]["want"]
                entry = "%s %d/%d%s" % (name, passed, wanted, " slow" if slow else "")
            file.write(entry + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
