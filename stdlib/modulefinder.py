"""Finding the modules that a program imports, from its code, without running it.

    finder = modulefinder.ModuleFinder()
    finder.run_script('program.py')
    finder.report()

All import statements count, be they run or not. Imports that a program makes by other means are not seen.
"""

import dis
import importlib._bootstrap_external
import importlib.machinery
import io
import marshal
import os
import sys
import types

# What kind of module has been found; the numbers are those of the module imp.
_SEARCH_ERROR = 0
_PY_SOURCE = 1
_PY_COMPILED = 2
_C_EXTENSION = 3
_PKG_DIRECTORY = 5
_C_BUILTIN = 6
_PY_FROZEN = 7

# Instructions that set and import global names.
LOAD_CONST = dis.opmap['LOAD_CONST']
IMPORT_NAME = dis.opmap['IMPORT_NAME']
STORE_NAME = dis.opmap['STORE_NAME']
STORE_GLOBAL = dis.opmap['STORE_GLOBAL']
STORE_OPS = STORE_NAME, STORE_GLOBAL
EXTENDED_ARG = dis.EXTENDED_ARG

packagePathMap = {}     # by package: folders that it adds to its path when it is run
replacePackageMap = {}  # by package: the name under which another takes its place


def AddPackagePath(packagename, path):
    """Say that a package, when it is run, looks for its modules in one more folder."""
    packagePathMap.setdefault(packagename, []).append(path)


def ReplacePackage(oldname, newname):
    """Say that a package, when it is run, puts itself in the place of another name."""
    replacePackageMap[oldname] = newname


def _find_module(name, path=None):
    """(open file or None, path, (ending, mode, kind)) of a module. ImportError: there is none."""
    importlib.machinery.PathFinder.invalidate_caches()
    spec = importlib.machinery.PathFinder.find_spec(name, path)
    if spec is None:
        raise ImportError('No module named {name!r}'.format(name=name), name=name)
    loader = spec.loader
    for special, kind in ((importlib.machinery.BuiltinImporter, _C_BUILTIN),
                          (importlib.machinery.FrozenImporter, _PY_FROZEN)):
        if loader is special:
            return None, None, ('', '', kind)
    if loader is None:
        return None, None, ('', '', _SEARCH_ERROR)
    if loader.is_package(name):
        return None, os.path.dirname(spec.origin), ('', '', _PKG_DIRECTORY)
    for special, kind in ((importlib.machinery.SourceFileLoader, _PY_SOURCE),
                          (importlib.machinery.ExtensionFileLoader, _C_EXTENSION),
                          (importlib.machinery.SourcelessFileLoader, _PY_COMPILED)):
        if isinstance(loader, special):
            return io.open_code(spec.origin), spec.origin, (os.path.splitext(spec.origin)[-1], 'rb', kind)
    return None, None, ('', '', _SEARCH_ERROR)


class Module:
    """A module that has been found: its file, folders and code, as far as it has them.

    globalnames has the names that it sets, starimports the modules of "from ... import *" whose names are
    not known; both are dictionaries.
    """

    def __init__(self, name, file=None, path=None):
        self.__name__ = name
        self.__file__ = file
        self.__path__ = path
        self.__code__ = None
        self.globalnames = {}
        self.starimports = {}

    def __repr__(self):
        parts = [repr(self.__name__)]
        if self.__file__ is not None:
            parts.append(repr(self.__file__))
        if self.__path__ is not None:
            parts.append(repr(self.__path__))
        return 'Module(%s)' % ', '.join(parts)


