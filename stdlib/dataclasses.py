"""Classes whose special methods are generated from their annotated fields.

The generated methods of a class are written as source text and compiled in one go:
they are then as fast as if written by hand.
"""

import _thread
import builtins
import copy
import functools
import keyword
import re
import sys
import types

__all__ = ['dataclass', 'field', 'Field', 'FrozenInstanceError', 'InitVar', 'MISSING',
           'fields', 'asdict', 'astuple', 'make_dataclass', 'replace', 'is_dataclass']


class FrozenInstanceError(AttributeError):
    """Raised when a field of a frozen instance is assigned or deleted."""


class _HAS_DEFAULT_FACTORY_CLASS:
    def __repr__(self):
        return '<factory>'


# The default that __init__ shows for a parameter whose value a factory makes.
_HAS_DEFAULT_FACTORY = _HAS_DEFAULT_FACTORY_CLASS()


class _MISSING_TYPE:
    pass


MISSING = _MISSING_TYPE()

_EMPTY_METADATA = types.MappingProxyType({})


class _FIELD_BASE:
    """The kind of a field, shown by its name."""

    __slots__ = ('name',)

    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return self.name


_FIELD = _FIELD_BASE('_FIELD')
_FIELD_CLASSVAR = _FIELD_BASE('_FIELD_CLASSVAR')
_FIELD_INITVAR = _FIELD_BASE('_FIELD_INITVAR')

# Class attributes: all fields by name, the parameters of the decorator; and the hook's name.
_FIELDS = '__dataclass_fields__'
_PARAMS = '__dataclass_params__'
_POST_INIT_NAME = '__post_init__'

# How a string annotation begins: an optional module name and a name.
_MODULE_IDENTIFIER_RE = re.compile(r'\s*(?:(\w+)\s*\.)?\s*(\w+)')


class _InitVarMeta(type):
    def __getitem__(self, params):
        return InitVar(params)


class InitVar(metaclass=_InitVarMeta):
    """Marks an annotation as a parameter of __init__ and __post_init__ only."""

    __slots__ = ('type',)

    def __init__(self, type):
        self.type = type

    def __repr__(self):
        plain = isinstance(self.type, type)
        return 'dataclasses.InitVar[%s]' % (self.type.__name__ if plain else repr(self.type))


class Field:
    """The description of a field; made by field(), completed by dataclass()."""

    __slots__ = ('name', 'type', 'default', 'default_factory', 'repr', 'hash', 'init', 'compare', 'metadata',
                 '_field_type')

    def __init__(self, default, default_factory, init, repr, hash, compare, metadata):
        self.name = None
        self.type = None
        self.default = default
        self.default_factory = default_factory
        self.init = init
        self.repr = repr
        self.hash = hash
        self.compare = compare
        self.metadata = _EMPTY_METADATA if metadata is None else types.MappingProxyType(metadata)
        self._field_type = None

    def __repr__(self):
        shown = ('name', 'type', 'default', 'default_factory', 'init', 'repr', 'hash', 'compare', 'metadata')
        parts = ['%s=%r' % (attr, getattr(self, attr)) for attr in shown]
        return 'Field(%s,_field_type=%s)' % (','.join(parts), self._field_type)

    def __set_name__(self, owner, name):
        # The default took this object's place in the class body too late to be told its name.
        tell = getattr(type(self.default), '__set_name__', None)
        if tell:
            tell(self.default, owner, name)


class _DataclassParams:
    __slots__ = ('init', 'repr', 'eq', 'order', 'unsafe_hash', 'frozen')

    def __init__(self, init, repr, eq, order, unsafe_hash, frozen):
        self.init = init
        self.repr = repr
        self.eq = eq
        self.order = order
        self.unsafe_hash = unsafe_hash
        self.frozen = frozen

    def __repr__(self):
        return '_DataclassParams(%s)' % ','.join('%s=%r' % (n, getattr(self, n)) for n in self.__slots__)


def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None, compare=True,
          metadata=None):
    """Describe a field in a class body.

    default or default_factory gives the value when the caller does not; init, repr,
    hash and compare tell in which generated methods the field takes part (hash=None:
    as compare does); metadata is kept for the user.
    """
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError('cannot specify both default and default_factory')
    return Field(default, default_factory, init, repr, hash, compare, metadata)


# ---- from annotations to fields

def _is_classvar(annotation, typing):
    return (annotation is typing.ClassVar
            or type(annotation) is typing._GenericAlias and annotation.__origin__ is typing.ClassVar)


def _is_initvar(annotation, dataclasses):
    return annotation is dataclasses.InitVar or type(annotation) is dataclasses.InitVar


