# Keywords that are strings of a subclass: parameters are sought by identity, then by the strings' own comparison.
calls = []


class Logged(str):
    def __eq__(self, other):
        calls.append((str.__str__(self), other))
        return str.__eq__(self, other)

    __hash__ = str.__hash__


class Anything(str):
    def __eq__(self, other):
        calls.append(other)
        return True

    __hash__ = str.__hash__


class Nothing(str):
    def __eq__(self, other):
        calls.append(other)
        return False

    __hash__ = str.__hash__


class Failing(str):
    def __eq__(self, other):
        raise KeyError("compared with " + other)

    __hash__ = str.__hash__


class OddHash(str):
    def __hash__(self):
        return 12345

    __eq__ = str.__eq__


def many(a=None, *, b=None, **rest):
    return a, b, [(type(name).__name__, str.__str__(name), value) for name, value in rest.items()]


def two(a, b=2):
    return a, b


def positional(a, /, b=2):
    return a, b


def positional_rest(a=1, /, b=2, **rest):
    return a, b, [(type(name).__name__, str.__str__(name), value) for name, value in rest.items()]


class Made:
    def __init__(self, a=None, b=None):
        self.made = a, b

    def method(self, a=None):
        return a


def show(label, function):
    calls.clear()
    try:
        result = function()
    except BaseException as problem:
        result = type(problem).__name__, str(problem)
    print(*label, result, calls)


for kind in Logged, Anything, Nothing, Failing, OddHash:
    for name in "a", "b", "other":
        label = kind.__name__, name
        for function in many, two, positional, positional_rest:
            show((*label, function.__name__), lambda: function(**{kind(name): 1}))
            show((*label, function.__name__, "after one"), lambda: function(5, **{kind(name): 1}))
        show((*label, "made"), lambda: Made(**{kind(name): 1}).made)
        show((*label, "method"), lambda: Made().method(**{kind(name): 1}))
        show((*label, "with a plain one"), lambda: many(**{kind(name): 1, "x": 2}))
        show((*label, "lambda"), lambda: (lambda *, b=0: b)(**{kind(name): 1}))
