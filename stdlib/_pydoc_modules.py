"""Finding modules, their first lines, and what dotted names mean; found in pydoc."""

import builtins
import importlib._bootstrap
import importlib._bootstrap_external
import importlib.machinery
import importlib.util
import io
import os
import pkgutil
import sys
import tokenize
import warnings

__name__ = 'pydoc'  # where all of this is found


def pathdirs():
    """The folders of sys.path that there are, each once."""
    found = {}
    for folder in sys.path:
        folder = os.path.abspath(folder or '.')
        if os.path.isdir(folder):
            found.setdefault(os.path.normcase(folder), folder)
    return list(found.values())


def ispackage(path):
    """Is a folder that of a package?"""
    return os.path.isdir(path) and any(
        os.path.exists(os.path.join(path, '__init__' + ending)) for ending in ('.py', '.pyc'))


def source_synopsis(file):
    """The first line of the docstring in an open source; None if there is none."""
    for line in file:
        line = line.strip()
        if line and not line.startswith('#'):
            break
    else:
        return None
    if line[:4] in ('r"""', "r'''"):
        line = line[1:]
    if line[:3] not in ('"""', "'''"):
        return None
    quotes, line = line[:3], line[3:]
    if line.endswith('\\'):
        line = line[:-1]
    while not line.strip():
        line = file.readline()
        if not line:
            break
    return line.split(quotes)[0].strip()


def synopsis(filename, cache={}):
    """The first line of the docstring of a source or compiled file; None if there is none.

    The module is run only if it is neither.
    """
    changed = os.stat(filename).st_mtime
    known, line = cache.get(filename, (None, None))
    if known is not None and known >= changed:
        return line
    if filename.endswith(tuple(importlib.machinery.BYTECODE_SUFFIXES)):
        loader = importlib.machinery.SourcelessFileLoader
    elif filename.endswith(tuple(importlib.machinery.EXTENSION_SUFFIXES)):
        loader = importlib.machinery.ExtensionFileLoader
    else:
        loader = None
    if loader is None:
        try:
            with tokenize.open(filename) as file:
                line = source_synopsis(file)
        except OSError:
            return None
    else:
        spec = importlib.util.spec_from_file_location('__temp__', filename, loader=loader('__temp__', filename))
        try:
            module = importlib._bootstrap._load(spec)
        except Exception:
            return None
        del sys.modules['__temp__']
        line = module.__doc__.splitlines()[0] if module.__doc__ else None
    cache[filename] = changed, line
    return line


class ErrorDuringImport(Exception):
    """Something went wrong inside of a module that was to be imported: exc, value and tb say what."""

    def __init__(self, filename, exc_info):
        self.filename = filename
        self.exc, self.value, self.tb = exc_info

    def __str__(self):
        return 'problem in %s - %s: %s' % (self.filename, self.exc.__name__, self.value)


def importfile(path):
    """Import the module of a source or compiled file by its path. ErrorDuringImport: it went wrong."""
    with io.open(path, 'rb') as file:
        compiled = file.read(len(importlib.util.MAGIC_NUMBER)) == importlib.util.MAGIC_NUMBER
    name = os.path.splitext(os.path.basename(path))[0]
    bootstrap = importlib._bootstrap_external
    loader = (bootstrap.SourcelessFileLoader if compiled else bootstrap.SourceFileLoader)(name, path)
    try:
        return importlib._bootstrap._load(importlib.util.spec_from_file_location(name, path, loader=loader))
    except:
        raise ErrorDuringImport(path, sys.exc_info())


def safeimport(path, forceload=0, cache={}):
    """Import a module by its dotted name; None if there is none. forceload: again, if it has been.

    ErrorDuringImport: it is there, but something goes wrong inside.
    """
    try:
        if forceload and path in sys.modules and path not in sys.builtin_module_names:
            for name in [path, *(name for name in sys.modules if name.startswith(path + '.'))]:
                cache[name] = sys.modules.pop(name)  # others may still use it
        module = __import__(path)
    except:
        kind, value, _ = found = sys.exc_info()
        if path in sys.modules:
            raise ErrorDuringImport(sys.modules[path].__file__, found)
        if kind is SyntaxError:
            raise ErrorDuringImport(value.filename, found)
        if issubclass(kind, ImportError) and value.name == path:
            return None
        raise ErrorDuringImport(path, found)
    for part in path.split('.')[1:]:
        module = getattr(module, part, None)
        if module is None:
            return None
    return module


def locate(path, forceload=0):
    """The object of a dotted name: of a module, or in one, or built in; None if there is none."""
    parts = [part for part in path.split('.') if part]
    found, used = None, 0
    while used < len(parts):
        module = safeimport('.'.join(parts[:used + 1]), forceload)
        if not module:
            break
        found, used = module, used + 1
    found = found or builtins
    for part in parts[used:]:
        try:
            found = getattr(found, part)
        except AttributeError:
            return None
    return found


def _module_title(name):
    """What lists call a module that a ModuleScanner has found."""
    package, dot, last = name.rpartition('.')
    return package + ' (package)' if last == '__init__' and dot else name


class ModuleScanner:
    """Goes through all modules that can be imported; setting `quit` ends it."""

    def run(self, callback, key=None, completer=None, onerror=None):
        """callback(path, name, first line) for each module, with a key for those only that have it there.

        completer() is called at the end, onerror(name) for a package that cannot be imported.
        """
        if key:
            key = key.lower()
        self.quit = False
        seen = {}
        for name in sys.builtin_module_names:
            if name == '__main__':
                continue
            seen[name] = 1
            if key is None:
                callback(None, name, '')
            else:
                line = (__import__(name).__doc__ or '').split('\n')[0]
                if (name + ' - ' + line).lower().find(key) >= 0:
                    callback(None, name, line)
        for importer, name, is_package in pkgutil.walk_packages(onerror=onerror):
            if self.quit:
                break
            if key is None:
                callback(None, name, '')
                continue
            try:
                spec = pkgutil._get_spec(importer, name)
            except SyntaxError:
                continue  # the source does not even have characters
            found = self._first_line(spec, onerror, name)
            if found is not None:
                path, line = found
                if (name + ' - ' + line).lower().find(key) >= 0:
                    callback(path, name, line)
        if completer:
            completer()

    @staticmethod
    def _first_line(spec, onerror, name):
        """(path, first line of the docstring) of a module; None if it cannot be read."""
        loader = spec.loader
        if hasattr(loader, 'get_source'):
            try:
                source = loader.get_source(name)
            except Exception:
                if onerror:
                    onerror(name)
                return None
            line = source_synopsis(io.StringIO(source)) or ''
            return loader.get_filename(name) if hasattr(loader, 'get_filename') else None, line
        try:
            module = importlib._bootstrap._load(spec)
        except ImportError:
            if onerror:
                onerror(name)
            return None
        return getattr(module, '__file__', None), module.__doc__.splitlines()[0] if module.__doc__ else ''


def _search_modules(key, found):
    """found(name, first line) for each module with a word there, without warnings of those that are imported."""
    with warnings.catch_warnings():
        warnings.filterwarnings('ignore')
        ModuleScanner().run(lambda path, name, line: found(_module_title(name), line), key, onerror=lambda name: None)


__name__ = __spec__.name
