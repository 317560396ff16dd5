"""pickle.loads of plain data, of shared and nested structures, and of instances."""
import datetime
import pickle
import sys

DEFAULT = 560


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
    ]
    pickles = [pickle.dumps(objects, protocol) for protocol in (2, 4)]
    check = 0
    for i in range(n):
        users, rows, repeated, points, slotted, dates = pickle.loads(pickles[i % 2])
        assert repeated[0] is repeated[1]
        check += users["user%d" % (i % 400)]["id"] + int(rows[i % 100][3]) + repeated[-4] % 1000
        check += points[i % 300].y.x + slotted[i % 300].value + dates[i % 300].toordinal()
    return "%d" % check


if __name__ == "__main__":
    print("pickle_load", run(int(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT))
