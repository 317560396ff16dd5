"""ABCMeta in Python, for an interpreter without the native `_abc`."""

from _weakrefset import WeakSet


def get_cache_token():
    """A value that changes whenever a virtual subclass is registered with any abstract base class."""
    return ABCMeta._abc_invalidation_counter


def _abstract_names(cls, namespace):
    """Names of the methods that are still abstract in `cls`."""
    for name, value in namespace.items():
        if getattr(value, "__isabstractmethod__", False):
            yield name
    for base in cls.__bases__:
        for name in getattr(base, "__abstractmethods__", ()):
            if getattr(getattr(cls, name, None), "__isabstractmethod__", False):
                yield name


class ABCMeta(type):
    """Metaclass of abstract base classes, see the `abc` module."""

    # Counts registrations; a class's negative answers hold only while it stands still.
    _abc_invalidation_counter = 0

    def __new__(mcls, name, bases, namespace, /, **kwargs):
        cls = super().__new__(mcls, name, bases, namespace, **kwargs)
        cls.__abstractmethods__ = frozenset(_abstract_names(cls, namespace))
        cls._abc_registry = WeakSet()
        cls._abc_caches_clear()
        return cls

    def register(cls, subclass):
        """Make `subclass` count as a subclass of this one; returns it, so this is also a decorator."""
        if not isinstance(subclass, type):
            raise TypeError("Can only register classes")
        if not issubclass(subclass, cls):
            if issubclass(cls, subclass):
                raise RuntimeError("Refusing to create an inheritance cycle")
            cls._abc_registry.add(subclass)
            ABCMeta._abc_invalidation_counter += 1
        return subclass

    def _dump_registry(cls, file=None):
        """Print what the class remembers, for debugging."""
        print(f"Class: {cls.__module__}.{cls.__qualname__}", f"Inv. counter: {get_cache_token()}",
              sep="\n", file=file)
        for name, value in vars(cls).items():
            if name.startswith("_abc_"):
                print(f"{name}: {set(value) if isinstance(value, WeakSet) else value!r}", file=file)

    def _abc_registry_clear(cls):
        """Forget the virtual subclasses."""
        cls._abc_registry.clear()

    def _abc_caches_clear(cls):
        """Forget the answers given so far."""
        cls._abc_cache = WeakSet()
        cls._abc_negative_cache = WeakSet()
        cls._abc_negative_cache_version = ABCMeta._abc_invalidation_counter

    def __instancecheck__(cls, instance):
        """isinstance(instance, cls)"""
        apparent = instance.__class__
        if apparent in cls._abc_cache:
            return True
        real = type(instance)
        return cls.__subclasscheck__(apparent) or (real is not apparent and cls.__subclasscheck__(real))

    def __subclasscheck__(cls, subclass):
        """issubclass(subclass, cls)"""
        if not isinstance(subclass, type):
            raise TypeError("issubclass() arg 1 must be a class")
        if subclass in cls._abc_cache:
            return True
        if cls._abc_negative_cache_version != ABCMeta._abc_invalidation_counter:
            cls._abc_negative_cache = WeakSet()
            cls._abc_negative_cache_version = ABCMeta._abc_invalidation_counter
        elif subclass in cls._abc_negative_cache:
            return False
        answer = cls._abc_decide(subclass)
        (cls._abc_cache if answer else cls._abc_negative_cache).add(subclass)
        return answer

    def _abc_decide(cls, subclass):
        """The answer without the caches: the class's own say, real bases, registered ones, subclasses."""
        answer = cls.__subclasshook__(subclass)
        if answer is not NotImplemented:
            assert isinstance(answer, bool)
            return answer
        if cls in getattr(subclass, "__mro__", ()):
            return True
        if any(issubclass(subclass, known) for known in cls._abc_registry):
            return True
        return any(issubclass(subclass, known) for known in cls.__subclasses__())