def _names(annotation, cls, module, predicate, owner):
    """Does the annotation, given as a string, name what the predicate looks for?

    Only the leading dotted name is looked up, in the class's module; nothing is evaluated.
    """
    match = _MODULE_IDENTIFIER_RE.match(annotation)
    if not match:
        return False
    prefix, name = match.groups()
    here = sys.modules.get(cls.__module__)
    if here is None:
        return False
    space = vars(here)
    if prefix:
        if space.get(prefix) is not module:
            return False
        space = vars(sys.modules[owner])
    return predicate(space.get(name), module)


def _kind(annotation, cls):
    me = sys.modules[__name__]
    typing = sys.modules.get('typing')
    for module, predicate, kind in ((typing, _is_classvar, _FIELD_CLASSVAR), (me, _is_initvar, _FIELD_INITVAR)):
        # Without typing imported nobody can have used ClassVar.
        if module and (predicate(annotation, module) or isinstance(annotation, str)
                       and _names(annotation, cls, module, predicate, module.__name__)):
            return kind
    return _FIELD


def _make_field(cls, name, annotation):
    """The field for one annotation of the class."""
    default = getattr(cls, name, MISSING)
    if isinstance(default, Field):
        made = default
    else:
        if isinstance(default, types.MemberDescriptorType):
            default = MISSING  # a slot, not a value
        made = field(default=default)
    made.name = name
    made.type = annotation
    made._field_type = _kind(annotation, cls)
    if made._field_type is not _FIELD and made.default_factory is not MISSING:
        raise TypeError(f'field {name} cannot have a default factory')
    if made._field_type is _FIELD and isinstance(made.default, (list, dict, set)):
        raise ValueError(f'mutable default {type(made.default)} for field {name} is not allowed: '
                         'use default_factory')
    return made


def _collect(cls, frozen):
    """All fields of the class by name, inherited ones first; their defaults become class attributes."""
    found = {}
    bases = [base for base in cls.__mro__[:0:-1] if getattr(base, _FIELDS, None) is not None]
    for base in bases:
        found.update(getattr(base, _FIELDS))
    own = cls.__dict__.get('__annotations__', {})
    for made in [_make_field(cls, name, annotation) for name, annotation in own.items()]:
        found[made.name] = made
        if isinstance(getattr(cls, made.name, None), Field):
            if made.default is MISSING:
                delattr(cls, made.name)
            else:
                setattr(cls, made.name, made.default)
    for name, value in cls.__dict__.items():
        if isinstance(value, Field) and name not in own:
            raise TypeError(f'{name!r} is a field but has no type annotation')
    kinds = {getattr(base, _PARAMS).frozen for base in bases}
    if True in kinds and not frozen:
        raise TypeError('cannot inherit non-frozen dataclass from a frozen one')
    if False in kinds and frozen:
        raise TypeError('cannot inherit frozen dataclass from a non-frozen one')
    return found


# ---- writing the methods

class _Source:
    """Collects the text of functions and the objects they refer to, and compiles them."""

    def __init__(self, module):
        self.globals = vars(sys.modules[module]) if module in sys.modules else {}
        self.names = {'MISSING': MISSING, '_HAS_DEFAULT_FACTORY': _HAS_DEFAULT_FACTORY, '__builtins__': builtins}
        self.text = []
        self.functions = []

    def add(self, name, parameters, body, returns=None):
        suffix = ''
        if returns is not None:
            self.names['_return_type'] = returns[0]
            suffix = ' -> _return_type'
        self.functions.append(name)
        self.text.append(f'  def {name}({", ".join(parameters)}){suffix}:')
        self.text += ['    ' + line for line in body or ['pass']]

    def compile(self):
        """The functions by name."""
        text = '\n'.join([f'def _make({", ".join(self.names)}):', *self.text,
                          f'  return {", ".join(self.functions)},'])
        scope = {}
        exec(text, self.globals, scope)
        return dict(zip(self.functions, scope['_make'](**self.names)))


def _tuple(owner, fields):
    return '(%s)' % ''.join(f'{owner}.{f.name},' for f in fields)


def _write_init(source, fields, frozen, has_post_init):
    """__init__: parameters for the fields with init, in order, then the assignments."""
    me = '__dataclass_self__' if any(f.name == 'self' for f in fields) else 'self'
    parameters, body = [me], []
    optional = False
    for f in fields:
        value = f.name
        default = f'_dflt_{f.name}'
        has_factory = f.default_factory is not MISSING
        if f.init:
            if f.default is MISSING and not has_factory:
                if optional:
                    raise TypeError(f'non-default argument {f.name!r} follows default argument')
                shown = ''
            else:
                optional = True
                shown = ' = _HAS_DEFAULT_FACTORY' if has_factory else f' = {default}'
            source.names[f'_type_{f.name}'] = f.type
            parameters.append(f'{f.name}: _type_{f.name}{shown}')
        if has_factory:
            source.names[default] = f.default_factory
            value = f'{default}() if {f.name} is _HAS_DEFAULT_FACTORY else {f.name}' if f.init else f'{default}()'
        elif f.default is not MISSING:
            source.names[default] = f.default
        if f._field_type is _FIELD_INITVAR or not (f.init or has_factory):
            continue
        if frozen:
            body.append(f'__builtins__.object.__setattr__({me}, {f.name!r}, {value})')
        else:
            body.append(f'{me}.{f.name} = {value}')
    if has_post_init:
        extra = ', '.join(f.name for f in fields if f._field_type is _FIELD_INITVAR)
        body.append(f'{me}.{_POST_INIT_NAME}({extra})')
    source.add('__init__', parameters, body, (None,))


