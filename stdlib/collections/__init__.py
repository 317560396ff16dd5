"""Container types beyond the built-in ones: namedtuple, deque, Counter, OrderedDict, defaultdict, ChainMap, and the
User* classes, which wrap a built-in type for those who want to change one."""

__all__ = ["deque", "defaultdict", "namedtuple", "UserDict", "UserList", "UserString", "Counter", "OrderedDict",
           "ChainMap"]

import _collections_abc
import sys as _sys
from keyword import iskeyword as _iskeyword
from operator import itemgetter as _itemgetter
from reprlib import recursive_repr as _recursive_repr

try:
    from _collections import deque
except ImportError:
    pass
else:
    _collections_abc.MutableSequence.register(deque)
try:
    from _collections import defaultdict
except ImportError:
    pass
try:
    from _collections import OrderedDict
except ImportError:
    from collections._ordered import (OrderedDict, _OrderedDictKeysView, _OrderedDictItemsView,
                                      _OrderedDictValuesView)
try:
    from _collections import _tuplegetter
except ImportError:
    def _tuplegetter(index, doc):
        """Descriptor of one field of a named tuple."""
        return property(_itemgetter(index), doc=doc)
try:
    from _collections import _count_elements
except ImportError:
    def _count_elements(mapping, iterable):
        """Add up how often each item occurs."""
        current = mapping.get
        for item in iterable:
            mapping[item] = current(item, 0) + 1


def __getattr__(name):
    if name in ("_OrderedDictKeysView", "_OrderedDictItemsView", "_OrderedDictValuesView"):
        from collections import _ordered  # the native OrderedDict has no use for them
        return getattr(_ordered, name)
    # Until 3.9 the abstract base classes could be had from here.
    if name not in _collections_abc.__all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    import warnings
    warnings.warn("Using or importing the ABCs from 'collections' instead of from 'collections.abc' is deprecated "
                  "since Python 3.3, and in 3.10 it will stop working", DeprecationWarning, stacklevel=2)
    value = globals()[name] = getattr(_collections_abc, name)
    return value


# ---- namedtuple

def _rename_bad_fields(names):
    """The names with those that cannot be fields replaced by their positions."""
    seen = set()
    for position, name in enumerate(names):
        usable = name.isidentifier() and not _iskeyword(name) and name[0] != "_" and name not in seen
        seen.add(name)
        yield name if usable else f"_{position}"


def _check_names(typename, names, renamed):
    for name in [typename, *names]:
        if type(name) is not str:
            raise TypeError("Type names and field names must be strings")
        if not name.isidentifier():
            raise ValueError(f"Type names and field names must be valid identifiers: {name!r}")
        if _iskeyword(name):
            raise ValueError(f"Type names and field names cannot be a keyword: {name!r}")
    seen = set()
    for name in names:
        if name[0] == "_" and not renamed:
            raise ValueError(f"Field names cannot start with an underscore: {name!r}")
        if name in seen:
            raise ValueError(f"Encountered duplicate field name: {name!r}")
        seen.add(name)


def _listed(fields):
    """The names as the inside of a tuple."""
    return f"{fields[0]}," if len(fields) == 1 else ", ".join(fields)


