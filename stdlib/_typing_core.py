"""Special forms, type variables, aliases, generic classes, and the checks of their arguments; found in typing."""

import functools
import operator
import sys
import types

__name__ = 'typing'  # where all of this is found


# Generic and Protocol: when they are not subscripted, they are no types.
_BARE_BASES = []


# ---- checks and representation of arguments

def _type_check(arg, msg, is_argument=True):
    """Return arg as a type (None as its class, a string as a reference) or raise TypeError with msg.

    ClassVar and Final are allowed only where arg is not the argument of another type.
    """
    if arg is None:
        return type(None)
    if isinstance(arg, str):
        return ForwardRef(arg)
    if isinstance(arg, (TypeVar, ForwardRef)):
        return arg
    if arg in _BARE_BASES or isinstance(arg, _SpecialForm) and arg not in (Any, NoReturn):
        raise TypeError(f'Plain {arg} is not valid as type argument')
    if isinstance(arg, type):
        return arg
    if isinstance(arg, _GenericAlias):
        origin = arg.__origin__
        if origin in _BARE_BASES or is_argument and origin in (ClassVar, Final):
            raise TypeError(f'{arg} is not valid as type argument')
    if not callable(arg):
        raise TypeError(f'{msg} Got {arg!r:.100}.')
    return arg


def _type_repr(obj):
    if isinstance(obj, type):
        return obj.__qualname__ if obj.__module__ == 'builtins' else f'{obj.__module__}.{obj.__qualname__}'
    if isinstance(obj, types.FunctionType):
        return obj.__name__
    return '...' if obj is ... else repr(obj)


def _collect_type_vars(types):
    """The type variables in the given types, each once, in the order met."""
    found = {}
    for t in types:
        if isinstance(t, TypeVar):
            found[t] = None
        elif isinstance(t, _GenericAlias) and not t._special:
            found.update(dict.fromkeys(t.__parameters__))
    return tuple(found)


def _check_generic(cls, parameters):
    """Is the number of arguments that of the type variables?"""
    expected = len(cls.__parameters__)
    if not expected:
        raise TypeError(f'{cls} is not a generic class')
    actual = len(parameters)
    if actual != expected:
        raise TypeError(f"Too {'many' if actual > expected else 'few'} parameters for {cls};"
                        f' actual {actual}, expected {expected}')


def _as_tuple(params):
    return params if isinstance(params, tuple) else (params,)


def _substitute(args, values):
    """The arguments with the type variables that are keys of values replaced."""
    for arg in args:
        if isinstance(arg, TypeVar):
            yield values.get(arg, arg)
        elif isinstance(arg, _GenericAlias) and not arg._special:
            inner = tuple([values[v] if v in values else v for v in arg.__parameters__])
            yield arg._rebuild(tuple(_substitute(arg.__args__, values))) if inner != arg.__parameters__ else arg
        else:
            yield arg


def _flat_union(members):
    """The members with unions spread out and repetitions left out."""
    flat = {}
    for member in members:
        if isinstance(member, _GenericAlias) and member.__origin__ is Union:
            flat.update(dict.fromkeys(member.__args__))
        else:
            flat[member] = None
    return tuple(flat)


# The cache_clear functions of all caches here.
_cleanups = []


def _tp_cache(func):
    """Remember the results of a __getitem__, where the arguments are hashable."""
    cached = functools.lru_cache()(func)
    _cleanups.append(cached.cache_clear)

    @functools.wraps(func)
    def inner(*args, **kwds):
        try:
            return cached(*args, **kwds)
        except TypeError:
            pass  # a genuine error comes again
        return func(*args, **kwds)
    return inner


def _eval_type(t, globalns, localns):
    """The type t with all forward references in it evaluated."""
    if isinstance(t, ForwardRef):
        return t._evaluate(globalns, localns)
    if isinstance(t, _GenericAlias):
        args = tuple(_eval_type(arg, globalns, localns) for arg in t.__args__)
        if args != t.__args__:
            made = t.copy_with(args)
            made._special = t._special
            return made
    return t


