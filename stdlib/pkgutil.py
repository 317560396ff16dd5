"""Packages: their modules, their data files, their paths; and older tools for importers."""

from collections import namedtuple
from functools import singledispatch as simplegeneric
import importlib
import importlib.machinery
import importlib.util
import os
import os.path
import sys
from types import ModuleType
import warnings

__all__ = ["get_importer", "iter_importers", "get_loader", "find_loader", "walk_packages", "iter_modules", "get_data",
           "ImpImporter", "ImpLoader", "read_code", "extend_path", "ModuleInfo"]

ModuleInfo = namedtuple("ModuleInfo", "module_finder name ispkg")
ModuleInfo.__doc__ = "A module that a finder knows."


def _get_spec(finder, name):
    """The spec by a finder for one path, of any age."""
    find_spec = getattr(finder, "find_spec", None)
    if find_spec is not None:
        return find_spec(name)
    loader = finder.find_module(name)
    return None if loader is None else importlib.util.spec_from_loader(name, loader)


def read_code(stream):
    """The code in a compiled file, None if it is not of this version."""
    import marshal
    if stream.read(4) != importlib.util.MAGIC_NUMBER:
        return None
    stream.read(12)  # the rest of the head
    return marshal.load(stream)


# ---- Listing modules

def iter_modules(path=None, prefix=""):
    """ModuleInfo of the modules right below the directories of a path (sys.path), names with a prefix."""
    if path is None:
        finders = iter_importers()
    elif isinstance(path, str):
        raise ValueError("path must be None or list of paths to look for modules in")
    else:
        finders = map(get_importer, path)
    seen = set()
    for finder in finders:
        for name, ispkg in iter_importer_modules(finder, prefix):
            if name not in seen:
                seen.add(name)
                yield ModuleInfo(finder, name, ispkg)


def walk_packages(path=None, prefix="", onerror=None):
    """iter_modules() that goes into packages, which are imported for that.

    A package that cannot be imported is given to `onerror`; without that, only ImportError is ignored.
    """
    walked = set()

    def below(path, prefix):
        for info in iter_modules(path, prefix):
            yield info
            if not info.ispkg:
                continue
            try:
                __import__(info.name)
            except ImportError:
                if onerror is not None:
                    onerror(info.name)
                continue
            except Exception:
                if onerror is None:
                    raise
                onerror(info.name)
                continue
            inside = getattr(sys.modules[info.name], "__path__", None) or []
            fresh = [folder for folder in inside if folder not in walked]
            walked.update(fresh)
            yield from below(fresh, info.name + ".")

    return below(path, prefix)


@simplegeneric
def iter_importer_modules(importer, prefix=""):
    """(name, is it a package) of the modules that a finder knows; functions for types of finders can be registered."""
    if not hasattr(importer, "iter_modules"):
        return []
    return importer.iter_modules(prefix)


def _directory_modules(folder, prefix):
    """iter_importer_modules() for a directory."""
    if folder is None or not os.path.isdir(folder):
        return
    import inspect
    try:
        names = os.listdir(folder)
    except OSError:  # not to be read
        names = []
    seen = set()
    for entry in sorted(names):
        name = inspect.getmodulename(entry)
        if name == "__init__" or name in seen:
            continue
        full = os.path.join(folder, entry)
        ispkg = False
        if not name and os.path.isdir(full) and "." not in entry:
            try:
                inside = os.listdir(full)
            except OSError:
                inside = []
            if not any(inspect.getmodulename(item) == "__init__" for item in inside):
                continue
            name, ispkg = entry, True
        if name and "." not in name:
            seen.add(name)
            yield prefix + name, ispkg


def _iter_file_finder_modules(importer, prefix=""):
    return _directory_modules(importer.path, prefix)


iter_importer_modules.register(importlib.machinery.FileFinder, _iter_file_finder_modules)

try:
    import zipimport
    from zipimport import zipimporter
except ImportError:
    pass