def _record_methods(typename, fields, defaults):
    """The methods of a named tuple type, by name."""
    count = len(fields)
    listed = _listed(fields)
    template = f"({', '.join(f'{name}=%r' for name in fields)})"
    make_tuple = tuple.__new__

    # Only a function compiled for these very fields gets the right signature, errors and speed.
    scope = {"_tuple_new": make_tuple, "__builtins__": {}, "__name__": f"namedtuple_{typename}"}
    exec(f"def __new__({', '.join(('_cls', *fields))}): return _tuple_new(_cls, ({listed}))", scope)
    __new__ = scope.pop("__new__")
    __new__.__doc__ = f"Create new instance of {typename}({listed})"
    if defaults is not None:
        __new__.__defaults__ = defaults

    def _make(cls, iterable):
        record = make_tuple(cls, iterable)
        if len(record) != count:
            raise TypeError(f"Expected {count} arguments, got {len(record)}")
        return record

    def _replace(self, /, **kwds):
        record = self._make(kwds.pop(name, value) for name, value in zip(fields, self))
        if kwds:
            raise ValueError(f"Got unexpected field names: {list(kwds)!r}")
        return record

    def __repr__(self):
        "Return a nicely formatted representation string"
        return self.__class__.__name__ + template % self

    def _asdict(self):
        "Return a new dict which maps field names to their values."
        return dict(zip(self._fields, self))

    def __getnewargs__(self):
        "Return self as a plain tuple.  Used by copy and pickle."
        return tuple(self)

    _make.__doc__ = f"Make a new {typename} object from a sequence or iterable"
    _replace.__doc__ = f"Return a new {typename} object replacing specified fields with new values"
    methods = {}
    for function in (__new__, _make, _replace, __repr__, _asdict, __getnewargs__):
        function.__qualname__ = f"{typename}.{function.__name__}"
        methods[function.__name__] = function
    methods["_make"] = classmethod(_make)
    return methods


def namedtuple(typename, field_names, *, rename=False, defaults=None, module=None):
    """Make a tuple type whose items have names too.

    `field_names` is a sequence of names, or one string with white space or commas between them. `rename` replaces
    impossible names by _0, _1, ...; `defaults` are those of the last fields; `module` becomes __module__.
    """
    if isinstance(field_names, str):
        field_names = field_names.replace(",", " ").split()
    fields = [str(name) for name in field_names]
    typename = _sys.intern(str(typename))
    if rename:
        fields = list(_rename_bad_fields(fields))
    _check_names(typename, fields, rename)
    fields = tuple(_sys.intern(name) for name in fields)
    by_default = {}
    if defaults is not None:
        defaults = tuple(defaults)
        if len(defaults) > len(fields):
            raise TypeError("Got more default values than field names")
        by_default = dict(zip(fields[len(fields) - len(defaults):], defaults))

    namespace = {"__doc__": f"{typename}({_listed(fields)})", "__slots__": (), "_fields": fields,
                 "_field_defaults": by_default, "_fields_defaults": by_default}
    namespace.update(_record_methods(typename, fields, defaults))
    for position, name in enumerate(fields):
        namespace[name] = _tuplegetter(position, _sys.intern(f"Alias for field number {position}"))
    made = type(typename, (tuple,), namespace)

    # Pickle finds the type by the module that asked for it.
    if module is None:
        try:
            module = _sys._getframe(1).f_globals.get("__name__", "__main__")
        except (AttributeError, ValueError):
            pass
    if module is not None:
        made.__module__ = module
    return made


# ---- Counter

