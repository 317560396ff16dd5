"""The import system as a library."""

__all__ = ["__import__", "import_module", "invalidate_caches", "reload"]

# The interpreter has run both parts of the import system under other names already. They become modules of this
# package, so that their code is not in memory twice; only without them they are imported from here.

import _imp
import sys


def _adopt(part, frozen_name):
    """A part of the import system as module of this package, and whether the interpreter had run it already."""
    try:
        module = __import__(frozen_name)
    except ImportError:
        return __import__("importlib." + part, fromlist=["*"]), False
    module.__name__ = f"importlib.{part}"
    module.__package__ = "importlib"
    if "__file__" in globals():
        module.__file__ = __file__.replace("__init__.py", part + ".py")
    sys.modules[module.__name__] = module
    return module, True


_bootstrap, _known = _adopt("_bootstrap", "_frozen_importlib")
if not _known:
    _bootstrap._setup(sys, _imp)
_bootstrap_external, _known = _adopt("_bootstrap_external", "_frozen_importlib_external")
if not _known:
    _bootstrap_external._setup(_bootstrap)
    _bootstrap._bootstrap_external = _bootstrap_external
del _known

# imp and others look for these here
_pack_uint32 = _bootstrap_external._pack_uint32
_unpack_uint32 = _bootstrap_external._unpack_uint32

import types
import warnings

from ._bootstrap import __import__


def invalidate_caches():
    """Let the finders forget what they have seen, as when modules were added while the program runs."""
    for finder in sys.meta_path:
        if hasattr(finder, "invalidate_caches"):
            finder.invalidate_caches()


def find_loader(name, path=None):
    """Deprecated: the loader of a module, by importlib.util.find_spec() nowadays."""
    warnings.warn("Deprecated since Python 3.4. Use importlib.util.find_spec() instead.", DeprecationWarning,
                  stacklevel=2)
    if name in sys.modules:
        try:
            loader = sys.modules[name].__loader__
        except AttributeError:
            raise ValueError(f"{name}.__loader__ is not set") from None
        if loader is None:
            raise ValueError(f"{name}.__loader__ is None")
        return loader
    spec = _bootstrap._find_spec(name, path)
    if spec is None:
        return None
    if spec.loader is None:
        if spec.submodule_search_locations is None:
            raise ImportError(f"spec for {name} missing loader", name=name)
        raise ImportError("namespace packages do not have loaders", name=name)
    return spec.loader


def import_module(name, package=None):
    """Import a module and give that one. A name with dots in front is relative to the package."""
    level = 0
    if name.startswith("."):
        if not package:
            raise TypeError("the 'package' argument is required to perform a relative import for {!r}".format(name))
        level = len(name) - len(name.lstrip("."))
    return _bootstrap._gcd_import(name[level:], package, level)


_RELOADING = {}


def reload(module):
    """Execute a module, which must have been imported, once more; gives it."""
    if not module or not isinstance(module, types.ModuleType):
        raise TypeError("reload() argument must be a module")
    try:
        name = module.__spec__.name
    except AttributeError:
        name = module.__name__
    if sys.modules.get(name) is not module:
        raise ImportError("module {} not in sys.modules".format(name), name=name)
    if name in _RELOADING:  # it reloads itself
        return _RELOADING[name]
    _RELOADING[name] = module
    try:
        path = None
        parent = name.rpartition(".")[0]
        if parent:
            if parent not in sys.modules:
                raise ImportError("parent {!r} not in sys.modules".format(parent), name=parent)
            path = sys.modules[parent].__path__
        spec = module.__spec__ = _bootstrap._find_spec(name, path, module)
        if spec is None:
            raise ModuleNotFoundError(f"spec not found for the module {name!r}", name=name)
        _bootstrap._exec(spec, module)
        # It may have put something else in its place.
        return sys.modules[name]
    finally:
        _RELOADING.pop(name, None)
