# What methods of dict do to an OrderedDict behind its back, and how its KeyErrors take their key.
from collections import OrderedDict


class Derived(OrderedDict):
    pass


def told(function):
    try:
        return function()
    except Exception as error:
        return type(error).__name__, error.args


for make in (OrderedDict, Derived):
    for key in (None, (), (1, 2), "a", KeyError("q")):
        full, empty = make({1: 1}), make()
        print(repr(key), told(lambda: full.pop(key)), told(lambda: full.__delitem__(key)), told(lambda: full[key]))
        print(told(lambda: full.move_to_end(key)), told(lambda: full.move_to_end(key, False)), told(lambda: empty.move_to_end(key)))

    d = make([(1, 1), (2, 2)])
    dict.__setitem__(d, 3, 3)
    print(len(d), 3 in d, d[3], d, list(d), list(reversed(d)), list(d.items()), list(d.keys()), list(d.values()))
    print(dict.__repr__(d), d.copy(), {**d}, d == {1: 1, 2: 2, 3: 3}, d == make([(1, 1), (2, 2), (3, 3)]))
    print(told(lambda: d.move_to_end(3)), told(lambda: make.pop(make(d), 3, "gone")))
    d[3] = 4
    print(d, len(d))
    dict.update(d, {4: 4, 1: 5})
    dict.setdefault(d, 5, 5)
    print(d, len(d), dict.__repr__(d))
    del d[4]
    print(d, len(d), [told(d.popitem) for _ in range(4)], len(d), d)
    d.clear()
    print(d, len(d))
    dict.__init__(d, {1: 2})
    print(d, len(d), bool(d), list(d))
    d[2] = 2
    print(d, list(reversed(d)))

exact = OrderedDict([(1, 1)])
dict.__setitem__(exact, 3, 3)
print(told(lambda: exact.pop(3)), len(exact), told(lambda: exact.pop(3, 0)))
exact = OrderedDict([((1, 2), 1), (2, 2)])
dict.__delitem__(exact, (1, 2))
print(told(lambda: list(exact)), told(lambda: repr(exact)), told(lambda: exact.popitem(False)), told(lambda: exact.move_to_end((1, 2))))