class Counter(dict):
    """Dictionary of hashable items and how often they occur; an absent item occurs 0 times.

        Counter('abracadabra').most_common(2) == [('a', 5), ('b', 2)]
    """

    def __init__(self, iterable=None, /, **kwds):
        """Count the elements of an iterable, or take counts from a mapping and from keywords."""
        super().__init__()
        self.update(iterable, **kwds)

    def __missing__(self, key):
        """What has not been counted counts 0."""
        return 0

    def most_common(self, n=None):
        """The n commonest items (all if n is None) with their counts, the commonest first."""
        count_of = _itemgetter(1)
        if n is None:
            return sorted(self.items(), key=count_of, reverse=True)
        import heapq
        return heapq.nlargest(n, self.items(), key=count_of)

    def elements(self):
        """Iterator over the items, each as often as it is counted."""
        from itertools import chain, repeat, starmap
        return chain.from_iterable(starmap(repeat, self.items()))

    @classmethod
    def fromkeys(cls, iterable, v=None):
        raise NotImplementedError("Counter.fromkeys() is undefined.  Use Counter(iterable) instead.")

    def update(self, iterable=None, /, **kwds):
        """Count the items of an iterable, or add the counts of a mapping, and of the keywords."""
        if isinstance(iterable, _collections_abc.Mapping):
            if self:
                for item, count in iterable.items():
                    self[item] = count + self.get(item, 0)
            else:
                # other mapping types: dict.update() is enough as nothing is counted yet
                super().update(iterable)
        elif iterable is not None:
            _count_elements(self, iterable)
        if kwds:
            self.update(kwds)

    def subtract(self, iterable=None, /, **kwds):
        """Like update(), downwards; counts may fall below zero."""
        if isinstance(iterable, _collections_abc.Mapping):
            for item, count in iterable.items():
                self[item] = self.get(item, 0) - count
        elif iterable is not None:
            for item in iterable:
                self[item] = self.get(item, 0) - 1
        if kwds:
            self.subtract(kwds)

    def copy(self):
        """A shallow copy."""
        return self.__class__(self)

    def __reduce__(self):
        return self.__class__, (dict(self),)

    def __delitem__(self, elem):
        """Forget an item; no error if it was not counted."""
        if elem in self:
            super().__delitem__(elem)

    def __repr__(self):
        if not self:
            return self.__class__.__name__ + "()"
        try:
            listed = ", ".join("%r: %r" % pair for pair in self.most_common())
        except TypeError:  # counts that cannot be compared
            return f"{self.__class__.__name__}({dict(self)!r})"
        return f"{self.__class__.__name__}({{{listed}}})"

    # Multiset operations give counters without zero or negative counts.

    def __combine(self, other, operation):
        """Counter of operation(own count, other count) over the items of both, where it is positive."""
        result = Counter()
        for item, count in self.items():
            count = operation(count, other[item])
            if count > 0:
                result[item] = count
        for item, count in other.items():
            if item not in self:
                count = operation(0, count)
                if count > 0:
                    result[item] = count
        return result

    def __add__(self, other):
        """Counts of both added; only positive ones are kept."""
        if not isinstance(other, Counter):
            return NotImplemented
        return self.__combine(other, lambda mine, theirs: mine + theirs)

    def __sub__(self, other):
        """The other's counts subtracted; only positive ones are kept."""
        if not isinstance(other, Counter):
            return NotImplemented
        return self.__combine(other, lambda mine, theirs: mine - theirs)

    def __or__(self, other):
        """The larger count of each element; only positive ones are kept."""
        if not isinstance(other, Counter):
            return NotImplemented
        return self.__combine(other, lambda mine, theirs: theirs if mine < theirs else mine)

    def __and__(self, other):
        """The smaller count of each element; only positive ones are kept."""
        if not isinstance(other, Counter):
            return NotImplemented
        return self.__combine(other, lambda mine, theirs: mine if mine < theirs else theirs)

    def __pos__(self):
        """The positive counts."""
        return Counter({item: count for item, count in self.items() if count > 0})

    def __neg__(self):
        """The negative counts, with the other sign."""
        return Counter({item: 0 - count for item, count in self.items() if count < 0})

    def _keep_positive(self):
        """Drop the items whose count is not positive; returns the counter."""
        for item in [item for item, count in self.items() if not count > 0]:
            del self[item]
        return self

    def __iadd__(self, other):
        """Add the other's counts; only positive ones are kept."""
        for item, count in other.items():
            self[item] += count
        return self._keep_positive()

    def __isub__(self, other):
        """Subtract the other's counts; only positive ones are kept."""
        for item, count in other.items():
            self[item] -= count
        return self._keep_positive()

    def __ior__(self, other):
        """Take the larger count of each element; only positive ones are kept."""
        for item, count in other.items():
            if count > self[item]:
                self[item] = count
        return self._keep_positive()

    def __iand__(self, other):
        """Take the smaller count of each element; only positive ones are kept."""
        for item, count in self.items():
            if other[item] < count:
                self[item] = other[item]
        return self._keep_positive()


# ---- ChainMap