# ---- base classes

class _Final:
    """Forbids subclasses outside this module."""

    __slots__ = ('__weakref__',)

    def __init_subclass__(self, /, *args, **kwds):
        if '_root' not in kwds:
            raise TypeError('Cannot subclass special typing classes')


class _Immutable:
    """Copies are the object itself."""

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


# ---- special forms

class _SpecialForm(_Final, _Immutable, _root=True):
    """A form named in this module; `subscript`, given the parameters, makes the alias."""

    __slots__ = ('_name', '_doc', '_subscript')

    def __new__(cls, *args, **kwds):
        if len(args) == 3 and isinstance(args[1], tuple):
            raise TypeError(f'Cannot subclass {cls!r}')  # used as a base class
        return super().__new__(cls)

    def __init__(self, name, doc, subscript=None):
        self._name = name
        self._doc = doc
        self._subscript = subscript

    @property
    def __doc__(self):
        return self._doc

    def __eq__(self, other):
        if not isinstance(other, _SpecialForm):
            return NotImplemented
        return self._name == other._name

    def __hash__(self):
        return hash((self._name,))

    def __repr__(self):
        return 'typing.' + self._name

    def __reduce__(self):
        return self._name

    def __call__(self, *args, **kwds):
        raise TypeError(f'Cannot instantiate {self!r}')

    def __instancecheck__(self, obj):
        raise TypeError(f'{self} cannot be used with isinstance()')

    def __subclasscheck__(self, cls):
        raise TypeError(f'{self} cannot be used with issubclass()')

    @_tp_cache
    def __getitem__(self, parameters):
        if self._subscript is None:
            raise TypeError(f'{self} is not subscriptable')
        return self._subscript(self, parameters)


def _one_type(form, parameters):
    item = _type_check(parameters, f'{form._name} accepts only single type.')
    return _GenericAlias(form, (item,))


def _union(form, parameters):
    if parameters == ():
        raise TypeError('Cannot take a Union of no types.')
    msg = 'Union[arg, ...]: each arg must be a type.'
    members = _flat_union([_type_check(p, msg) for p in _as_tuple(parameters)])
    return members[0] if len(members) == 1 else _GenericAlias(form, members)


def _optional(form, parameters):
    return Union[_type_check(parameters, 'Optional[t] requires a single type.'), type(None)]


def _literal(form, parameters):
    return _GenericAlias(form, _as_tuple(parameters))


Any = _SpecialForm('Any', 'The type that is compatible with every other type.')
NoReturn = _SpecialForm('NoReturn', 'The result of a function that never returns.')
ClassVar = _SpecialForm('ClassVar', 'ClassVar[T]: a variable of the class, not meant to be set on instances.',
                        _one_type)
Final = _SpecialForm('Final', 'Final or Final[T]: a name that is assigned only once.', _one_type)
Union = _SpecialForm('Union', 'Union[X, Y]: either X or Y.', _union)
Optional = _SpecialForm('Optional', 'Optional[X]: X or None.', _optional)
Literal = _SpecialForm('Literal', 'Literal[v, ...]: one of exactly these values.', _literal)


