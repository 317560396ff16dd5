"""Enumerations: classes whose members are constants with a name and a value."""

import sys
from types import DynamicClassAttribute, MappingProxyType

__all__ = ["EnumMeta", "Enum", "IntEnum", "Flag", "IntFlag", "auto", "unique"]

# Enum itself, once there is one: the metaclass makes that class too.
Enum = None


def _is_descriptor(obj):
    """Functions and other descriptors in the class body are no members."""
    return any(hasattr(obj, name) for name in ("__get__", "__set__", "__delete__"))


def _framed(name, frame):
    """Does the name stand between exactly this many underscores?"""
    size = len(frame)
    return (len(name) > 2 * size and name[:size] == name[-size:] == frame and name[size] != "_"
            and name[-size - 1] != "_")


def _is_dunder(name):
    """__name__"""
    return _framed(name, "__")


def _is_sunder(name):
    """_name_"""
    return _framed(name, "_")


def _make_class_unpicklable(cls):
    """Make pickling the instances an error."""
    def __reduce_ex__(self, proto):
        raise TypeError(f"{self!r} cannot be pickled")
    cls.__reduce_ex__ = __reduce_ex__
    cls.__module__ = "<unknown>"


_auto_null = object()


class auto:
    """Stands for a value that _generate_next_value_() will choose."""

    value = _auto_null


class _EnumDict(dict):
    """Namespace of an enum's body: notes which names are members, in order, and refuses a second definition."""

    _reserved = frozenset(("_order_", "_create_pseudo_member_", "_generate_next_value_", "_missing_", "_ignore_"))

    def __init__(self):
        super().__init__()
        self._member_names = []
        self._last_values = []
        self._ignore = []
        self._auto_called = False

    def __setitem__(self, key, value):
        if _is_sunder(key):
            if key not in self._reserved:
                raise ValueError("_names_ are reserved for future Enum use")
            if key == "_generate_next_value_":
                if self._auto_called:
                    raise TypeError("_generate_next_value_ must be defined before members")
                self._generate_next_value = value
            elif key == "_ignore_":
                value = self._ignored_names(value)
        elif _is_dunder(key):
            if key == "__order__":
                key = "_order_"
        elif key in self._member_names:
            raise TypeError(f"Attempted to reuse key: {key!r}")
        elif key not in self._ignore and not _is_descriptor(value):
            value = self._add_member(key, value)
        super().__setitem__(key, value)

    def _ignored_names(self, value):
        names = value.replace(",", " ").split() if isinstance(value, str) else list(value)
        self._ignore = names
        already = set(names) & set(self._member_names)
        if already:
            raise ValueError(f"_ignore_ cannot specify already set names: {already!r}")
        return names

    def _add_member(self, key, value):
        if key in self:
            raise TypeError(f"{key!r} already defined as: {self[key]!r}")
        if isinstance(value, auto):
            if value.value is _auto_null:
                value.value = self._generate_next_value(key, 1, len(self._member_names), self._last_values[:])
                self._auto_called = True
            value = value.value
        self._member_names.append(key)
        self._last_values.append(value)
        return value


