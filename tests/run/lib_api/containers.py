"""Named tuples, orders, heaps, strings: what bad calls say, and answers that are no bools."""

import collections
import functools
import heapq
import itertools
import typing


def tell(function, *args, **keywords):
    try:
        print(repr(function(*args, **keywords)))
    except Exception as error:
        print(type(error).__name__, error)


Point = collections.namedtuple("Point", "x y")


class Pair(typing.NamedTuple):
    first: int
    second: str = "a"


for args in [(), (1,), (1, 2, 3)]:
    tell(Point, *args)
    tell(Pair, *args)
tell(Point, 1, 2, z=3)
tell(Point, 1, x=3)
print(Point.__new__.__code__.co_name, Point.__new__.__qualname__)

for root in ("lt", "le", "gt", "ge"):
    for answer, equal in itertools.product((0, 5, [], "x", None, NotImplemented), (0, "equal")):
        space = {
            f"__{root}__": lambda self, other: answer,
            "__eq__": lambda self, other: equal,
            "__ne__": lambda self, other: ["unequal"],
        }
        Ordered = functools.total_ordering(type("Ordered", (), space))
        methods = [getattr(Ordered, f"__{name}__") for name in ("lt", "le", "gt", "ge")]
        print(root, answer, equal, [method(Ordered(), 1) for method in methods])
    print([method.__code__.co_name for method in methods])

for best in (heapq.nsmallest, heapq.nlargest):
    for n, iterable in [([1, 2], 3), (1.5, 2), (2.5, [1]), (2.5, iter([1])), (-1, 3), (-1, iter([1])), (0, "ab"),
                        (None, []), (True, [3, 1]), (2, iter([3, 1, 2])), (7, [3, 1, 2])]:
        tell(best, n, iterable)

text = collections.UserString("xaxbx")
for strip in (text.strip, text.lstrip, text.rstrip):
    for chars in ("x", None, collections.UserString("x"), 1):
        tell(strip, chars)
