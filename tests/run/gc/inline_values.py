"""Instances keep attribute values in their own memory; the collector shows the dict that CPython has."""
import gc
import sys


class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y


class Node:
    pass


p = Point([1], 2)
print(gc.get_referrers(p.x), gc.get_referents(Point(5, 6)))


def referrers_of_text():
    point = Point("".join(["te", "xt"]), 1)
    return gc.get_referrers(point.x), point.__dict__


print(referrers_of_text(), gc.get_referents(p)[0] is p.__dict__)

# The number of objects found counts the dict, if it would be tracked.
gc.collect()
n = Node()
n.itself = n
n.a = 1
del n
print(gc.collect())
a, b = Node(), Node()
a.other, b.other = b, a
b.__dict__
del a, b
print(gc.collect())

# All tracked dicts are among the objects.
marked = Point(["marked"], 0)
plain = Point("plain", 0)
found = [o for o in gc.get_objects() if type(o) is dict and o.get("y") == 0]
print(found)

# What cannot be freed shows its dict.
gc.collect()
gc.set_debug(gc.DEBUG_SAVEALL)
n = Node()
n.itself = n
del n
print(gc.collect(), [type(o).__name__ for o in gc.garbage])
gc.set_debug(0)
gc.garbage.clear()
gc.collect()


# Values die in the order of their storing, with the object whole until its finaliser is done.
class Loud:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name, self.__dict__)


class Owner:
    def __init__(self):
        self.first = Loud("first")
        self.second = Loud("second")

    def __del__(self):
        print("owner", sorted(vars(self)))


o = Owner()
del o
o = Owner()
o.itself = o
o.first = Loud("replaced")
del o
print(gc.collect())
print(gc.collect())
print(sys.getsizeof(Point(1, 2).__dict__), sys.getsizeof(Point(1, 2)))