class EnumMeta(type):
    """Metaclass of enumerations: makes the members, and makes the class a container of them."""

    @classmethod
    def __prepare__(metacls, cls, bases):
        metacls._check_for_existing_members(cls, bases)
        namespace = _EnumDict()
        first_enum = metacls._get_mixins_(cls, bases)[1]
        if first_enum is not None:
            namespace["_generate_next_value_"] = getattr(first_enum, "_generate_next_value_", None)
        return namespace

    def __new__(metacls, cls, bases, classdict):
        classdict.setdefault("_ignore_", []).append("_ignore_")
        for name in classdict["_ignore_"]:
            classdict.pop(name, None)
        member_type, first_enum = metacls._get_mixins_(cls, bases)
        new_member, own_new, use_args = metacls._find_new_(classdict, member_type, first_enum)

        values = {name: classdict.pop(name) for name in classdict._member_names}
        order = classdict.pop("_order_", None)
        bad = {"mro", ""}.intersection(values)
        if bad:
            raise ValueError("Invalid enum member name: " + ",".join(bad))
        classdict.setdefault("__doc__", "An enumeration.")

        made = super().__new__(metacls, cls, bases, classdict)
        made._member_names_ = []  # without aliases, in order
        made._member_map_ = {}  # with them
        made._member_type_ = member_type
        # Names that mean something on the class because of a base: not to be shadowed by members
        hidden = {name for base in made.mro() for name, value in base.__dict__.items()
                  if isinstance(value, DynamicClassAttribute)}
        made._value2member_map_ = {}

        if "__reduce_ex__" not in classdict and member_type is not object and not any(
                name in member_type.__dict__
                for name in ("__getnewargs_ex__", "__getnewargs__", "__reduce_ex__", "__reduce__")):
            _make_class_unpicklable(made)

        for name, value in values.items():
            member = metacls.__make_member(made, name, value, new_member, use_args)
            if name not in hidden:
                setattr(made, name, member)
            made._member_map_[name] = member

        # The mixed-in type does not decide how members look unless the class body says so.
        for name in ("__repr__", "__str__", "__format__", "__reduce_ex__"):
            inherited = None if name in classdict else getattr(member_type, name, None)
            if inherited is not None and getattr(made, name) is inherited:
                setattr(made, name, getattr(first_enum, name, None))

        # From now on, calling the class looks members up.
        if Enum is not None:
            if own_new:
                made.__new_member__ = new_member
            made.__new__ = Enum.__new__

        if order is not None:
            if isinstance(order, str):
                order = order.replace(",", " ").split()
            if order != made._member_names_:
                raise TypeError("member order does not match _order_")
        return made

    def __make_member(made, name, value, new_member, use_args):
        """The member for a value: a new one, or the one it is an alias of."""
        args = value if isinstance(value, tuple) else (value,)
        if made._member_type_ is tuple:
            args = args,  # the tuple is the one argument
        if use_args:
            member = new_member(made, *args)
            if not hasattr(member, "_value_"):
                member._value_ = value if made._member_type_ is object else made._member_type_(*args)
        else:
            member = new_member(made)
            if not hasattr(member, "_value_"):
                member._value_ = value
        value = member._value_
        member._name_ = name
        member.__objclass__ = made
        member.__init__(*args)
        for known in made._member_map_.values():
            if known._value_ == member._value_:
                return known
        made._member_names_.append(name)
        try:
            made._value2member_map_[value] = member
        except TypeError:  # unhashable values are found by comparing
            pass
        return member

    # The class as a container

    def __bool__(self):
        """Classes are true, also without members."""
        return True

    def __call__(cls, value, names=None, *, module=None, qualname=None, type=None, start=1):
        """Give the member with a value; or, with `names`, make a new enumeration.

        For a new one `value` is its name, and `names` a string of names (separated by white space or commas), an
        iterable of names or of (name, value) pairs, or a mapping. `module` and `qualname` tell pickle where to find
        the class, `type` is mixed in, `start` is the first of the values that are made up.
        """
        if names is None:
            return cls.__new__(cls, value)
        return cls._create_(value, names, module=module, qualname=qualname, type=type, start=start)

    def __contains__(cls, member):
        if not isinstance(member, Enum):
            raise TypeError(f"unsupported operand type(s) for 'in': '{type(member).__qualname__}' and "
                            f"'{cls.__class__.__qualname__}'")
        return isinstance(member, cls) and member._name_ in cls._member_map_

    def __getitem__(cls, name):
        return cls._member_map_[name]

    def __iter__(cls):
        """The members in the order of their definition, without aliases."""
        return (cls._member_map_[name] for name in cls._member_names_)

    def __reversed__(cls):
        """The members, the last one first."""
        return (cls._member_map_[name] for name in reversed(cls._member_names_))

    def __len__(cls):
        return len(cls._member_names_)

    @property
    def __members__(cls):
        """Read-only mapping of all names, aliases too, to members."""
        return MappingProxyType(cls._member_map_)

    # The class as an object

    def __dir__(self):
        return ["__class__", "__doc__", "__members__", "__module__"] + self._member_names_

    def __getattr__(cls, name):
        """The member of that name, for Class.NAME."""
        # Members whose names are also properties of members come here.
        if _is_dunder(name):
            raise AttributeError(name)
        try:
            return cls._member_map_[name]
        except KeyError:
            raise AttributeError(name) from None

    def __setattr__(cls, name, value):
        """Members cannot be replaced."""
        if name in cls.__dict__.get("_member_map_", ()):
            raise AttributeError("Cannot reassign members.")
        super().__setattr__(name, value)

    def __delattr__(cls, attr):
        if attr in cls._member_map_:
            raise AttributeError(f"{cls.__name__}: cannot delete Enum member.")
        super().__delattr__(attr)

    def __repr__(cls):
        return f"<enum {cls.__name__!r}>"

    # Making classes by calls

    def _create_(cls, class_name, names, *, module=None, qualname=None, type=None, start=1):
        """Make a new enumeration, see __call__()."""
        bases = (cls,) if type is None else (type, cls)
        metacls = cls.__class__
        metacls._get_mixins_(cls, bases)  # its errors name the class that was called
        namespace = metacls.__prepare__(class_name, bases)
        if isinstance(names, str):
            names = names.replace(",", " ").split()
        if isinstance(names, (tuple, list)) and names and isinstance(names[0], str):
            bare, names, values = names, [], []
            for count, name in enumerate(bare):
                values.append(cls._generate_next_value_(name, start, count, values[:]))
                names.append((name, values[-1]))
        for item in names:
            name, value = (item, names[item]) if isinstance(item, str) else item
            namespace[name] = value
        made = metacls.__new__(metacls, class_name, bases, namespace)

        if module is None:
            try:
                module = sys._getframe(2).f_globals["__name__"]
            except (AttributeError, ValueError, KeyError):
                pass
        if module is None:
            _make_class_unpicklable(made)
        else:
            made.__module__ = module
        if qualname is not None:
            made.__qualname__ = qualname
        return made

    def _convert_(cls, name, module, filter, source=None):
        """Make an enumeration of the constants of a module (or of `source`) whose names pass the filter.

        It and its members become attributes of the module; members pickle by name.
        """
        target = vars(sys.modules[module])
        constants = vars(source) if source else target
        members = [(key, value) for key, value in constants.items() if filter(key)]
        try:
            members.sort(key=lambda pair: (pair[1], pair[0]))
        except TypeError:  # values of several kinds
            members.sort(key=lambda pair: pair[0])
        made = cls(name, members, module=module)
        made.__reduce_ex__ = _reduce_ex_by_name
        target.update(made.__members__)
        target[name] = made
        return made

    def _convert(cls, *args, **kwargs):
        import warnings
        warnings.warn("_convert is deprecated and will be removed in 3.9, use _convert_ instead.", DeprecationWarning,
                      stacklevel=2)
        return cls._convert_(*args, **kwargs)

    # What the bases say

    @staticmethod
    def _check_for_existing_members(class_name, bases):
        for base in (step for chain in bases for step in chain.__mro__):
            if Enum is not None and issubclass(base, Enum) and base._member_names_:
                raise TypeError(f"{class_name}: cannot extend enumeration {base.__name__!r}")

    @staticmethod
    def _get_mixins_(class_name, bases):
        """The type of which members are instances besides (object if of none), and the last base, an enum."""
        if not bases:
            return object, Enum
        first_enum = bases[-1]
        if not issubclass(first_enum, Enum):
            raise TypeError("new enumerations should be created as "
                            "`EnumName([mixin_type, ...] [data_type,] enum_type)`")
        found = [kind for kind in map(_data_type, bases) if kind is not None]
        if len(found) > 1:
            raise TypeError(f"{class_name!r}: too many data types: {found!r}")
        member_type = found[0] if found else object
        if first_enum._member_names_:
            raise TypeError("Cannot extend enumerations")
        return member_type, first_enum

    @staticmethod
    def _find_new_(classdict, member_type, first_enum):
        """The __new__ that makes members; is it the class's own; does it take the value."""
        own = classdict.get("__new__")
        if own is not None:
            return own, True, True
        plain = None, object.__new__, None.__new__, getattr(Enum, "__new__", None)
        for name in ("__new_member__", "__new__"):
            for owner in (member_type, first_enum):
                candidate = getattr(owner, name, None)
                if candidate not in plain:
                    return candidate, False, True
        return object.__new__, False, False