class ForwardRef(_Final, _root=True):
    """A type given as the text of an expression."""

    __slots__ = ('__forward_arg__', '__forward_code__', '__forward_evaluated__', '__forward_value__',
                 '__forward_is_argument__')

    def __init__(self, arg, is_argument=True):
        if not isinstance(arg, str):
            raise TypeError(f'Forward reference must be a string -- got {arg!r}')
        try:
            self.__forward_code__ = compile(arg, '<string>', 'eval')
        except SyntaxError:
            raise SyntaxError(f'Forward reference must be an expression -- got {arg!r}')
        self.__forward_arg__ = arg
        self.__forward_evaluated__ = False
        self.__forward_value__ = None
        self.__forward_is_argument__ = is_argument

    def _evaluate(self, globalns, localns):
        # A value found in other scopes than the module's may be another one next time.
        if not self.__forward_evaluated__ or localns is not globalns:
            if globalns is None:
                globalns = {} if localns is None else localns
            if localns is None:
                localns = globalns
            self.__forward_value__ = _type_check(eval(self.__forward_code__, globalns, localns),
                                                 'Forward references must evaluate to types.',
                                                 is_argument=self.__forward_is_argument__)
            self.__forward_evaluated__ = True
        return self.__forward_value__

    def __eq__(self, other):
        if not isinstance(other, ForwardRef):
            return NotImplemented
        if self.__forward_arg__ != other.__forward_arg__:
            return False
        if self.__forward_evaluated__ and other.__forward_evaluated__:
            return self.__forward_value__ == other.__forward_value__
        return True

    def __hash__(self):
        return hash(self.__forward_arg__)

    def __repr__(self):
        return f'ForwardRef({self.__forward_arg__!r})'


class TypeVar(_Final, _Immutable, _root=True):
    """A type variable: any type, one below a bound, or one of several constraints."""

    __slots__ = ('__name__', '__bound__', '__constraints__', '__covariant__', '__contravariant__')

    def __init__(self, name, *constraints, bound=None, covariant=False, contravariant=False):
        self.__name__ = name
        if covariant and contravariant:
            raise ValueError('Bivariant types are not supported.')
        self.__covariant__ = bool(covariant)
        self.__contravariant__ = bool(contravariant)
        if constraints and bound is not None:
            raise TypeError('Constraints cannot be combined with bound=...')
        if len(constraints) == 1:
            raise TypeError('A single constraint is not allowed')
        msg = 'TypeVar(name, constraint, ...): constraints must be types.'
        self.__constraints__ = tuple(_type_check(t, msg) for t in constraints)
        self.__bound__ = None if bound is None else _type_check(bound, 'Bound must be a type.')
        try:
            caller = sys._getframe(1).f_globals.get('__name__', '__main__')
        except (AttributeError, ValueError):
            caller = None
        if caller != 'typing':
            self.__module__ = caller

    def __repr__(self):
        sign = '+' if self.__covariant__ else '-' if self.__contravariant__ else '~'
        return sign + self.__name__

    def __reduce__(self):
        return self.__name__


# ---- aliases

class _TypingEmpty:
    """Stands for an empty argument list."""


class _TypingEllipsis:
    """Stands for '...' among the arguments."""


# Names of classes that have another name here.
_normalize_alias = {'list': 'List', 'tuple': 'Tuple', 'dict': 'Dict', 'set': 'Set', 'frozenset': 'FrozenSet',
                    'deque': 'Deque', 'defaultdict': 'DefaultDict', 'type': 'Type', 'Set': 'AbstractSet'}

_MARKERS = {_TypingEllipsis: ..., _TypingEmpty: ()}


def _is_dunder(attr):
    return attr.startswith('__') and attr.endswith('__')


