"""Which of its own methods a class calls: what a subclass that overrides some of them gets."""

import codecs
import collections
import collections.abc
import copy
import fractions
import io
from http.cookies import Morsel


class Defaults(collections.UserDict):
    def __missing__(self, key):
        return f"missing {key}"

    def __contains__(self, key):
        print("contains", key)
        return super().__contains__(key)


class Chain(collections.ChainMap):
    def __missing__(self, key):
        self.maps[-1][key] = "made"
        return "made"


class Squares(collections.abc.MutableMapping):
    """Has an answer for every number, whatever its keys are."""

    def __init__(self):
        self.own = {}

    def __getitem__(self, key):
        return self.own[key] if key in self.own else key * key

    def __setitem__(self, key, value):
        self.own[key] = value

    def __delitem__(self, key):
        del self.own[key]

    def __iter__(self):
        return iter(self.own)

    def __len__(self):
        return len(self.own)


class Sequence(collections.abc.MutableSequence):
    def __init__(self):
        self.items = [1, 2, 3, 4, 5]

    def __getitem__(self, at):
        print("get", at)
        return self.items[at]

    def __setitem__(self, at, value):
        print("set", at)
        self.items[at] = value

    def __delitem__(self, at):
        del self.items[at]

    def __len__(self):
        print("len")
        return len(self.items)

    def insert(self, at, value):
        self.items.insert(at, value)


defaults = Defaults(a=1)
print(defaults.setdefault("a", 5), defaults.setdefault("b", 5), defaults.data)
chain = Chain({"a": 1})
print(chain.setdefault("a", 5), chain.setdefault("b", 5), chain.maps)
squares = Squares()
print(squares.setdefault(3, "x"), squares.setdefault("k", 1) if 0 else None, squares.own)
try:
    squares.setdefault("k", 1)
except TypeError as error:
    print(error)
sequence = Sequence()
sequence.reverse()
print(sequence.items)


class Half(fractions.Fraction):
    def __copy__(self):
        return "copied"


print(copy.copy(Half(1, 2)), copy.deepcopy(Half(1, 2)), type(copy.deepcopy(Half(1, 2))).__name__)


class Recoder(codecs.StreamRecoder):
    def write(self, data):
        print("write", data)


info = codecs.lookup("latin-1")
stream = io.BytesIO()
recoder = Recoder(stream, codecs.utf_8_encode, codecs.utf_8_decode, info.streamreader, info.streamwriter)
recoder.writelines([b"a", "é".encode()])
print(stream.getvalue())


class Free(Morsel):
    def isReservedKey(self, K):
        return False


try:
    Free().set("path", "v", "v")
except Exception as error:
    print(type(error).__name__, error)