def _write_frozen(source, cls, fields):
    source.names['cls'] = cls
    source.names['FrozenInstanceError'] = FrozenInstanceError
    names = '(%s)' % ''.join(f'{f.name!r},' for f in fields)
    for method, verb, parameters in (('__setattr__', 'assign to', ['self', 'name', 'value']),
                                     ('__delattr__', 'delete', ['self', 'name'])):
        source.add(method, parameters, [
            f'if type(self) is cls or name in {names}:',
            f'  raise FrozenInstanceError(f"cannot {verb} field {{name!r}}")',
            f'super(cls, self).{method}({", ".join(parameters[1:])})'])


def _write_comparison(source, name, operator, fields):
    source.add(name, ['self', 'other'], [
        'if other.__class__ is self.__class__:',
        f'  return {_tuple("self", fields)}{operator}{_tuple("other", fields)}',
        'return NotImplemented'])


def _recursive_repr(function):
    """Show '...' where an object's repr comes upon the object itself."""
    running = set()

    @functools.wraps(function)
    def wrapper(self):
        key = id(self), _thread.get_ident()
        if key in running:
            return '...'
        running.add(key)
        try:
            return function(self)
        finally:
            running.discard(key)
    return wrapper


def _adds_hash(cls, params):
    """What becomes of __hash__: True to generate it, None to set it to None, False to leave it."""
    own = cls.__dict__.get('__hash__', MISSING)
    # Python itself sets __hash__ to None where only __eq__ is defined.
    explicit = not (own is MISSING or own is None and '__eq__' in cls.__dict__)
    if params.unsafe_hash:
        if explicit:
            raise TypeError(f'Cannot overwrite attribute __hash__ in class {cls.__name__}')
        return True
    if explicit or not params.eq:
        return False
    return True if params.frozen else None


def _process_class(cls, init, repr, eq, order, unsafe_hash, frozen):
    source = _Source(cls.__module__)
    params = _DataclassParams(init, repr, eq, order, unsafe_hash, frozen)
    setattr(cls, _PARAMS, params)
    found = _collect(cls, frozen)
    setattr(cls, _FIELDS, found)
    if order and not eq:
        raise ValueError('eq must be true if order is true')
    real = [f for f in found.values() if f._field_type is _FIELD]
    compared = [f for f in real if f.compare]
    if init:
        _write_init(source, [f for f in found.values() if f._field_type is not _FIELD_CLASSVAR], frozen,
                    hasattr(cls, _POST_INIT_NAME))
    if repr:
        shown = ', '.join(f'{f.name}={{self.{f.name}!r}}' for f in real if f.repr)
        source.add('__repr__', ['self'], [f'return self.__class__.__qualname__ + f"({shown})"'])
    if eq:
        _write_comparison(source, '__eq__', '==', compared)
    if order:
        for name, operator in _ORDER:
            _write_comparison(source, name, operator, compared)
    if frozen:
        _write_frozen(source, cls, real)
    hashing = _adds_hash(cls, params)
    if hashing:
        hashed = [f for f in real if (f.compare if f.hash is None else f.hash)]
        source.add('__hash__', ['self'], [f'return hash({_tuple("self", hashed)})'])
    _install(cls, source)
    if hashing is None:
        cls.__hash__ = None
    if not getattr(cls, '__doc__'):
        import inspect
        cls.__doc__ = cls.__name__ + str(inspect.signature(cls)).replace(' -> None', '')
    return cls


_ORDER = (('__lt__', '<'), ('__le__', '<='), ('__gt__', '>'), ('__ge__', '>='))


def _install(cls, source):
    """Compile the methods and put them into the class; its own methods win or are an error."""
    methods = source.compile() if source.functions else {}
    for name, function in methods.items():
        function.__qualname__ = f'__create_fn__.<locals>.{name}'
        if name == '__repr__':
            function = _recursive_repr(function)
        if name not in cls.__dict__ or name == '__hash__':
            setattr(cls, name, function)
        elif name in ('__setattr__', '__delattr__'):
            raise TypeError(f'Cannot overwrite attribute {name} in class {cls.__name__}')
        elif name in dict(_ORDER):
            raise TypeError(f'Cannot overwrite attribute {name} in class {cls.__name__}. '
                            'Consider using functools.total_ordering')


