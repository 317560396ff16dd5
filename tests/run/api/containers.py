# Containers, iterators and getters of native modules: their names in messages, order of conversions, members.
import _collections
import _functools
import _operator
import _random
import _struct
import array
import bisect
import itertools
import re
import unicodedata
from collections import OrderedDict

from told import tell

cache = _functools._lru_cache_wrapper(len, None, False, object)
Tee = itertools._tee_dataobject

tell("""
Tee()
Tee([], 1)
Tee([], x=1)
Tee([], (), None)
itertools.repeat(1, 1.5)
itertools.product("a", repeat=1.5)
itertools.combinations("a", 1.5)
_collections._tuplegetter(1.5, "")
_collections._tuplegetter("x", "")
OrderedDict().move_to_end([])
OrderedDict(a=1).move_to_end([])
OrderedDict(a=1).move_to_end([], False)
OrderedDict(a=1).move_to_end("b")
_collections.deque("ab", 2).insert(1.5, 1)
cache.__copy__(1, 2) is cache
cache.__deepcopy__() is cache
cache.__copy__(x=1)
bisect.bisect([1], 1, "x", nothing=1)
bisect.insort([1], 1, 0, "x", nothing=1)
bisect.insort([1], 1, 0, 1, nothing=1)
_struct.calcsize([])
_struct.calcsize(odd(hash=3))
_struct.pack({}, 1)
_struct.unpack(slice(1), b"")
_struct.unpack_from(1.5, "x", "y")
_struct.unpack_from("zz", "x", "y")
_struct.unpack_from("i", "x", "y")
_struct.Struct("i").unpack_from("x", odd(index=0))
_struct.Struct("i").unpack_from(b"abcd", odd(index=0))
array.array("i", [1]).__iadd__(3)
array.array("i").frombytes(array.array("q", [1]))
array.array("i").frombytes(array.array("b", b"abcd"))
array._array_reconstructor(array.array, 3, "x", 5)
array._array_reconstructor(3, "i", "x", 5)
array._array_reconstructor(3, "i", 1, 5)
iter(array.array("i")).__setstate__("x")
iter(array.array("i")).__setstate__(1.5)
_random.Random([])
_random.Random(1).random() == _random.Random(1).random() != _random.Random(1, 2).random()
_random.Random(1).random(), _random.Random(2**30 - 1).random(), _random.Random().random()
re.compile("a").groupindex
re.compile("(?P<x>a)").groupindex
re.match("(?P<x>a)", "a").start([])
re.match("(a)", "a").start([])
re.match("(?P<x>a)", "a").group(odd(hash=KeyError, eq=True))
""", globals())
for kind in (_operator.itemgetter, _operator.attrgetter, _operator.methodcaller, array.array, type(iter(array.array("i"))),
             _struct.Struct, type(_struct.iter_unpack("b", b"")), _random.Random, unicodedata.UCD, re.Pattern, re.Match):
    print(kind.__name__, [name for name in ("__getattribute__", "__setattr__", "__delattr__") if name in vars(kind)])
