"""pickle.dumps of plain data, of shared and nested structures, and of instances, in three protocols."""
import datetime
import pickle
import sys
import zlib

DEFAULT = 210


class Point(object):
    def __init__(self, x, y):
        self.x = x
        self.y = y


class Slotted(object):
    __slots__ = ("name", "value")

    def __init__(self, name, value):
        self.name = name
        self.value = value


def run(n):
    shared = ["shared", ("tuple", 1)]
    objects = [
        {"user%d" % i: {"id": i, "mail": "user%d@example.org" % i, "score": i * 0.75, "flags": (True, None, False),
                        "history": list(range(i % 20)), "blob": b"\x00\xff" * (i % 9 + 1)} for i in range(400)},
        [[float(i + j) for j in range(20)] for i in range(100)],
        [shared, shared] * 500 + [2 ** 70, -(2 ** 40), 255, 65535, -1],
        [Point(i, Point(-i, i / 3)) for i in range(300)],
        [Slotted("n%d" % i, i) for i in range(300)],
        [datetime.date(2000 + i % 20, 1 + i % 12, 1 + i % 28) for i in range(300)],
        {frozenset((i, i + 1)) for i in range(200)},
    ]
    check = 0
    for _ in range(n):
        for thing in objects[:-1]:
            for protocol in (2, 3, 4):
                check = zlib.crc32(pickle.dumps(thing, protocol), check)
        check += len(pickle.dumps(objects[-1], 4))
    return "%d" % check


if __name__ == "__main__":
    print("pickle_dump", run(int(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT))
