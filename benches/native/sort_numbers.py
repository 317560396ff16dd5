"""Sorting integers, floats and mixtures of both, shuffled and with many equal elements."""
import random
import sys

DEFAULT = 7


def run(n):
    rng = random.Random(5)
    ints = list(range(60000))
    rng.shuffle(ints)
    large = [rng.getrandbits(70) for _ in range(20000)]
    few = [rng.randrange(50) for _ in range(60000)]
    floats = [rng.random() for _ in range(60000)]
    mixed = [rng.choice((i, i + 0.5)) for i in few]
    check = 0
    for k in range(n):
        for values in (ints, large, few, floats, mixed):
            check = (check * 31 + int(sorted(values)[k * 1000] * 1000)) % 1000003
            check += int(sorted(values, reverse=True)[k * 1000])
        copy = ints[:]
        copy.sort()
        check += copy[k] + int(sorted(floats, key=abs)[7] * 1e6)
    return "%d" % check


if __name__ == "__main__":
    print("sort_numbers", run(int(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT))