class ModuleFinder:
    """Finds modules in the folders `path`, by default sys.path.

    modules is {name: Module} of what has been found, badmodules {name: {who imports it: 1}} of what has
    not. debug is how much to print, 0 for nothing; excludes has names of modules to leave out; replace_paths
    pairs of beginnings of paths, the second of which takes the place of the first in the code.
    """

    def __init__(self, path=None, debug=0, excludes=None, replace_paths=None):
        self.path = sys.path if path is None else path
        self.modules = {}
        self.badmodules = {}
        self.debug = debug
        self.indent = 0
        self.excludes = [] if excludes is None else excludes
        self.replace_paths = [] if replace_paths is None else replace_paths
        self.processed_paths = []

    # ---- what is said

    def msg(self, level, str, *args):
        """Print something, if so much is to be printed."""
        if level <= self.debug:
            print('    ' * self.indent + ' '.join([str, *map(repr, args)]))

    def msgin(self, *args):
        """The same, and what follows is further in."""
        if args[0] <= self.debug:
            self.indent += 1
            self.msg(*args)

    def msgout(self, *args):
        """The same, and what follows is further out."""
        if args[0] <= self.debug:
            self.indent -= 1
            self.msg(*args)

    # ---- where it begins

    def run_script(self, pathname):
        """Find what a program imports; it is the module __main__."""
        self.msg(2, 'run_script', pathname)
        with io.open_code(pathname) as file:
            self.load_module('__main__', file, pathname, ('', 'rb', _PY_SOURCE))

    def load_file(self, pathname):
        """Find what a file imports; it is a module of that name."""
        name, ending = os.path.splitext(os.path.basename(pathname))
        with io.open_code(pathname) as file:
            self.load_module(name, file, pathname, (ending, 'rb', _PY_SOURCE))

    # ---- import statements

    def import_hook(self, name, caller=None, fromlist=None, level=-1):
        """An import of a dotted name by the Module caller, with level as for __import__().

        Without fromlist the first module of the name is returned. ImportError: something is not found.
        """
        self.msg(3, 'import_hook', name, caller, fromlist, level)
        parent = self.determine_parent(caller, level=level)
        first, tail = self.find_head_package(parent, name)
        last = self.load_tail(first, tail)
        if not fromlist:
            return first
        if last.__path__:
            self.ensure_fromlist(last, fromlist)
        return None

    def determine_parent(self, caller, level=-1):
        """The package that an import of this level starts from; None for none."""
        if not caller or level == 0:
            return None
        name = caller.__name__
        if level < 1:
            # The package of the module, or the package itself.
            package = name if caller.__path__ else name.rpartition('.')[0]
            return self.modules[package] if package else None
        up = level - 1 if caller.__path__ else level
        if up == 0:
            return self.modules[name]
        if name.count('.') < up:
            raise ImportError('relative importpath too deep')
        return self.modules['.'.join(name.split('.')[:-up])]

    def find_head_package(self, parent, name):
        """(the first module of a dotted name, what follows), in the package or outside of all."""
        head, _, tail = name.partition('.')
        for package in [parent, None] if parent else [None]:
            full_name = '%s.%s' % (package.__name__, head) if package else head
            found = self.import_module(head, full_name, package)
            if found:
                return found, tail
        raise ImportError('No module named ' + full_name)

    def load_tail(self, q, tail):
        """The last module of a dotted name that goes on behind q."""
        for part in tail.split('.') if tail else ():
            full_name = '%s.%s' % (q.__name__, part)
            q = self.import_module(part, full_name, q)
            if not q:
                raise ImportError('No module named ' + full_name)
        return q

    def ensure_fromlist(self, m, fromlist, recursive=0):
        """Find the modules of a package that are named behind "import"; all of them for a star."""
        self.msg(4, 'ensure_fromlist', m, fromlist, recursive)
        for name in fromlist:
            if name == '*':
                found = [] if recursive else self.find_all_submodules(m)
                if found:
                    self.ensure_fromlist(m, found, 1)
            elif not hasattr(m, name):
                full_name = '%s.%s' % (m.__name__, name)
                if not self.import_module(name, full_name, m):
                    raise ImportError('No module named ' + full_name)

    def find_all_submodules(self, m):
        """The names of the files in a package's folders that are modules; None if it is no package."""
        if not m.__path__:
            return None
        machinery = importlib.machinery
        endings = machinery.EXTENSION_SUFFIXES + machinery.SOURCE_SUFFIXES + machinery.BYTECODE_SUFFIXES
        found = {}
        for folder in m.__path__:
            try:
                names = os.listdir(folder)
            except OSError:
                self.msg(2, "can't list directory", folder)
                continue
            for name in names:
                ending = next(filter(name.endswith, endings), None)
                if ending and name[:-len(ending)] not in ('', '__init__'):
                    found[name[:-len(ending)]] = 1
        return found.keys()

    def import_module(self, partname, fqname, parent):
        """The Module of this full name, whose last part is partname, in a package; None if there is none."""
        self.msgin(3, 'import_module', partname, fqname, parent)
        found = self.modules.get(fqname)
        if found is None and fqname not in self.badmodules and not (parent and parent.__path__ is None):
            found = self._import_new(partname, fqname, parent)
        self.msgout(3, 'import_module ->', found)
        return found

    def _import_new(self, partname, fqname, parent):
        try:
            file, path, kind = self.find_module(partname, parent and parent.__path__, parent)
        except ImportError:
            return None
        try:
            found = self.load_module(fqname, file, path, kind)
        finally:
            if file:
                file.close()
        if parent:
            setattr(parent, partname, found)
        return found

    # ---- modules

    def find_module(self, name, path, parent=None):
        """(open file or None, path, (ending, mode, kind)) of a module; path None means self.path.

        ImportError: there is none, or it is excluded.
        """
        full_name = name if parent is None else parent.__name__ + '.' + name
        if full_name in self.excludes:
            self.msgout(3, 'find_module -> Excluded', full_name)
            raise ImportError(name)
        if path is None:
            if name in sys.builtin_module_names:
                return None, None, ('', '', _C_BUILTIN)
            path = self.path
        return _find_module(name, path)

    def add_module(self, fqname):
        """The Module of a name, new if there is none."""
        if fqname not in self.modules:
            self.modules[fqname] = Module(fqname)
        return self.modules[fqname]

    def load_module(self, fqname, fp, pathname, file_info):
        """The Module of what find_module() has found, with all that it imports."""
        kind = file_info[2]
        self.msgin(2, 'load_module', fqname, fp and 'fp', pathname)
        if kind == _PKG_DIRECTORY:
            found = self.load_package(fqname, pathname)
            self.msgout(2, 'load_module ->', found)
            return found
        code = None
        if kind == _PY_SOURCE:
            code = compile(fp.read(), pathname, 'exec')
        elif kind == _PY_COMPILED:
            data = fp.read()
            try:
                importlib._bootstrap_external._classify_pyc(data, fqname, {})
            except ImportError as problem:
                self.msgout(2, 'raise ImportError: ' + str(problem), pathname)
                raise
            code = marshal.loads(memoryview(data)[16:])
        found = self.add_module(fqname)
        found.__file__ = pathname
        if code:
            if self.replace_paths:
                code = self.replace_paths_in_code(code)
            found.__code__ = code
            self.scan_code(code, found)
        self.msgout(2, 'load_module ->', found)
        return found

    def load_package(self, fqname, pathname):
        """The Module of a package."""
        self.msgin(2, 'load_package', fqname, pathname)
        fqname = replacePackageMap.get(fqname) or fqname
        found = self.add_module(fqname)
        found.__file__ = pathname
        found.__path__ = [pathname] + packagePathMap.get(fqname, [])
        file, path, kind = self.find_module('__init__', found.__path__)
        try:
            self.load_module(fqname, file, path, kind)
            self.msgout(2, 'load_package ->', found)
            return found
        finally:
            if file:
                file.close()

    # ---- code

    def scan_opcodes(self, co):
        """What code sets and imports: ('store', (name,)), ('absolute_import', (names, module)) and
        ('relative_import', (level, names, module)), as an iterator."""
        before = [None, None]
        for step in dis.get_instructions(co):
            if step.opcode == EXTENDED_ARG:
                continue
            if step.opcode in STORE_OPS:
                yield 'store', (step.argval,)
            elif step.opcode == IMPORT_NAME and all(each and each.opcode == LOAD_CONST for each in before):
                level, names = before[0].argval, before[1].argval
                if level == 0:
                    yield 'absolute_import', (names, step.argval)
                else:
                    yield 'relative_import', (level, names, step.argval)
            before = [before[1], step]

    def scan_code(self, co, m):
        """Find what the code of a module, and of its functions and classes, imports."""
        for what, args in self.scan_opcodes(co):
            if what == 'store':
                m.globalnames[args[0]] = 1
            elif what == 'absolute_import':
                self._absolute(m, *args)
            else:
                level, names, name = args
                if name:
                    self._safe_import_hook(name, m, names, level=level)
                else:
                    package = self.determine_parent(m, level=level)
                    self._safe_import_hook(package.__name__, None, names, level=0)
        for constant in co.co_consts:
            if isinstance(constant, types.CodeType):
                self.scan_code(constant, m)

    def _absolute(self, m, names, name):
        has_star = names is not None and '*' in names
        if has_star:
            names = [each for each in names if each != '*']
        self._safe_import_hook(name, m, names, level=0)
        if not has_star:
            return
        # The other module's names are this one's, too, as far as they are known.
        other = self.modules.get(m.__name__ + '.' + name) if m.__path__ else None
        other = self.modules.get(name) if other is None else other
        if other is not None:
            m.globalnames.update(other.globalnames)
            m.starimports.update(other.starimports)
        if other is None or other.__code__ is None:
            m.starimports[name] = 1

    def _add_badmodule(self, name, caller):
        self.badmodules.setdefault(name, {})[caller.__name__ if caller else '-'] = 1

    def _safe_import_hook(self, name, caller, fromlist, level=-1):
        """import_hook() that notes what is not found, or cannot be compiled."""
        if name in self.badmodules:
            self._add_badmodule(name, caller)
            return
        try:
            self.import_hook(name, caller, level=level)
        except (ImportError, SyntaxError) as problem:
            self.msg(2, type(problem).__name__ + ':', str(problem))
            self._add_badmodule(name, caller)
            return
        for part in fromlist or ():
            full_name = name + '.' + part
            if full_name not in self.badmodules:
                try:
                    self.import_hook(name, caller, [part], level=level)
                    continue
                except ImportError as problem:
                    self.msg(2, 'ImportError:', str(problem))
            self._add_badmodule(full_name, caller)

    def replace_paths_in_code(self, co):
        """Code with other file names, as replace_paths says."""
        name = new_name = os.path.normpath(co.co_filename)
        for old, new in self.replace_paths:
            if name.startswith(old):
                new_name = new + name[len(old):]
                break
        if self.debug and name not in self.processed_paths:
            changed = 'co_filename %r changed to %r' % (name, new_name)
            self.msgout(2, changed if new_name != name else 'co_filename %r remains unchanged' % (name,))
            self.processed_paths.append(name)
        constants = tuple(self.replace_paths_in_code(each) if isinstance(each, type(co)) else each
                          for each in co.co_consts)
        return co.replace(co_consts=constants, co_filename=new_name)

    # ---- what has been found

    def report(self):
        """Print the modules with their files, and those that are missing, or seem to be."""
        print()
        for columns in ('Name', 'File'), ('----', '----'):
            print('  %-25s %s' % columns)
        for name in sorted(self.modules):
            found = self.modules[name]
            print('P' if found.__path__ else 'm', '%-25s' % name, found.__file__ or '')
        missing, maybe = self.any_missing_maybe()
        for names, title in ((missing, 'Missing modules:'),
                             (maybe, 'Submodules that appear to be missing, but could also be global names in the '
                                     'parent package:')):
            if names:
                print()
                print(title)
                for name in names:
                    print('?', name, 'imported from', ', '.join(sorted(self.badmodules[name])))

    def any_missing(self):
        """The names of the modules that are missing, or seem to be."""
        missing, maybe = self.any_missing_maybe()
        return missing + maybe

    def any_missing_maybe(self):
        """(names of modules that are missing, names that may be global names of a package instead)."""
        missing, maybe = [], []
        for name, importers in self.badmodules.items():
            if name in self.excludes:
                continue
            package, dot, part = name.rpartition('.')
            found = self.modules.get(package) if dot else None
            if found is None or package in importers:
                missing.append(name)  # it has no package, or that itself has looked for it
            elif part in found.globalnames:
                continue
            elif found.starimports:
                maybe.append(name)  # a name of what the package has imported by a star
            else:
                missing.append(name)
        return sorted(missing), sorted(maybe)


def test():
    """The command line: [-d] [-m] [-p path] [-q] [-x module] script [module ...]."""
    import getopt
    try:
        options, words = getopt.getopt(sys.argv[1:], 'dmp:qx:')
    except getopt.error as problem:
        print(problem)
        return None
    debug, as_modules, added, excluded = 1, False, [], []
    for option, value in options:
        if option == '-d':
            debug += 1
        elif option == '-m':
            as_modules = True
        elif option == '-p':
            added += value.split(os.pathsep)
        elif option == '-q':
            debug = 0
        else:
            excluded.append(value)
    script = words[0] if words else 'hello.py'
    finder = ModuleFinder([os.path.dirname(script), *added, *sys.path[1:]], debug, excluded)
    for word in words[1:]:
        if word == '-m':
            as_modules = True
        elif as_modules:
            name, star = (word[:-2], ['*']) if word.endswith('.*') else (word, None)
            finder.import_hook(name, None, star)
        else:
            finder.load_file(word)
    finder.run_script(script)
    finder.report()
    return finder


if __name__ == '__main__':
    try:
        test()
    except KeyboardInterrupt:
        print('\n[interrupted]')
