"""Tools for finders, loaders and those who import by hand."""

from . import abc
from ._bootstrap import module_from_spec, _resolve_name, spec_from_loader, _find_spec
from ._bootstrap_external import (MAGIC_NUMBER, _RAW_MAGIC_NUMBER, cache_from_source, decode_source, source_from_cache,
                                  spec_from_file_location)

import _imp
import functools
import sys
import types
import warnings
from contextlib import contextmanager


def source_hash(source_bytes):
    """The hash of source that compiled files may have."""
    return _imp.source_hash(_RAW_MAGIC_NUMBER, source_bytes)


def resolve_name(name, package):
    """The absolute name; one with dots in front is relative to the package."""
    if not name.startswith("."):
        return name
    level = len(name) - len(name.lstrip("."))
    if not package:
        raise ValueError(f"no package specified for {repr(name)} (required for relative module names)")
    return _resolve_name(name[level:], package, level)


def _known_spec(name):
    """The spec of a module in sys.modules."""
    module = sys.modules[name]
    if module is None:
        return None
    try:
        spec = module.__spec__
    except AttributeError:
        raise ValueError("{}.__spec__ is not set".format(name)) from None
    if spec is None:
        raise ValueError("{}.__spec__ is None".format(name))
    return spec


def _find_spec_from_path(name, path=None):
    """find_spec() by a path, without importing the packages above."""
    return _known_spec(name) if name in sys.modules else _find_spec(name, path)


def find_spec(name, package=None):
    """The spec of a module, None if it is not found. The packages above it are imported."""
    fullname = resolve_name(name, package) if name.startswith(".") else name
    if fullname in sys.modules:
        return _known_spec(fullname)
    parent_name = fullname.rpartition(".")[0]
    path = None
    if parent_name:
        parent = __import__(parent_name, fromlist=["__path__"])
        try:
            path = parent.__path__
        except AttributeError as problem:
            raise ModuleNotFoundError(f"__path__ attribute not found on {parent_name!r} while trying to find "
                                      f"{fullname!r}", name=fullname) from problem
    return _find_spec(fullname, path)


# ---- Decorators for load_module(), all deprecated

@contextmanager
def _module_to_load(name):
    module = sys.modules.get(name)
    existed = module is not None
    if not existed:
        # A module that is being loaded is told by __initializing__.
        module = type(sys)(name)
        module.__initializing__ = True
        sys.modules[name] = module
    try:
        yield module
    except Exception:
        if not existed:
            sys.modules.pop(name, None)
    finally:
        module.__initializing__ = False


def set_package(fxn):
    """Set __package__ of the module that the method gives."""
    @functools.wraps(fxn)
    def set_package_wrapper(*args, **kwargs):
        warnings.warn("The import system now takes care of this automatically.", DeprecationWarning, stacklevel=2)
        module = fxn(*args, **kwargs)
        if getattr(module, "__package__", None) is None:
            package = module.__name__
            module.__package__ = package if hasattr(module, "__path__") else package.rpartition(".")[0]
        return module
    return set_package_wrapper


def set_loader(fxn):
    """Set __loader__ of the module that the method gives."""
    @functools.wraps(fxn)
    def set_loader_wrapper(self, *args, **kwargs):
        warnings.warn("The import system now takes care of this automatically.", DeprecationWarning, stacklevel=2)
        module = fxn(self, *args, **kwargs)
        if getattr(module, "__loader__", None) is None:
            module.__loader__ = self
        return module
    return set_loader_wrapper


def module_for_loader(fxn):
    """Call the method with a module, new or of a reload, in the place of a name."""
    warnings.warn("The import system now takes care of this automatically.", DeprecationWarning, stacklevel=2)

    @functools.wraps(fxn)
    def module_for_loader_wrapper(self, fullname, *args, **kwargs):
        with _module_to_load(fullname) as module:
            module.__loader__ = self
            try:
                is_package = self.is_package(fullname)
            except (ImportError, AttributeError):
                pass
            else:
                module.__package__ = fullname if is_package else fullname.rpartition(".")[0]
            # outside the package's lock
            return fxn(self, module, *args, **kwargs)
    return module_for_loader_wrapper


# ---- Loading at the first use

class _LazyModule(types.ModuleType):
    """A module that is executed when an attribute is asked for."""

    def __getattribute__(self, attr):
        # First of all an ordinary module again, as what follows asks for attributes.
        self.__class__ = types.ModuleType
        spec = self.__spec__
        name = spec.name
        state = spec.loader_state
        before = state["__dict__"]
        now = self.__dict__
        # What was set since then is to survive.
        changed = {key: value for key, value in now.items() if key not in before or id(before[key]) != id(value)}
        spec.loader.exec_module(self)
        # If it is imported under its name, that must still be this very one.
        if name in sys.modules and id(self) != id(sys.modules[name]):
            raise ValueError(f"module object for {name!r} substituted in sys.modules during a lazy load")
        now.update(changed)
        return getattr(self, attr)

    def __delattr__(self, attr):
        self.__getattribute__(attr)  # AttributeError if there is none
        delattr(self, attr)


class LazyLoader(abc.Loader):
    """Makes another loader execute modules at the first use of an attribute."""

    @staticmethod
    def __check_eager_loader(loader):
        if not hasattr(loader, "exec_module"):
            raise TypeError("loader must define exec_module()")

    @classmethod
    def factory(cls, loader):
        """A function that makes a loader of the given class and puts it in a lazy one."""
        cls.__check_eager_loader(loader)
        return lambda *args, **kwargs: cls(loader(*args, **kwargs))

    def __init__(self, loader):
        self.__check_eager_loader(loader)
        self.loader = loader

    def create_module(self, spec):
        return self.loader.create_module(spec)

    def exec_module(self, module):
        """Note what is needed to do it later."""
        spec = module.__spec__
        spec.loader = module.__loader__ = self.loader
        spec.loader_state = {"__dict__": module.__dict__.copy(), "__class__": module.__class__}
        module.__class__ = _LazyModule