class _GenericAlias(_Final, _root=True):
    """An origin with arguments.

    A special alias (List) stands for its origin and is subscripted with the arguments;
    `inst` tells whether calling the alias makes instances of the origin.
    """

    def __init__(self, origin, params, *, inst=True, special=False, name=None):
        if special and name is None:
            name = _normalize_alias.get(origin.__name__, origin.__name__)
        args = _as_tuple(params)
        # Not by __setattr__(), which would ask for each name whether it is the origin's.
        own = self.__dict__
        own.update(
            _inst=inst, _special=special, _name=name, __origin__=origin,
            __args__=tuple([_MARKERS.get(a, a) if isinstance(a, type) else a for a in args]),
            __parameters__=_collect_type_vars(args), __slots__=None)
        if not name:
            own['__module__'] = origin.__module__

    @_tp_cache
    def __getitem__(self, params):
        if self.__origin__ in _BARE_BASES:
            raise TypeError(f'Cannot subscript already-subscripted {self}')
        msg = 'Parameters to generic types must be types.'
        params = tuple(_type_check(p, msg) for p in _as_tuple(params))
        _check_generic(self, params)
        return self._rebuild(tuple(_substitute(self.__args__, dict(zip(self.__parameters__, params)))))

    def _rebuild(self, args):
        """The alias with other arguments, which for a union may become a plain type."""
        return Union[args] if self.__origin__ is Union else self.copy_with(args)

    def copy_with(self, params):
        # A subscripted alias is a plain one, whatever it came from.
        return _GenericAlias(self.__origin__, params, name=self._name, inst=self._inst)

    def __repr__(self):
        name = f'typing.{self._name}' if self._name else _type_repr(self.__origin__)
        if self._special:
            return name
        args = [_type_repr(a) for a in self.__args__]
        if self._name == 'Callable':
            head = '...' if self.__args__[0] is ... else f"[{', '.join(args[:-1])}]"
            args = [head, args[-1]]
        return f"{name}[{', '.join(args)}]"

    def _key(self):
        args = self.__args__
        return self.__origin__, frozenset(args) if self.__origin__ is Union else args

    def __eq__(self, other):
        if not isinstance(other, _GenericAlias):
            return NotImplemented
        return self._key() == other._key()

    def __hash__(self):
        return hash(self._key())

    def __call__(self, *args, **kwargs):
        if not self._inst:
            raise TypeError(f'Type {self._name} cannot be instantiated; use {self._name.lower()}() instead')
        result = self.__origin__(*args, **kwargs)
        try:
            result.__orig_class__ = self
        except AttributeError:
            pass
        return result

    def __mro_entries__(self, bases):
        origin = self.__origin__
        later = bases[bases.index(self) + 1:]
        if self._name:  # stands for a class of another module, which does not derive from Generic
            found = () if origin in bases else (origin,)
            known = any(isinstance(b, _GenericAlias) or issubclass(b, Generic) for b in later)
            return found if known else (*found, Generic)
        if origin is Generic:
            others = (b for b in later if b is not self)
            protocol = any(base in _BARE_BASES and base is not Generic for base in bases)
            if protocol or any(isinstance(b, _GenericAlias) for b in others):
                return ()
        return (origin,)

    def __getattr__(self, attr):
        if '__origin__' in self.__dict__ and not _is_dunder(attr):
            return getattr(self.__origin__, attr)
        raise AttributeError(attr)

    def __setattr__(self, attr, val):
        if _is_dunder(attr) or attr in ('_name', '_inst', '_special'):
            super().__setattr__(attr, val)
        else:
            setattr(self.__origin__, attr, val)

    def __instancecheck__(self, obj):
        return self.__subclasscheck__(type(obj))

    def __subclasscheck__(self, cls):
        if self._special:
            if not isinstance(cls, _GenericAlias):
                return issubclass(cls, self.__origin__)
            if cls._special:
                return issubclass(cls.__origin__, self.__origin__)
        raise TypeError('Subscripted generics cannot be used with class and instance checks')

    def __reduce__(self):
        if self._special:
            return self._name
        origin = getattr(sys.modules['typing'], self._name) if self._name else self.__origin__
        args = self.__args__
        if self._name == 'Callable' and not (len(args) == 2 and args[0] is Ellipsis):
            args = list(args[:-1]), args[-1]
        elif len(args) == 1 and not isinstance(args[0], tuple):
            args, = args
        return operator.getitem, (origin, args)


