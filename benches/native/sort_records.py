"""Sorting tuples, lists and objects: by themselves, by item, by attribute, by computed keys, by cmp_to_key."""
import random
import sys
from functools import cmp_to_key
from operator import attrgetter, itemgetter

DEFAULT = 7


class Item(object):
    def __init__(self, name, price):
        self.name = name
        self.price = price

    def __lt__(self, other):
        return self.price < other.price


def run(n):
    rng = random.Random(7)
    pairs = [(rng.randrange(500), rng.random()) for _ in range(20000)]
    named = [("group %d" % (a % 40), a, b) for a, b in pairs]
    lists = [list(pair) for pair in pairs]
    items = [Item("n%d" % a, b) for a, b in pairs]
    check = 0
    for k in range(n):
        check += sorted(pairs)[k][0] + sorted(named)[k][1] + sorted(lists)[k][0]
        check += sorted(pairs, key=itemgetter(1))[k][0] + sorted(named, key=itemgetter(0, 1))[k][1]
        check += len(sorted(items, key=attrgetter("name"))[k].name)
        check += sorted(pairs, key=lambda pair: (-pair[0], pair[1]))[k][0]
        check += sorted(pairs, key=lambda pair: pair[0] % 10)[k][0]
        check += sorted(items[:4000], key=cmp_to_key(lambda a, b: (a.price > b.price) - (a.price < b.price)))[k].price > 0.5
        check += int(sorted(items[:4000])[k].price * 1e6)
        check += sorted({a: b for a, b in pairs}.items(), key=lambda item: item[1])[k][0]
    return "%d" % check


if __name__ == "__main__":
    print("sort_records", run(int(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT))