def _data_type(base):
    """The data type that a base of an enum brings, None if none."""
    plain = None  # a subclass that adds only behaviour
    for step in base.__mro__:
        if step is object:
            continue
        if issubclass(step, Enum):
            if step._member_type_ is not object:
                return step._member_type_
        elif "__new__" in step.__dict__:
            return plain or step
        else:
            plain = plain or step
    return None


class Enum(metaclass=EnumMeta):
    """Base class of enumerations. Members are the plain assignments in the class body."""

    def __new__(cls, value):
        # Members are made by the metaclass: this only looks them up.
        if type(value) is cls:
            return value
        try:
            return cls._value2member_map_[value]
        except KeyError:
            pass
        except TypeError:  # unhashable
            for member in cls._member_map_.values():
                if member._value_ == value:
                    return member
        problem = result = None
        try:
            result = cls._missing_(value)
        except Exception as error:
            problem = error
        if isinstance(result, cls):
            return result
        unknown = ValueError(f"{value!r} is not a valid {cls.__name__}")
        if result is None and problem is None:
            try:
                raise unknown
            finally:
                del unknown
        if problem is None:
            problem = TypeError(f"error in {cls.__name__}._missing_: returned {result!r} instead of None or a valid "
                                "member")
        problem.__context__ = unknown
        try:
            raise problem
        finally:
            del problem, unknown  # no cycle through the traceback

    def _generate_next_value_(name, start, count, last_values):
        """Value for auto(): one more than the last that is a number."""
        for last in reversed(last_values):
            try:
                return last + 1
            except TypeError:
                continue
        return start

    @classmethod
    def _missing_(cls, value):
        """Called for a value that no member has; may return a member."""
        return None

    def __repr__(self):
        return f"<{self.__class__.__name__}.{self._name_}: {self._value_!r}>"

    def __str__(self):
        return f"{self.__class__.__name__}.{self._name_}"

    def __dir__(self):
        """Names of the members' class that are of use."""
        added = [name for step in self.__class__.mro() for name in step.__dict__
                 if name[0] != "_" and name not in self._member_map_]
        added += [name for name in getattr(self, "__dict__", ()) if name[0] != "_"]
        return ["__class__", "__doc__", "__module__"] + added

    def __format__(self, format_spec):
        """By the rules of the mixed-in type, unless str() is the enumeration's own."""
        own_str = type(self).__str__ not in (Enum.__str__, Flag.__str__)
        if self._member_type_ is object or own_str:
            return format(str(self), format_spec)
        # The mixed-in type knows what the format means.
        return self._member_type_.__format__(self._value_, format_spec)

    def __hash__(self):
        return hash(self._name_)

    def __reduce_ex__(self, proto):
        return self.__class__, (self._value_,)

    @DynamicClassAttribute
    def name(self):
        """The name of the Enum member."""
        return self._name_

    @DynamicClassAttribute
    def value(self):
        """The value of the Enum member."""
        return self._value_


