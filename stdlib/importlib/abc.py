"""Abstract base classes of finders and loaders."""

import abc
import warnings

from . import _bootstrap
from . import _bootstrap_external
from . import machinery

try:
    import _frozen_importlib
except ImportError as _problem:
    if _problem.name != "_frozen_importlib":
        raise
    _frozen_importlib = None
try:
    import _frozen_importlib_external
except ImportError:
    _frozen_importlib_external = _bootstrap_external


def _register(abstract_cls, *classes):
    """Register classes of the import system, also as they are in the part that the interpreter has run."""
    for cls in classes:
        abstract_cls.register(cls)
        if _frozen_importlib is not None:
            name = cls.__name__
            frozen = getattr(_frozen_importlib, name, None) or getattr(_frozen_importlib_external, name)
            abstract_cls.register(frozen)


_FINDING_HINT = "{0}.{1}() is deprecated since Python 3.4 in favor of {0}.find_spec() (available since 3.4)"


class Finder(metaclass=abc.ABCMeta):
    """Older base class of finders; MetaPathFinder and PathEntryFinder say which kind it is."""

    @abc.abstractmethod
    def find_module(self, fullname, path=None):
        """The loader of a module, or None."""


class MetaPathFinder(Finder):
    """Finder for sys.meta_path: has find_spec(fullname, path, target)."""

    def find_module(self, fullname, path):
        """Deprecated: the loader of a module, or None."""
        warnings.warn(_FINDING_HINT.format("MetaPathFinder", "find_module"), DeprecationWarning, stacklevel=2)
        if not hasattr(self, "find_spec"):
            return None
        found = self.find_spec(fullname, path)
        return found.loader if found is not None else None

    def invalidate_caches(self):
        """Forget what was seen; importlib.invalidate_caches() calls it."""


_register(MetaPathFinder, machinery.BuiltinImporter, machinery.FrozenImporter, machinery.PathFinder,
          machinery.WindowsRegistryFinder)


class PathEntryFinder(Finder):
    """Finder for one entry of a path: has find_spec(fullname, target)."""

    def find_loader(self, fullname):
        """Deprecated: (loader or None, directories of a namespace package)."""
        warnings.warn(_FINDING_HINT.format("PathEntryFinder", "find_loader"), DeprecationWarning, stacklevel=2)
        found = self.find_spec(fullname) if hasattr(self, "find_spec") else None
        if found is None:
            return None, []
        return found.loader, found.submodule_search_locations or []

    find_module = _bootstrap_external._find_module_shim

    def invalidate_caches(self):
        """Forget what was seen; PathFinder.invalidate_caches() calls it."""


_register(PathEntryFinder, machinery.FileFinder)


class Loader(metaclass=abc.ABCMeta):
    """Loader of modules: has exec_module(module), or (deprecated) load_module(fullname)."""

    def create_module(self, spec):
        """The module for a spec; None to have an ordinary one made."""
        return None

    # exec_module() is not here, so that one can see by it which kind of loader this is.

    def load_module(self, fullname):
        """Deprecated: make and execute the module."""
        if not hasattr(self, "exec_module"):
            raise ImportError
        return _bootstrap._load_module_shim(self, fullname)

    def module_repr(self, module):
        """Deprecated: repr() of a module."""
        raise NotImplementedError


class ResourceLoader(Loader):
    """Loader that can read data files."""

    @abc.abstractmethod
    def get_data(self, path):
        """What is at a path, as bytes; OSError if there is nothing."""
        raise OSError


class InspectLoader(Loader):
    """Loader that can show what it would load."""

    def is_package(self, fullname):
        """Is the module a package? ImportError if the loader does not know it."""
        raise ImportError

    def get_code(self, fullname):
        """The code of a module, None if it has none (as a built-in one)."""
        source = self.get_source(fullname)
        return None if source is None else self.source_to_code(source)

    @abc.abstractmethod
    def get_source(self, fullname):
        """The source of a module as text, None if it has none."""
        raise ImportError

    @staticmethod
    def source_to_code(data, path="<string>"):
        """Compile."""
        return compile(data, path, "exec", dont_inherit=True)

    exec_module = _bootstrap_external._LoaderBasics.exec_module
    load_module = _bootstrap_external._LoaderBasics.load_module


_register(InspectLoader, machinery.BuiltinImporter, machinery.FrozenImporter)


class ExecutionLoader(InspectLoader):
    """Loader of what can be run as a script."""

    @abc.abstractmethod
    def get_filename(self, fullname):
        """What __file__ shall be."""
        raise ImportError

    def get_code(self, fullname):
        """The code of a module, None if it has none."""
        source = self.get_source(fullname)
        if source is None:
            return None
        try:
            where = (self.get_filename(fullname),)
        except ImportError:
            where = ()
        return self.source_to_code(source, *where)


_register(ExecutionLoader, machinery.ExtensionFileLoader)


class FileLoader(_bootstrap_external.FileLoader, ResourceLoader, ExecutionLoader):
    """Loader of files, given name and path."""


_register(FileLoader, machinery.SourceFileLoader, machinery.SourcelessFileLoader)


class SourceLoader(_bootstrap_external.SourceLoader, ResourceLoader, ExecutionLoader):
    """Loader of source, given get_data() and get_filename()."""

    def path_mtime(self, path):
        """Time of the last change of what is at a path."""
        if self.path_stats.__func__ is SourceLoader.path_stats:
            raise OSError
        return int(self.path_stats(path)["mtime"])

    def path_stats(self, path):
        """A dictionary with `mtime`, and perhaps `size`."""
        if self.path_mtime.__func__ is SourceLoader.path_mtime:
            raise OSError
        return {"mtime": self.path_mtime(path)}

    def set_data(self, path, data):
        """Write at a path; may do nothing."""


_register(SourceLoader, machinery.SourceFileLoader)


class ResourceReader(metaclass=abc.ABCMeta):
    """Access to the data files of a package."""

    @abc.abstractmethod
    def open_resource(self, resource):
        """A binary file; FileNotFoundError if there is none."""
        raise FileNotFoundError

    @abc.abstractmethod
    def resource_path(self, resource):
        """Path in the file system; FileNotFoundError if there is none."""
        raise FileNotFoundError

    @abc.abstractmethod
    def is_resource(self, name):
        """Is it a data file? Directories are none."""
        raise FileNotFoundError

    @abc.abstractmethod
    def contents(self):
        """Iterator over all names in the package."""
        return []


_register(ResourceReader, machinery.SourceFileLoader)
