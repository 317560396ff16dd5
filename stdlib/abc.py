"""Abstract base classes: the metaclass, and the decorator that marks what subclasses must define."""


def abstractmethod(funcobj):
    """Mark a method (or the function inside another descriptor) that concrete subclasses have to override.

    It matters only in classes whose metaclass is ABCMeta: those with such a method left cannot be instantiated.
    """
    funcobj.__isabstractmethod__ = True
    return funcobj


class abstractclassmethod(classmethod):
    """Deprecated spelling of classmethod around abstractmethod."""

    __isabstractmethod__ = True

    def __init__(self, callable):
        super().__init__(abstractmethod(callable))


class abstractstaticmethod(staticmethod):
    """Deprecated spelling of staticmethod around abstractmethod."""

    __isabstractmethod__ = True

    def __init__(self, callable):
        super().__init__(abstractmethod(callable))


class abstractproperty(property):
    """Deprecated spelling of property around abstractmethod."""

    __isabstractmethod__ = True


try:
    from _abc import (get_cache_token, _abc_init, _abc_register, _abc_instancecheck, _abc_subclasscheck, _get_dump,
                      _reset_registry, _reset_caches)
except ImportError:
    from _py_abc import ABCMeta, get_cache_token
    ABCMeta.__module__ = "abc"
else:
    class ABCMeta(type):
        """Metaclass of abstract base classes.

        Its classes know which of their methods are abstract, and accept unrelated classes as virtual subclasses
        through register().
        """

        def __new__(mcls, name, bases, namespace, **kwargs):
            cls = super().__new__(mcls, name, bases, namespace, **kwargs)
            _abc_init(cls)
            return cls

        def register(cls, subclass):
            """Make `subclass` count as a subclass of this one; returns it, so this is also a decorator."""
            return _abc_register(cls, subclass)

        def __instancecheck__(cls, instance):
            """isinstance(instance, cls)"""
            return _abc_instancecheck(cls, instance)

        def __subclasscheck__(cls, subclass):
            """issubclass(subclass, cls)"""
            return _abc_subclasscheck(cls, subclass)

        def _dump_registry(cls, file=None):
            """Print what the class remembers, for debugging."""
            registry, cache, negative, version = _get_dump(cls)
            for line in (f"Class: {cls.__module__}.{cls.__qualname__}", f"Inv. counter: {get_cache_token()}",
                         f"_abc_registry: {registry!r}", f"_abc_cache: {cache!r}",
                         f"_abc_negative_cache: {negative!r}", f"_abc_negative_cache_version: {version!r}"):
                print(line, file=file)

        def _abc_registry_clear(cls):
            """Forget the virtual subclasses."""
            _reset_registry(cls)

        def _abc_caches_clear(cls):
            """Forget the answers given so far."""
            _reset_caches(cls)


class ABC(metaclass=ABCMeta):
    """Base class for those who would rather inherit than name a metaclass."""

    __slots__ = ()