def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False):
    """Add generated special methods to a class, from the annotations in its body.

    init, repr and eq ask for __init__, __repr__ and __eq__; order for the comparisons;
    frozen makes instances immutable; unsafe_hash asks for __hash__ even if they are not.
    """
    def wrap(cls):
        return _process_class(cls, init, repr, eq, order, unsafe_hash, frozen)

    return wrap if cls is None else wrap(cls)


# ---- working with dataclasses

def fields(class_or_instance):
    """The fields of a dataclass or of an instance of one, as a tuple."""
    try:
        found = getattr(class_or_instance, _FIELDS)
    except AttributeError:
        raise TypeError('must be called with a dataclass type or instance')
    return tuple(f for f in found.values() if f._field_type is _FIELD)


def _is_dataclass_instance(obj):
    return hasattr(type(obj), _FIELDS)


def is_dataclass(obj):
    """True for a dataclass and for an instance of one."""
    return hasattr(obj if isinstance(obj, type) else type(obj), _FIELDS)


def _convert(obj, make):
    """Copy obj deeply; make(list of (name, value)) replaces each dataclass instance."""
    if _is_dataclass_instance(obj):
        return make([(f.name, _convert(getattr(obj, f.name), make)) for f in fields(obj)])
    kind = type(obj)
    if isinstance(obj, tuple) and hasattr(obj, '_fields'):
        return kind(*[_convert(item, make) for item in obj])
    if isinstance(obj, (list, tuple)):
        return kind(_convert(item, make) for item in obj)
    if isinstance(obj, dict):
        return kind((_convert(key, make), _convert(value, make)) for key, value in obj.items())
    return copy.deepcopy(obj)


def asdict(obj, *, dict_factory=dict):
    """The fields of an instance as a dict, recursively through dataclasses and containers."""
    if not _is_dataclass_instance(obj):
        raise TypeError('asdict() should be called on dataclass instances')
    return _convert(obj, dict_factory)


def astuple(obj, *, tuple_factory=tuple):
    """The values of the fields of an instance as a tuple, recursively like asdict()."""
    if not _is_dataclass_instance(obj):
        raise TypeError('astuple() should be called on dataclass instances')
    return _convert(obj, lambda pairs: tuple_factory([value for _, value in pairs]))


def make_dataclass(cls_name, fields, *, bases=(), namespace=None, init=True, repr=True, eq=True, order=False,
                   unsafe_hash=False, frozen=False):
    """Make a dataclass from a name and fields: names, (name, type) or (name, type, field())."""
    body = {} if namespace is None else namespace.copy()
    annotations = {}
    for item in fields:
        if isinstance(item, str):
            name, annotation = item, 'typing.Any'
        elif len(item) == 2:
            name, annotation = item
        elif len(item) == 3:
            name, annotation, body[item[0]] = item
        else:
            raise TypeError(f'Invalid field: {item!r}')
        if not isinstance(name, str) or not name.isidentifier():
            raise TypeError(f'Field names must be valid identifiers: {name!r}')
        if keyword.iskeyword(name):
            raise TypeError(f'Field names must not be keywords: {name!r}')
        if name in annotations:
            raise TypeError(f'Field name duplicated: {name!r}')
        annotations[name] = annotation
    body['__annotations__'] = annotations
    cls = types.new_class(cls_name, bases, {}, lambda ns: ns.update(body))
    return dataclass(cls, init=init, repr=repr, eq=eq, order=order, unsafe_hash=unsafe_hash, frozen=frozen)


def replace(*args, **changes):
    """A new instance like obj, with other values for the fields named."""
    if len(args) > 1:
        raise TypeError(f'replace() takes 1 positional argument but {len(args)} were given')
    if args:
        obj, = args
    else:
        from _old_keywords import take
        obj = take(changes, 'obj', "replace() missing 1 required positional argument: 'obj'")
    if not _is_dataclass_instance(obj):
        raise TypeError('replace() should be called on dataclass instances')
    for f in getattr(obj, _FIELDS).values():
        if f._field_type is _FIELD_CLASSVAR:
            continue
        if not f.init:
            if f.name in changes:
                raise ValueError(f'field {f.name} is declared with init=False, it cannot be specified with '
                                 'replace()')
        elif f.name not in changes:
            if f._field_type is _FIELD_INITVAR and f.default is MISSING:
                raise ValueError(f'InitVar {f.name!r} must be specified with replace()')
            changes[f.name] = getattr(obj, f.name)
    return obj.__class__(**changes)


replace.__text_signature__ = '(obj, /, **kwargs)'
