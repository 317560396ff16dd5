"""Sorting strings: words, numbered names, mixed scripts, bytes; case-insensitively and by length."""
import random
import sys

DEFAULT = 10


def run(n):
    rng = random.Random(6)
    words = ["".join(rng.choice("etaoinshrdluETAOIN") for _ in range(rng.randint(2, 12))) for _ in range(20000)]
    names = ["item_%06d" % rng.randrange(1000000) for _ in range(20000)]
    wide = [word + rng.choice(("", "\u00e9", "\u4e2d", "\U0001f600")) for word in words]
    raw = [word.encode() for word in words]
    check = 0
    for k in range(n):
        for values in (words, names, wide, raw):
            check = (check * 31 + len(sorted(values)[k * 100]) + sum(map(len, sorted(values)[:100]))) % 1000003
        check += len(sorted(words, key=str.lower)[k]) + len(sorted(words, key=len)[-1 - k])
        check += len(sorted(names, key=lambda name: name[5:])[k]) + len(sorted(set(words), reverse=True))
    return "%d" % check


if __name__ == "__main__":
    print("sort_strings", run(int(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT))