else:
    def iter_zipimport_modules(importer, prefix=""):
        import inspect
        start = importer.prefix
        seen = set()
        for path in sorted(zipimport._zip_directory_cache[importer.archive]):
            if not path.startswith(start):
                continue
            parts = path[len(start):].split(os.sep)
            if len(parts) == 2 and parts[1].startswith("__init__.py"):
                if parts[0] not in seen:
                    seen.add(parts[0])
                    yield prefix + parts[0], True
            if len(parts) != 1:
                continue
            name = inspect.getmodulename(parts[0])
            if name and name != "__init__" and "." not in name and name not in seen:
                seen.add(name)
                yield prefix + name, False

    iter_importer_modules.register(zipimporter, iter_zipimport_modules)


# ---- Finders and loaders

def get_importer(path_item):
    """The finder for an entry of a path, made by the hooks if there is none yet; None if no hook takes it."""
    cache = sys.path_importer_cache
    try:
        return cache[path_item]
    except KeyError:
        pass
    for hook in sys.path_hooks:
        try:
            finder = hook(path_item)
        except ImportError:
            continue
        cache.setdefault(path_item, finder)
        return finder
    return None


def iter_importers(fullname=""):
    """The finders that would be asked for a module: of its package's path, else all of them."""
    if fullname.startswith("."):
        raise ImportError("Relative module name {!r} not supported".format(fullname))
    if "." in fullname:
        package = importlib.import_module(fullname.rpartition(".")[0])
        path = getattr(package, "__path__", None)
        if path is None:
            return
    else:
        yield from sys.meta_path
        path = sys.path
    yield from map(get_importer, path)


def get_loader(module_or_name):
    """The loader of a module, given itself or its name; None if it is not found."""
    if module_or_name in sys.modules:
        module_or_name = sys.modules[module_or_name]
        if module_or_name is None:
            return None
    if not isinstance(module_or_name, ModuleType):
        return find_loader(module_or_name)
    module = module_or_name
    loader = getattr(module, "__loader__", None)
    if loader is not None:
        return loader
    if getattr(module, "__spec__", None) is None:
        return None
    return find_loader(module.__name__)


def find_loader(fullname):
    """The loader of a module, None if it is not found. The packages above it are imported."""
    if fullname.startswith("."):
        raise ImportError("Relative module name {!r} not supported".format(fullname))
    try:
        spec = importlib.util.find_spec(fullname)
    except (ImportError, AttributeError, TypeError, ValueError) as problem:
        # Whatever goes wrong in it: this function always was known for ImportError.
        raise ImportError("Error while finding loader for {!r} ({}: {})".format(
            fullname, type(problem), problem)) from problem
    return None if spec is None else spec.loader


# ---- Packages

def extend_path(path, name):
    """A package's path with the directories of the same name below the other entries of sys.path, and those that
    files NAME.pkg list. For use in __init__.py: __path__ = extend_path(__path__, __name__)."""
    if not isinstance(path, list):  # frozen packages have something else
        return path
    path = path[:]
    parent, _, last = name.rpartition(".")
    if parent:
        try:
            search = getattr(sys.modules[parent], "__path__")
        except (KeyError, AttributeError):
            return path
    else:
        search = sys.path
    for folder in search:
        if not isinstance(folder, str):
            continue
        finder = get_importer(folder)
        if finder is not None:
            portions = []
            if hasattr(finder, "find_spec"):
                spec = finder.find_spec(last)
                if spec is not None:
                    portions = spec.submodule_search_locations or []
            elif hasattr(finder, "find_loader"):
                portions = finder.find_loader(last)[1]
            path += (portion for portion in dict.fromkeys(portions) if portion not in path)
        listing = os.path.join(folder, name + ".pkg")
        if os.path.isfile(listing):
            try:
                with open(listing) as file:
                    lines = [line.rstrip("\n") for line in file]
            except OSError as problem:
                sys.stderr.write("Can't open %s: %s\n" % (listing, problem))
            else:
                # all of them, even directories that do not exist
                path += (line for line in lines if line and not line.startswith("#"))
    return path


