# Whom a sort asks, and how often: keys of one class by their method first, and once more if it does not know.
import functools

log = []


class Unknowing:
    def __init__(self, number):
        self.number = number

    def __lt__(self, other):
        log.append(("lt", self.number, other.number))
        return NotImplemented

    def __gt__(self, other):
        log.append(("gt", self.number, other.number))
        return self.number > other.number

    def __eq__(self, other):
        log.append(("eq", self.number, other.number))
        return self.number == other.number

    def __repr__(self):
        return str(self.number)


class Other(Unknowing):
    pass


class Truths(Unknowing):
    def __lt__(self, other):
        log.append(("lt", self.number, other.number))
        return [] if self.number > other.number else [1]


class Changing(Unknowing):
    def __lt__(self, other):
        self.__class__ = Truths
        log.append("changed")
        return NotImplemented


def show(label, items, **options):
    log.clear()
    try:
        items = sorted(items, **options)
    except Exception as problem:
        items = type(problem).__name__, str(problem)
    print(label, items, log)


show("one class", [Unknowing(3), Unknowing(1), Unknowing(2)])
show("two classes", [Unknowing(3), Other(1), Unknowing(2)])
show("keys", [3, 1, 2], key=Unknowing)
show("reversed", [Unknowing(3), Unknowing(1), Unknowing(2)], reverse=True)
show("tuples", [(Unknowing(3),), (Unknowing(1), 0), (Unknowing(2),)])
show("equal starts", [(Unknowing(1), 2), (Unknowing(1), 1), (Unknowing(1),)])
show("second items", [(1, Unknowing(2)), (1, Unknowing(1)), (1, Unknowing(3))])
show("tuples of two classes", [(Unknowing(3),), (Other(1),), (Unknowing(2),)])
show("an empty tuple", [(Unknowing(3),), (), (Unknowing(2),)])
show("truths", [Truths(2), Truths(1), Truths(3)])
show("changing", [Changing(1), Changing(2), Changing(3)])
show("lists", [[Unknowing(2)], [Unknowing(1)]])
show("nothing known", [object, type, int])
show("unlike", [1, "a", 2.0])


def limit(function):
    low, high = 1, 1100
    while low < high:
        middle = (low + high) // 2
        try:
            function(middle)
        except RecursionError:
            high = middle
        else:
            low = middle + 1
    return low


class Nested:
    def __init__(self, levels):
        self.levels = levels

    def __lt__(self, other):
        nested(self.levels)
        return True


def nested(levels, wrap=lambda item: item):
    if levels:
        [wrap(Nested(levels - 1)), wrap(Nested(levels - 1))].sort()


def by_key(levels):
    if levels:
        sorted([1], key=lambda item: by_key(levels - 1))


def by_function(levels):
    if levels:
        sorted([1, 2], key=functools.cmp_to_key(lambda a, b: by_function(levels - 1) or 0))


for function in nested, by_key, by_function:
    print(function.__name__, limit(function))