class IntEnum(int, Enum):
    """Enum where members are also (and must be) ints"""


def _reduce_ex_by_name(self, proto):
    return self.name


class Flag(Enum):
    """Base class of sets of bits: members combine with | & ^ ~, also to values without a name."""

    def _generate_next_value_(name, start, count, last_values):
        """Value for auto(): the next power of two."""
        for last in reversed(last_values):
            try:
                return 2 ** (_high_bit(last) + 1)
            except Exception:
                raise TypeError(f"Invalid Flag value: {last!r}") from None
        return start if count == 0 and start is not None else 1

    @classmethod
    def _missing_(cls, value):
        """The combination for a value; a negative one means all other bits."""
        bits = ~value if value < 0 else value
        combined = cls._create_pseudo_member_(bits)
        return ~combined if value < 0 else combined

    @classmethod
    def _create_pseudo_member_(cls, value):
        """A member without name, of named bits only; one for each value."""
        known = cls._value2member_map_.get(value)
        if known is not None:
            return known
        if _decompose(cls, value)[1]:
            raise ValueError(f"{value!r} is not a valid {cls.__name__}")
        pseudo = object.__new__(cls)
        pseudo._name_ = None
        pseudo._value_ = value
        return cls._value2member_map_.setdefault(value, pseudo)  # another thread may have been faster

    def __contains__(self, other):
        """Are all flags of the other set in this one?"""
        if not isinstance(other, self.__class__):
            raise TypeError(f"unsupported operand type(s) for 'in': '{type(other).__qualname__}' and "
                            f"'{self.__class__.__qualname__}'")
        return other._value_ & self._value_ == other._value_

    def __label(self):
        """The name, or the names and numbers of the parts."""
        if self._name_ is not None:
            return self._name_
        parts = _decompose(self.__class__, self._value_)[0]
        return "|".join(str(part._name_ or part._value_) for part in parts)

    def __repr__(self):
        return f"<{self.__class__.__name__}.{self.__label()}: {self._value_!r}>"

    def __str__(self):
        return f"{self.__class__.__name__}.{self.__label()}"

    def __bool__(self):
        return bool(self._value_)

    def __or__(self, other):
        cls = self.__class__
        return cls(self._value_ | other._value_) if isinstance(other, cls) else NotImplemented

    def __and__(self, other):
        cls = self.__class__
        return cls(self._value_ & other._value_) if isinstance(other, cls) else NotImplemented

    def __xor__(self, other):
        cls = self.__class__
        return cls(self._value_ ^ other._value_) if isinstance(other, cls) else NotImplemented

    def __invert__(self):
        inside = _decompose(self.__class__, self._value_)[0]
        bits = 0
        for member in self.__class__:
            if member not in inside and not member._value_ & self._value_:
                bits |= member._value_
        return self.__class__(bits)