class ChainMap(_collections_abc.MutableMapping):
    """Several mappings seen as one: lookups try each in turn, changes go to the first."""

    def __init__(self, *maps):
        """A view of these mappings, the first of which is written to; of a new one without any."""
        self.maps = list(maps) or [{}]

    def __missing__(self, key):
        raise KeyError(key)

    def __getitem__(self, key):
        for mapping in self.maps:
            try:  # not `in`: a defaultdict has more than it contains
                return mapping[key]
            except KeyError:
                continue
        return self.__missing__(key)

    def get(self, key, default=None):
        return self[key] if key in self else default

    def __len__(self):
        return len(set().union(*self.maps))

    def __iter__(self):
        order = {}
        for mapping in self.maps[::-1]:
            order.update(mapping)
        return iter(order)

    def __contains__(self, key):
        return any(key in mapping for mapping in self.maps)

    def __bool__(self):
        return any(self.maps)

    @_recursive_repr()
    def __repr__(self):
        return f"{self.__class__.__name__}({', '.join(repr(mapping) for mapping in self.maps)})"

    @classmethod
    def fromkeys(cls, iterable, *args):
        """A new one over one dict with these keys and one value."""
        return cls(dict.fromkeys(iterable, *args))

    def copy(self):
        """A new one with a copy of the first mapping and the very same others."""
        first, *others = self.maps
        return self.__class__(first.copy(), *others)

    __copy__ = copy

    def new_child(self, m=None):
        """A new one with another mapping (an empty dict) before these."""
        return self.__class__({} if m is None else m, *self.maps)

    @property
    def parents(self):
        """A new one without the first mapping."""
        return self.__class__(*self.maps[1:])

    def __setitem__(self, key, value):
        self.maps[0][key] = value

    def __delitem__(self, key):
        try:
            del self.maps[0][key]
        except KeyError:
            raise KeyError(f"Key not found in the first mapping: {key!r}")

    def popitem(self):
        """Take a pair out of the first mapping; KeyError if that is empty."""
        try:
            return self.maps[0].popitem()
        except KeyError:
            raise KeyError("No keys found in the first mapping.")

    def pop(self, key, *args):
        """Take a key out of the first mapping and return its value."""
        try:
            return self.maps[0].pop(key, *args)
        except KeyError:
            raise KeyError(f"Key not found in the first mapping: {key!r}")

    def clear(self):
        """Empty the first mapping."""
        self.maps[0].clear()


# ---- Wrappers of dict, list and str

class UserDict(_collections_abc.MutableMapping):
    """A mapping around the dict in its attribute `data`."""

    def __init__(self, /, *args, **kwargs):
        if len(args) > 1:
            raise TypeError(f"expected at most 1 arguments, got {len(args)}")
        if not args and "dict" in kwargs:
            import warnings
            warnings.warn("Passing 'dict' as keyword argument is deprecated", DeprecationWarning, stacklevel=2)
            args = kwargs.pop("dict"),
        dict = args[0] if args else None
        self.data = {}
        if dict is not None:
            self.update(dict)
        if kwargs:
            self.update(kwargs)

    __init__.__text_signature__ = "($self, dict=None, /, **kwargs)"

    def __len__(self):
        return len(self.data)

    def __getitem__(self, key):
        data = self.data
        if key not in data:
            missing = getattr(self.__class__, "__missing__", None)
            if missing is None:
                raise KeyError(key)
            return missing(self, key)
        return data[key]

    def __setitem__(self, key, item):
        self.data[key] = item

    def __delitem__(self, key):
        del self.data[key]

    def __iter__(self):
        return iter(self.data)

    def __contains__(self, key):
        return key in self.data

    def __repr__(self):
        return repr(self.data)

    def __copy__(self):
        twin = self.__class__.__new__(self.__class__)
        twin.__dict__.update(self.__dict__)
        twin.data = self.data.copy()
        return twin

    def copy(self):
        if type(self) is UserDict:
            return UserDict(self.data.copy())
        # Subclasses may have any constructor and more attributes: fill a copy made without data.
        import copy
        data = self.data
        self.data = {}
        try:
            twin = copy.copy(self)
        finally:
            self.data = data
        twin.update(self)
        return twin

    @classmethod
    def fromkeys(cls, iterable, value=None):
        made = cls()
        for key in iterable:
            made[key] = value
        return made


