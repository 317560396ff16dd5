# How deep programs get before a call of each kind is too deep: every call takes as many levels as in CPython.
import sys

sys.setrecursionlimit(120)


def at(depth, function):
    return function() if depth == 0 else at(depth - 1, function)


class Plain:
    pass


class Init:
    def __init__(self):
        pass


class Derived(Init):
    def __init__(self):
        super().__init__()


class New:
    def __new__(cls):
        return object.__new__(cls)


class Hooks:
    def __getattribute__(self, name):
        return 1


class Special:
    def __repr__(self):
        return "r"

    def __eq__(self, other):
        return True

    def __getitem__(self, index):
        if index > 2:
            raise IndexError
        return index

    def __call__(self):
        return 1

    @property
    def value(self):
        return 1


def function(*args, **keywords):
    return 1


def generator():
    yield 1


def import_statement():
    import sys


def import_from():
    from sys import path


special = Special()
KINDS = {
    "function": function,
    "plain": lambda: Plain(), "init": lambda: Init(), "derived": lambda: Derived(), "new": lambda: New(),
    "getattribute": lambda: Hooks().x, "repr": lambda: repr(special), "eq": lambda: special == 1,
    "index": lambda: special[0], "call": lambda: special(), "property": lambda: special.value,
    "unpack": lambda: function(*generator()), "keywords": lambda: function(**{"a": 1}),
    "import": import_statement, "from": import_from, "range": lambda: range(2), "indices": lambda: slice(1).indices(2),
    "comprehension": lambda: [i for i in range(2)], "max": lambda: max(1, 2), "dir": lambda: dir(special),
    "vars": lambda: vars(Init()), "locals": lambda: dir(), "update": lambda: {}.update(a=1), "new of type": lambda: int.__new__(int, 1),
    "sorted": lambda: sorted(k for k in [1]), "list": lambda: list(generator()), "str": lambda: str(1),
}
for name, kind in KINDS.items():
    deepest = None
    for depth in range(100, 120):
        try:
            at(depth, kind)
        except RecursionError:
            break
        deepest = depth
    print(name, deepest)


class Chain:
    def __init__(self, depth):
        print(depth, end=" ")
        self.next = Chain(depth + 1)


try:
    Chain(0)
except RecursionError as error:
    print(type(error).__name__)
try:
    at(110, lambda: Chain(0))
except RecursionError as error:
    print(type(error).__name__)
print(at(100, lambda: Init()).__class__.__name__)