class IntFlag(int, Flag):
    """Flag whose members are ints too: any bit goes, and with plain ints they combine as well."""

    @classmethod
    def _missing_(cls, value):
        if not isinstance(value, int):
            raise ValueError(f"{value!r} is not a valid {cls.__name__}")
        return cls._create_pseudo_member_(value)

    @classmethod
    def _create_pseudo_member_(cls, value):
        """A member without name; the single bits that it has and nobody named get one each, too."""
        known = cls._value2member_map_.get(value)
        if known is not None:
            return known
        wanted = [value]
        rest = _decompose(cls, value)[1]
        while rest:
            bit = _high_bit(rest)
            single = 1 << bit
            if single not in cls._value2member_map_ and single not in wanted:
                wanted.append(single)
            rest = 0 if rest == -single else rest ^ single
        for number in reversed(wanted):
            pseudo = int.__new__(cls, number)
            pseudo._name_ = None
            pseudo._value_ = number
            known = cls._value2member_map_.setdefault(number, pseudo)
        return known

    def __or__(self, other):
        cls = self.__class__
        return cls(self._value_ | cls(other)._value_) if isinstance(other, (cls, int)) else NotImplemented

    def __and__(self, other):
        cls = self.__class__
        return cls(self._value_ & cls(other)._value_) if isinstance(other, (cls, int)) else NotImplemented

    def __xor__(self, other):
        cls = self.__class__
        return cls(self._value_ ^ cls(other)._value_) if isinstance(other, (cls, int)) else NotImplemented

    __ror__, __rand__, __rxor__ = __or__, __and__, __xor__

    def __invert__(self):
        return self.__class__(~self._value_)


def _high_bit(value):
    """Position of the highest bit that is set (-1 for 0)."""
    return value.bit_length() - 1


def _power_of_two(value):
    return value > 0 and value & (value - 1) == 0


def unique(enumeration):
    """Class decorator: no aliases allowed."""
    aliases = [f"{alias} -> {member._name_}" for alias, member in enumeration.__members__.items()
               if alias != member._name_]
    if aliases:
        raise ValueError(f"duplicate values found in {enumeration!r}: {', '.join(aliases)}")
    return enumeration


def _decompose(flag, value):
    """The members (largest first) that make up a value of a Flag class, and the bits that remain."""
    rest = value
    parts = []
    for bits, member in list(flag._value2member_map_.items()):
        # Of the members without name only single bits are parts, and of negative values none.
        usable = member._name_ is not None or (value >= 0 and _power_of_two(bits))
        if usable and bits and bits & value == bits:
            parts.append(member)
            rest &= ~bits
    if not parts and value in flag._value2member_map_:
        parts.append(flag._value2member_map_[value])
    parts.sort(key=lambda member: member._value_, reverse=True)
    if len(parts) > 1 and parts[0]._value_ == value:
        del parts[0]  # a name for the whole says nothing about the parts
    return parts, rest
