# An OrderedDict whose keys left by methods of dict, or changed their hash: the order still has them.
from collections import OrderedDict
from itertools import count


def show(what, call):
    try:
        print(what, call())
    except (KeyError, RuntimeError) as error:
        print(what, type(error).__name__, error)


def look(od):
    show('len', lambda: len(od))
    show('keys', lambda: list(od))
    show('reversed', lambda: list(reversed(od)))
    show('values', lambda: list(od.values()))
    show('items', lambda: list(od.items()))
    show('repr', lambda: repr(od))
    show('copy', lambda: len(od.copy()))
    show('equal', lambda: (od == OrderedDict.fromkeys('abc'), od == dict.fromkeys('abc')))


class Sub(OrderedDict):
    pass


removals = [lambda od: dict.__delitem__(od, 'a'), lambda od: dict.pop(od, 'b'), 
            lambda od: dict.pop(od, 'nothing', None)]
for kind in OrderedDict, Sub:
    for remove in removals:
        od = kind.fromkeys('abc', 0)
        remove(od)
        look(od)
        od.clear()
        look(od)
    od = kind.fromkeys('abc', 0)
    print(dict.popitem(od))
    show('values', lambda: list(od.values()))
    show('items', lambda: list(od.items()))
    show('repr', lambda: repr(od))
for act in lambda od: od.popitem(False), lambda od: od.pop('b', 7), lambda od: od.__delitem__('b'):
    od = OrderedDict.fromkeys('abc', 0)
    dict.__delitem__(od, 'b')
    show('act', lambda: act(od))
    show('keys', lambda: list(od))

hashes = count()


class Key:
    def __hash__(self):
        return next(hashes)

    def __repr__(self):
        return 'Key'


od = OrderedDict()
for i in range(3):
    od[Key()] = i
look(od)


class Counted:
    def __hash__(self):
        print('hash', end=' ')
        return 1

    def __repr__(self):
        return 'Counted'


od = OrderedDict([(Counted(), 1)])
print()
print(list(od))
print(list(od.values()))
print(od.items())
print(od)