def _bare(other):
    """What is inside a UserList, anything else as it is."""
    return other.data if isinstance(other, UserList) else other


def _as_list(other):
    other = _bare(other)
    return other if isinstance(other, list) else list(other)


class UserList(_collections_abc.MutableSequence):
    """A sequence around the list in its attribute `data`."""

    def __init__(self, initlist=None):
        self.data = [] if initlist is None else list(_bare(initlist))

    def __repr__(self):
        return repr(self.data)

    def __lt__(self, other):
        return self.data < _bare(other)

    def __le__(self, other):
        return self.data <= _bare(other)

    def __eq__(self, other):
        return self.data == _bare(other)

    def __gt__(self, other):
        return self.data > _bare(other)

    def __ge__(self, other):
        return self.data >= _bare(other)

    def __contains__(self, item):
        return item in self.data

    def __len__(self):
        return len(self.data)

    def __getitem__(self, i):
        found = self.data[i]
        return self.__class__(found) if isinstance(i, slice) else found

    def __setitem__(self, i, item):
        self.data[i] = item

    def __delitem__(self, i):
        del self.data[i]

    def __add__(self, other):
        return self.__class__(self.data + _as_list(other))

    def __radd__(self, other):
        return self.__class__(_as_list(other) + self.data)

    def __iadd__(self, other):
        self.data += _as_list(other)
        return self

    def __mul__(self, n):
        return self.__class__(self.data * n)

    __rmul__ = __mul__

    def __imul__(self, n):
        self.data *= n
        return self

    def __copy__(self):
        twin = self.__class__.__new__(self.__class__)
        twin.__dict__.update(self.__dict__)
        twin.data = list(self.data)
        return twin

    def append(self, item):
        self.data.append(item)

    def insert(self, i, item):
        self.data.insert(i, item)

    def pop(self, i=-1):
        return self.data.pop(i)

    def remove(self, item):
        self.data.remove(item)

    def clear(self):
        self.data.clear()

    def copy(self):
        return self.__class__(self)

    def count(self, item):
        return self.data.count(item)

    def index(self, item, *args):
        return self.data.index(item, *args)

    def reverse(self):
        self.data.reverse()

    def sort(self, /, *args, **kwds):
        self.data.sort(*args, **kwds)

    def extend(self, other):
        self.data.extend(_bare(other))


def _text(other):
    """What is inside a UserString, anything else as it is."""
    return other.data if isinstance(other, UserString) else other


