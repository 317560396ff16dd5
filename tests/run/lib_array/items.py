# What an array takes as an item, and how much room one has that was made of a sequence.
import warnings
from array import array

warnings.simplefilter('ignore')


class Index:
    def __init__(self, n):
        self.n = n

    def __index__(self):
        return self.n


class Number:
    def __init__(self, n):
        self.n = n

    def __int__(self):
        return self.n


for code in 'bBhHiIlLqQ':
    for n in -1, 5, 40000, 2**31, 2**32, 2**63, 2**64, -2**63 - 1:
        for kind in int, Index, Number, float:
            try:
                print(code, n, kind.__name__, array(code, [kind(n)]))
            except Exception as error:
                print(code, n, kind.__name__, type(error).__name__, error)

empty = array('l').__sizeof__()
for source in [1, 2, 3], (1, 2, 3), array('l', [1, 2, 3]), array('b', range(3)), range(3), b'\0' * 24, []:
    print(type(source).__name__, array('l', source).__sizeof__() - empty)
a = array('l', [1, 2, 3])
for b in a[:], a[1:], a + a, a * 3, a.__copy__(), array('u', 'abc'):
    print(b, b.__sizeof__() - empty)


class Shrinking(list):
    def __getitem__(self, index):
        return 7 * super().__getitem__(index)


class Emptying:
    def __index__(self):
        items.clear()
        return 1


items = [Emptying(), 2]
try:
    array('i', items)
except IndexError as error:
    print(error)
print(array('i', [1.5][:0]), len(array('i', Shrinking([1, 2]))))