def get_data(package, resource):
    """What is in a data file of a package (a path with slashes); None if its loader cannot read files."""
    spec = importlib.util.find_spec(package)
    if spec is None:
        return None
    loader = spec.loader
    if loader is None or not hasattr(loader, "get_data"):
        return None
    module = sys.modules.get(package) or importlib._bootstrap._load(spec)
    if module is None or not hasattr(module, "__file__"):
        return None
    parts = [os.path.dirname(module.__file__), *resource.split("/")]
    return loader.get_data(os.path.join(*parts))


# ---- The import system of Python 2.2 as finder and loader, deprecated

def _import_imp():
    """The module imp, which warns itself when it is imported."""
    global imp
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        imp = importlib.import_module("imp")


class ImpImporter:
    """Finder for one directory, or for built-in and frozen modules."""

    def __init__(self, path=None):
        warnings.warn("This emulation is deprecated, use 'importlib' instead", DeprecationWarning)
        _import_imp()
        self.path = path

    def find_module(self, fullname, path=None):
        # The path argument says nothing here; modules of packages are not found without a directory.
        last = fullname.split(".")[-1]
        if last != fullname and self.path is None:
            return None
        where = None if self.path is None else [os.path.realpath(self.path)]
        try:
            file, filename, etc = imp.find_module(last, where)
        except ImportError:
            return None
        return ImpLoader(fullname, file, filename, etc)

    def iter_modules(self, prefix=""):
        return _directory_modules(self.path, prefix)


class ImpLoader:
    """Loader of what imp.find_module() has found."""

    code = source = None

    def __init__(self, fullname, file, filename, etc):
        warnings.warn("This emulation is deprecated, use 'importlib' instead", DeprecationWarning)
        _import_imp()
        self.file, self.filename, self.fullname, self.etc = file, filename, fullname, etc

    def load_module(self, fullname):
        self._reopen()
        try:
            return imp.load_module(fullname, self.file, self.filename, self.etc)
        finally:
            if self.file:
                self.file.close()

    def get_data(self, pathname):
        with open(pathname, "rb") as file:
            return file.read()

    def _reopen(self):
        if self.file and self.file.closed:
            kind = self.etc[2]
            if kind == imp.PY_SOURCE:
                self.file = open(self.filename, "r")
            elif kind in (imp.PY_COMPILED, imp.C_EXTENSION):
                self.file = open(self.filename, "rb")

    def _fix_name(self, fullname):
        if fullname is not None and fullname != self.fullname:
            raise ImportError("Loader for module %s cannot handle module %s" % (self.fullname, fullname))
        return self.fullname

    def is_package(self, fullname):
        self._fix_name(fullname)
        return self.etc[2] == imp.PKG_DIRECTORY

    def get_code(self, fullname=None):
        fullname = self._fix_name(fullname)
        if self.code is None:
            kind = self.etc[2]
            if kind == imp.PY_SOURCE:
                self.code = compile(self.get_source(fullname), self.filename, "exec")
            elif kind == imp.PY_COMPILED:
                self._reopen()
                with self.file:
                    self.code = read_code(self.file)
            elif kind == imp.PKG_DIRECTORY:
                self.code = self._get_delegate().get_code()
        return self.code

    def get_source(self, fullname=None):
        self._fix_name(fullname)
        if self.source is None:
            kind = self.etc[2]
            if kind == imp.PY_SOURCE:
                self._reopen()
                with self.file:
                    self.source = self.file.read()
            elif kind == imp.PY_COMPILED:
                if os.path.exists(self.filename[:-1]):
                    with open(self.filename[:-1], "r") as file:
                        self.source = file.read()
            elif kind == imp.PKG_DIRECTORY:
                self.source = self._get_delegate().get_source()
        return self.source

    def _get_delegate(self):
        """The loader of __init__."""
        finder = ImpImporter(self.filename)
        spec = _get_spec(finder, "__init__")
        return spec.loader

    def get_filename(self, fullname=None):
        self._fix_name(fullname)
        kind = self.etc[2]
        if kind == imp.PKG_DIRECTORY:
            return self._get_delegate().get_filename()
        return self.filename if kind in (imp.PY_SOURCE, imp.PY_COMPILED, imp.C_EXTENSION) else None