class UserString(_collections_abc.Sequence):
    """A sequence around the str in its attribute `data`."""

    def __init__(self, seq):
        if isinstance(seq, UserString):
            self.data = seq.data[:]
        else:
            self.data = seq if isinstance(seq, str) else str(seq)

    def __str__(self):
        return str(self.data)

    def __repr__(self):
        return repr(self.data)

    def __int__(self):
        return int(self.data)

    def __float__(self):
        return float(self.data)

    def __complex__(self):
        return complex(self.data)

    def __hash__(self):
        return hash(self.data)

    def __getnewargs__(self):
        return self.data[:],

    def __eq__(self, string):
        return self.data == _text(string)

    def __lt__(self, string):
        return self.data < _text(string)

    def __le__(self, string):
        return self.data <= _text(string)

    def __gt__(self, string):
        return self.data > _text(string)

    def __ge__(self, string):
        return self.data >= _text(string)

    def __contains__(self, char):
        return _text(char) in self.data

    def __len__(self):
        return len(self.data)

    def __getitem__(self, index):
        return self.__class__(self.data[index])

    def __add__(self, other):
        other = _text(other)
        return self.__class__(self.data + (other if isinstance(other, str) else str(other)))

    def __radd__(self, other):
        return self.__class__((other if isinstance(other, str) else str(other)) + self.data)

    def __mul__(self, n):
        return self.__class__(self.data * n)

    __rmul__ = __mul__

    def __mod__(self, args):
        return self.__class__(self.data % args)

    def __rmod__(self, template):
        return self.__class__(str(template) % self)

    # Methods of str: those that give text give this class.

    def capitalize(self):
        return self.__class__(self.data.capitalize())

    def casefold(self):
        return self.__class__(self.data.casefold())

    def center(self, width, *args):
        return self.__class__(self.data.center(width, *args))

    def count(self, sub, start=0, end=_sys.maxsize):
        return self.data.count(_text(sub), start, end)

    def encode(self, encoding="utf-8", errors="strict"):
        return self.data.encode("utf-8" if encoding is None else encoding, "strict" if errors is None else errors)

    def endswith(self, suffix, start=0, end=_sys.maxsize):
        return self.data.endswith(suffix, start, end)

    def expandtabs(self, tabsize=8):
        return self.__class__(self.data.expandtabs(tabsize))

    def find(self, sub, start=0, end=_sys.maxsize):
        return self.data.find(_text(sub), start, end)

    def format(self, /, *args, **kwds):
        return self.data.format(*args, **kwds)

    def format_map(self, mapping):
        return self.data.format_map(mapping)

    def index(self, sub, start=0, end=_sys.maxsize):
        return self.data.index(sub, start, end)

    def isalpha(self):
        return self.data.isalpha()

    def isalnum(self):
        return self.data.isalnum()

    def isascii(self):
        return self.data.isascii()

    def isdecimal(self):
        return self.data.isdecimal()

    def isdigit(self):
        return self.data.isdigit()

    def isidentifier(self):
        return self.data.isidentifier()

    def islower(self):
        return self.data.islower()

    def isnumeric(self):
        return self.data.isnumeric()

    def isprintable(self):
        return self.data.isprintable()

    def isspace(self):
        return self.data.isspace()

    def istitle(self):
        return self.data.istitle()

    def isupper(self):
        return self.data.isupper()

    def join(self, seq):
        return self.data.join(seq)

    def ljust(self, width, *args):
        return self.__class__(self.data.ljust(width, *args))

    def lower(self):
        return self.__class__(self.data.lower())

    def lstrip(self, chars=None):
        return self.__class__(self.data.lstrip(chars))

    maketrans = str.maketrans

    def partition(self, sep):
        return self.data.partition(sep)

    def replace(self, old, new, maxsplit=-1):
        return self.__class__(self.data.replace(_text(old), _text(new), maxsplit))

    def rfind(self, sub, start=0, end=_sys.maxsize):
        return self.data.rfind(_text(sub), start, end)

    def rindex(self, sub, start=0, end=_sys.maxsize):
        return self.data.rindex(sub, start, end)

    def rjust(self, width, *args):
        return self.__class__(self.data.rjust(width, *args))

    def rpartition(self, sep):
        return self.data.rpartition(sep)

    def rstrip(self, chars=None):
        return self.__class__(self.data.rstrip(chars))

    def split(self, sep=None, maxsplit=-1):
        return self.data.split(sep, maxsplit)

    def rsplit(self, sep=None, maxsplit=-1):
        return self.data.rsplit(sep, maxsplit)

    def splitlines(self, keepends=False):
        return self.data.splitlines(keepends)

    def startswith(self, prefix, start=0, end=_sys.maxsize):
        return self.data.startswith(prefix, start, end)

    def strip(self, chars=None):
        return self.__class__(self.data.strip(chars))

    def swapcase(self):
        return self.__class__(self.data.swapcase())

    def title(self):
        return self.__class__(self.data.title())

    def translate(self, *args):
        return self.__class__(self.data.translate(*args))

    def upper(self):
        return self.__class__(self.data.upper())

    def zfill(self, width):
        return self.__class__(self.data.zfill(width))
