"""Sorting what is nearly in order: sorted, reversed, runs put together, few out of place, insertions at the end."""
import random
import sys

DEFAULT = 90


def run(n):
    rng = random.Random(8)
    size = 60000
    ordered = list(range(size))
    names = ["%08d" % i for i in range(size // 3)]
    swapped = ordered[:]
    for _ in range(100):
        i, j = rng.randrange(size), rng.randrange(size)
        swapped[i], swapped[j] = swapped[j], swapped[i]
    runs = [i for start in range(8) for i in range(start, size, 8)]
    appended = ordered + [rng.randrange(size) for _ in range(20)]
    saw = [i % 1000 for i in range(size)]
    check = 0
    for k in range(n):
        for values in (ordered, ordered[::-1], swapped, runs, appended, saw, names, names[::-1]):
            copy = values[:]
            copy.sort()
            check = (check * 31 + int(copy[k * 11])) % 1000003
            copy.sort(reverse=True)
            check += int(copy[k])
        growing = []
        for value in saw[:500]:
            growing.append(value * 7 % 501)
            growing.sort()
        check += growing[250]
    return "%d" % check


if __name__ == "__main__":
    print("sort_ordered", run(int(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT))
