"""What the programs beside this one share: telling what became of many bad inputs, and making them of good ones."""
import collections
import random
import zlib


def told(outcome):
    text = repr(outcome)
    return text if len(text) < 70 else "%s.. %d %08x" % (text[:40], len(text), zlib.crc32(text.encode("utf-8", "surrogatepass")))


def outcome(function, *args):
    try:
        return "ok " + told(function(*args))
    except RecursionError:
        return "RecursionError"
    except Exception as problem:
        return "%s: %s" % (type(problem).__name__, problem)


def summary(title, outcomes):
    """How often what came out, and all of it in order as a number."""
    outcomes = list(outcomes)
    kinds = collections.Counter(each if not each.startswith("ok ") else "ok" for each in outcomes)
    print(title, len(outcomes), "%08x" % zlib.crc32("\n".join(outcomes).encode("utf-8", "surrogatepass")))
    for kind, count in sorted(kinds.items()):
        print("   ", count, ascii(kind))


def flips(data, count, rng):
    for _ in range(count):
        flipped = bytearray(data)
        for _ in range(rng.choice((1, 1, 1, 3))):
            place = rng.randrange(len(flipped))
            flipped[place] = rng.choice((0, 0xff, rng.randrange(256), flipped[place] ^ (1 << rng.randrange(8))))
        yield bytes(flipped)


if __name__ == "__main__":
    print(told(b"short"), told("x" * 100))
    print(outcome(int, "12"), outcome(int, "no"))
    summary("numbers", (outcome(int, text) for text in ("1", "2", "x", "x")))
    print(list(flips(b"abc", 3, random.Random(1))))
