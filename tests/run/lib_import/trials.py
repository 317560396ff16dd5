"""The frozen trial modules, and native modules imported anew."""
import _imp
import sys

for name in ("__hello__", "__phello__", "__phello__.spam", "zipimport", "nope"):
    print(name, _imp.is_frozen(name))
    try:
        print(_imp.is_frozen_package(name), _imp.get_frozen_object(name).co_name)
    except ImportError as error:
        print(error)
import __hello__
import __phello__.spam
print(sorted(vars(__hello__)), __hello__, __hello__.__spec__)
print(sorted(vars(__phello__)), __phello__, __phello__.__path__, __phello__.spam)
print(_imp.init_frozen("__hello__") is __hello__)

import errno
first = errno
del sys.modules["errno"]
import errno
print(first is errno, first.__dict__ == errno.__dict__, errno.errorcode[2])


class Pair(tuple):
    """A tuple that iterates otherwise: what takes pairs asks it as any iterable."""
    def __iter__(self):
        return iter(("key", "value"))


import json
print(dict([Pair((1, 2, 3))]), json.dumps([Pair((1, 2, 3))]))
try:
    dir(type(sys).__new__(type(sys)))
except SystemError as error:
    print(error)