class _VariadicGenericAlias(_GenericAlias, _root=True):
    """Tuple and Callable before they are subscripted: any number of arguments."""

    def __getitem__(self, params):
        if self._name == 'Callable' and self._special:
            if not isinstance(params, tuple) or len(params) != 2:
                raise TypeError('Callable must be used as Callable[[arg, ...], result].')
            args, result = params
            if args is not Ellipsis:
                if not isinstance(args, list):
                    raise TypeError(f'Callable[args, result]: args must be a list. Got {args}')
                args = tuple(args)
            params = args, result
        return self.__getitem_inner__(params)

    @_tp_cache
    def __getitem_inner__(self, params):
        if not self._special:
            return super().__getitem__(params)
        if self._name == 'Tuple':
            return self.copy_with(self._tuple_arguments(params))
        args, result = params
        result = _type_check(result, 'Callable[args, result]: result must be a type.')
        if args is Ellipsis:
            return self.copy_with((_TypingEllipsis, result))
        msg = 'Callable[[arg, ...], result]: each arg must be a type.'
        return self.copy_with((*[_type_check(arg, msg) for arg in args], result))

    @staticmethod
    def _tuple_arguments(params):
        if params == ():
            return (_TypingEmpty,)
        params = _as_tuple(params)
        if len(params) == 2 and params[1] is ...:
            return _type_check(params[0], 'Tuple[t, ...]: t must be a type.'), _TypingEllipsis
        msg = 'Tuple[t0, t1, ...]: each t must be a type.'
        return tuple(_type_check(p, msg) for p in params)


# ---- user-defined generic classes

class Generic:
    """Base class of generic classes: class Box(Generic[T])."""

    __slots__ = ()
    _is_protocol = False

    def __new__(cls, *args, **kwds):
        if cls in _BARE_BASES:
            raise TypeError(f'Type {cls.__name__} cannot be instantiated; it can be used only as a base class')
        new = super().__new__
        if new is object.__new__ and cls.__init__ is not object.__init__:
            return new(cls)
        return new(cls, *args, **kwds)

    @_tp_cache
    def __class_getitem__(cls, params):
        params = _as_tuple(params)
        if not params:
            raise TypeError(f'Parameter list to {cls.__qualname__}[...] cannot be empty')
        msg = 'Parameters to generic types must be types.'
        params = tuple(_type_check(p, msg) for p in params)
        if cls not in _BARE_BASES:
            _check_generic(cls, params)
        elif not all(isinstance(p, TypeVar) for p in params):
            raise TypeError(f'Parameters to {cls.__name__}[...] must all be type variables')
        elif len(set(params)) != len(params):
            raise TypeError(f'Parameters to {cls.__name__}[...] must all be unique')
        return _GenericAlias(cls, params)

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        written = cls.__dict__.get('__orig_bases__')
        if Generic in (cls.__bases__ if written is None else written) \
                and (written is not None or cls.__name__ != 'Protocol'):
            raise TypeError('Cannot inherit from plain Generic')
        cls.__parameters__ = () if written is None else cls._class_parameters(written)

    def _class_parameters(bases):
        """The type variables of a class, in the order of Generic[...] if that is among the bases."""
        used = _collect_type_vars(bases)
        listed = None
        for base in bases:
            if isinstance(base, _GenericAlias) and base.__origin__ is Generic:
                if listed is not None:
                    raise TypeError('Cannot inherit from Generic[...] multiple types.')
                listed = base.__parameters__
        if listed is None:
            return used
        missing = ', '.join(str(t) for t in used if t not in listed)
        if missing:
            raise TypeError(f"Some type variables ({missing}) are not listed in"
                            f" Generic[{', '.join(str(t) for t in listed)}]")
        return listed

    _class_parameters = staticmethod(_class_parameters)


_BARE_BASES.append(Generic)


# ---- type variables

T = TypeVar('T')
KT = TypeVar('KT')
VT = TypeVar('VT')
T_co = TypeVar('T_co', covariant=True)
V_co = TypeVar('V_co', covariant=True)
VT_co = TypeVar('VT_co', covariant=True)
T_contra = TypeVar('T_contra', contravariant=True)
CT_co = TypeVar('CT_co', covariant=True, bound=type)
AnyStr = TypeVar('AnyStr', bytes, str)


__name__ = __spec__.name
