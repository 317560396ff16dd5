"""The old interface to importing, in terms of importlib; deprecated.

A module is found as (file, path name, description), a description being (suffix, mode, type), and loaded by those.
"""

from _imp import (acquire_lock, get_frozen_object, init_frozen, is_builtin, is_frozen, is_frozen_package, lock_held,
                  release_lock, _fix_co_filename)
try:
    from _imp import create_dynamic
except ImportError:
    # Without extension modules.
    create_dynamic = None

from importlib._bootstrap import _builtin_from_name, _exec, _load
import importlib
import os
import sys
import tokenize
import types
import warnings

from importlib import machinery, util
from importlib.machinery import SourcelessFileLoader  # which programs take from here

warnings.warn("the imp module is deprecated in favour of importlib; see the module's documentation for alternative "
              "uses", DeprecationWarning, stacklevel=2)

(SEARCH_ERROR, PY_SOURCE, PY_COMPILED, C_EXTENSION, PY_RESOURCE, PKG_DIRECTORY, C_BUILTIN, PY_FROZEN, PY_CODERESOURCE,
 IMP_HOOK) = range(10)


def new_module(name):
    """An empty module of that name, which is not in sys.modules."""
    return types.ModuleType(name)


def get_magic():
    """The number at the beginning of .pyc files."""
    return util.MAGIC_NUMBER


def get_tag():
    """What names of .pyc files have for this interpreter."""
    return sys.implementation.cache_tag


def cache_from_source(path, debug_override=None):
    """Where the .pyc file of a source file is; debug_override tells whether to leave out optimization."""
    with warnings.catch_warnings():
        warnings.simplefilter('ignore')
        return util.cache_from_source(path, debug_override)


def source_from_cache(path):
    """The source file of a .pyc file; ValueError if it is not named like one."""
    return util.source_from_cache(path)


def get_suffixes():
    """Descriptions of all kinds of files that are modules, in the order in which they are looked for."""
    return [(suffix, mode, kind)
            for suffixes, mode, kind in ((machinery.EXTENSION_SUFFIXES, 'rb', C_EXTENSION),
                                         (machinery.SOURCE_SUFFIXES, 'r', PY_SOURCE),
                                         (machinery.BYTECODE_SUFFIXES, 'rb', PY_COMPILED))
            for suffix in suffixes]


class NullImporter:
    """Finds nothing, in what is no folder."""

    def __init__(self, path):
        problem = 'empty pathname' if path == '' else 'existing directory' if os.path.isdir(path) else None
        if problem:
            raise ImportError(problem, path=path)

    def find_module(self, fullname):
        """None."""
        return None


class _HackedGetData:
    """A loader that is given its file already open; it serves once."""

    def __init__(self, fullname, path, file=None):
        super().__init__(fullname, path)
        self.file = file

    def get_data(self, path):
        if self.file is None or path != self.path:
            return super().get_data(path)
        file, self.file = self.file, None
        with file:
            # Bytes are wanted, and the file may be one for text.
            if not file.closed and 'b' in file.mode:
                return file.read()
        with open(path, 'rb') as again:
            return again.read()


class _LoadSourceCompatibility(_HackedGetData, machinery.SourceFileLoader):
    pass


class _LoadCompiledCompatibility(_HackedGetData, SourcelessFileLoader):
    pass


def _loaded(spec):
    """The module of a spec; one that is there already is executed anew."""
    present = sys.modules.get(spec.name)
    return _load(spec) if present is None else _exec(spec, present)


def _load_by(compatible, plain, name, pathname, file):
    spec = util.spec_from_file_location(name, pathname, loader=compatible(name, pathname, file))
    module = _loaded(spec)
    # One that can be used again, for reload().
    module.__loader__ = module.__spec__.loader = plain(name, pathname)
    return module


def load_source(name, pathname, file=None):
    """Load a source file as a module of that name."""
    return _load_by(_LoadSourceCompatibility, machinery.SourceFileLoader, name, pathname, file)


def load_compiled(name, pathname, file=None):
    """Load a .pyc file as a module of that name."""
    return _load_by(_LoadCompiledCompatibility, SourcelessFileLoader, name, pathname, file)


def load_package(name, path):
    """Load a package from its folder, or from its __init__ file."""
    if os.path.isdir(path):
        for suffix in machinery.SOURCE_SUFFIXES + machinery.BYTECODE_SUFFIXES:
            init = os.path.join(path, '__init__' + suffix)
            if os.path.exists(init):
                path = init
                break
        else:
            raise ValueError('{!r} is not a package'.format(path))
    return _loaded(util.spec_from_file_location(name, path, submodule_search_locations=[]))


if create_dynamic is None:
    load_dynamic = None
else:
    def load_dynamic(name, path, file=None):
        """Load an extension module."""
        loader = machinery.ExtensionFileLoader(name, path)
        return _load(machinery.ModuleSpec(name=name, loader=loader, origin=path))


def init_builtin(name):
    """Load a built-in module; None if there is none of that name."""
    try:
        return _builtin_from_name(name)
    except ImportError:
        return None


def load_module(name, file, filename, details):
    """Load what find_module() found."""
    suffix, mode, kind = details
    if mode and (not mode.startswith(('r', 'U')) or '+' in mode):
        raise ValueError('invalid file open mode {!r}'.format(mode))
    if file is None and kind in (PY_SOURCE, PY_COMPILED):
        raise ValueError('file object required for import (type code {})'.format(kind))
    loaders = {PY_SOURCE: lambda: load_source(name, filename, file),
               PY_COMPILED: lambda: load_compiled(name, filename, file),
               PKG_DIRECTORY: lambda: load_package(name, filename),
               C_BUILTIN: lambda: init_builtin(name),
               PY_FROZEN: lambda: init_frozen(name)}
    if load_dynamic is not None:
        loaders[C_EXTENSION] = lambda: load_dynamic(name, filename, file)
    loader = loaders.get(kind)
    if loader is None:
        raise ImportError("Don't know how to import {} (type code {})".format(name, kind), name=name)
    return loader()


def _in_folder(folder, name):
    """(path name, description) of a module in a folder, or None."""
    package = os.path.join(folder, name)
    for suffix in ('.py', machinery.BYTECODE_SUFFIXES[0]):
        if os.path.isfile(os.path.join(package, '__init__' + suffix)):
            return package, ('', '', PKG_DIRECTORY)
    for description in get_suffixes():
        path = package + description[0]
        if os.path.isfile(path):
            return path, description
    return None


def find_module(name, path=None):
    """(open file, path name, description) of a module in a list of folders, or sys.path and what is built in."""
    if not isinstance(name, str):
        raise TypeError("'name' must be a str, not {}".format(type(name)))
    if not isinstance(path, (type(None), list)):
        raise RuntimeError("'path' must be None or a list, not {}".format(type(path)))
    if path is None:
        if is_builtin(name):
            return None, None, ('', '', C_BUILTIN)
        if is_frozen(name):
            return None, None, ('', '', PY_FROZEN)
        path = sys.path
    found = next(filter(None, (_in_folder(folder, name) for folder in path)), None)
    if found is None:
        raise ImportError('No module named {!r}'.format(name), name=name)
    filename, description = found
    mode = description[1]
    if description[2] == PKG_DIRECTORY:
        return None, filename, description
    encoding = None
    if 'b' not in mode:
        with open(filename, 'rb') as file:
            encoding = tokenize.detect_encoding(file.readline)[0]
    return open(filename, mode, encoding=encoding), filename, description


def reload(module):
    """Execute a module again, which must have been imported."""
    return importlib.reload(module)
