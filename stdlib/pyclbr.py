"""What classes and functions a module has, found by reading its source without running it.

    for name, found in pyclbr.readmodule_ex('shlex').items():
        print(name, found.lineno)

Only tokens are looked at, so that a source that does not compile can be read as well. What is imported at
the beginning of a line counts as the module's, and such modules are read, too, so that base classes can
be told; relative imports and names in parentheses are not understood.

A Class or Function has the name, the `module` and `file` it stands in, the line `lineno` where it begins,
`parent`, the Class or Function around it or None, and `children`, those inside of it by name. A Class has
two more: `super`, a list of its bases as Class objects where they are known and as text where not, and
`methods`, the lines where its methods begin.
"""

import importlib.util
import io
import sys
import tokenize
from token import DEDENT, NAME, OP, STRING

__all__ = ["readmodule", "readmodule_ex", "Class", "Function"]

_modules = {}  # what has been read, by full name


class _Object:
    """What a Class and a Function have in common."""

    def __init__(self, module, name, file, lineno, parent):
        self.module, self.name, self.file, self.lineno = module, name, file, lineno
        self.parent = parent
        self.children = {}

    def _addchild(self, name, obj):
        self.children[name] = obj


class Function(_Object):
    """A function or a method."""

    def __init__(self, module, name, file, lineno, parent=None):
        super().__init__(module, name, file, lineno, parent)


class Class(_Object):
    """A class."""

    def __init__(self, module, name, super, file, lineno, parent=None):
        # The parameter hides what would be called here.
        _Object.__init__(self, module, name, file, lineno, parent)
        self.super = [] if super is None else super
        self.methods = {}

    def _addmethod(self, name, lineno):
        self.methods[name] = lineno


def _nest_function(ob, func_name, lineno):
    """A new Function inside of another object; in a class it is a method."""
    made = Function(ob.module, func_name, ob.file, lineno, ob)
    ob._addchild(func_name, made)
    if isinstance(ob, Class):
        ob._addmethod(func_name, lineno)
    return made


def _nest_class(ob, class_name, lineno, super=None):
    """A new Class inside of another object."""
    made = Class(ob.module, class_name, super, ob.file, lineno, ob)
    ob._addchild(class_name, made)
    return made


def readmodule(module, path=None):
    """{name: Class} of a module; the arguments and errors are those of readmodule_ex()."""
    return {name: found for name, found in _readmodule(module, path or []).items() if isinstance(found, Class)}


def readmodule_ex(module, path=None):
    """{name: Class or Function} of a module that is searched for in the folders `path` and in sys.path.

    A package has its own folders under the key '__path__'. There is nothing in what is not written in
    Python. ModuleNotFoundError: there is no such module; ImportError: it is in what is no package.
    """
    return _readmodule(module, path or [])


def _readmodule(module, path, inpackage=None):
    """readmodule_ex(), or that of a module of the package `inpackage`, whose folders are `path`."""
    full_name = module if inpackage is None else '%s.%s' % (inpackage, module)
    if full_name in _modules:
        return _modules[full_name]
    if inpackage is None and module in sys.builtin_module_names:
        return _modules.setdefault(module, {})
    package, dot, last = module.rpartition('.')
    if dot:
        parent = _readmodule(package, path, inpackage)
        if inpackage is not None:
            package = '%s.%s' % (inpackage, package)
        if '__path__' not in parent:
            raise ImportError('No package named {}'.format(package))
        return _readmodule(last, parent['__path__'], package)
    spec = importlib.util._find_spec_from_path(full_name, path if inpackage is not None else path + sys.path)
    if spec is None:
        raise ModuleNotFoundError('no module named %r' % full_name, name=full_name)
    # Known from now on, as far as it is read: modules import each other.
    tree = _modules[full_name] = {}
    if spec.submodule_search_locations is not None:
        tree['__path__'] = spec.submodule_search_locations
    try:
        source = spec.loader.get_source(full_name)
    except (AttributeError, ImportError):
        return tree  # the loader has no sources
    if source is None:
        return tree
    return _create_tree(full_name, path, spec.loader.get_filename(full_name), source, tree, inpackage)


def _create_tree(fullmodule, path, fname, source, tree, inpackage):
    """Put what the source has into tree and return that; path and inpackage are for what it imports."""
    _Reader(fullmodule, path, fname, source, tree, inpackage).read()
    return tree


class _Reader:
    """Reads a source, token by token."""

    def __init__(self, module, path, file, source, tree, package):
        self.module, self.file, self.tree = module, file, tree
        self.path, self.package = path, package
        self.open = []  # the definitions we may be in, from the outermost: (object, column)
        self.tokens = tokenize.generate_tokens(io.StringIO(source).readline)

    def read(self):
        statements = {'def': self.function, 'class': self.class_, 'import': self.import_, 'from': self.from_,
                      '__name__': self.renamed}
        try:
            for kind, text, start, _, _ in self.tokens:
                if kind == DEDENT:
                    self.leave(start[1])
                elif kind == NAME and text in statements:
                    statements[text](*start)
        except StopIteration:
            pass  # in the middle of something

    def leave(self, column):
        """Only what begins left of this column can be around what comes."""
        while self.open and self.open[-1][1] >= column:
            self.open.pop()

    def define(self, column, made, name):
        """A definition has been made, at the top of the module or elsewhere."""
        if not self.open:
            self.tree[name] = made
        self.open.append((made, column))

    def function(self, line, column):
        self.leave(column)
        kind, name = next(self.tokens)[:2]
        if kind == NAME:
            made = (_nest_function(self.open[-1][0], name, line) if self.open else
                    Function(self.module, name, self.file, line))
            self.define(column, made, name)

    def class_(self, line, column):
        self.leave(column)
        kind, name = next(self.tokens)[:2]
        if kind == NAME:
            bases = self.bases()
            made = (_nest_class(self.open[-1][0], name, line, bases) if self.open else
                    Class(self.module, name, bases, self.file, line))
            self.define(column, made, name)

    def renamed(self, line, column):
        """A module that gives itself the name of another one, whose part it is, says so in its classes."""
        if not column and next(self.tokens)[1] == '=':
            kind, text = next(self.tokens)[:2]
            if kind == STRING:
                self.module = text.strip('\'"')

    def bases(self):
        """What stands in parentheses behind the name of a class."""
        found = []
        if next(self.tokens)[1] != '(':
            return found
        depth, written = 1, []
        while depth:
            kind, text = next(self.tokens)[:2]
            depth += (text == '(') - (text == ')')
            if depth == 0 or text == ',' and depth == 1:
                found.append(self.base(''.join(written)))  # of nothing, too, as in "class C():"
                written = []
            elif kind in (NAME, OP) and depth == 1 and text != ')':
                written.append(text)
        return found

    def base(self, written):
        """The Class that is meant by a name, or the name."""
        if written in self.tree:
            return self.tree[written]
        owner, dot, name = written.rpartition('.')
        # Of a long name the last two parts matter: packages are known by their modules.
        known = _modules.get(owner.rpartition('.')[2], {}) if dot else {}
        return known.get(name, written)

    # ---- imports: errors are none, as the module that is read may know better

    def import_(self, line, column):
        if column:
            return
        for name, _ in self.names():
            try:
                try:
                    _readmodule(name, self.path, self.package)
                except ImportError:
                    if self.package is None:
                        raise
                    _readmodule(name, [])
            except Exception:
                pass

    def from_(self, line, column):
        if column:
            return
        module, after = self.name()
        if not module or after != 'import':
            return
        names = self.names()
        try:
            found = _readmodule(module, self.path, self.package)
        except Exception:
            return
        for name, other in names:
            if name in found:
                self.tree[other or name] = found[name]
            elif name == '*':
                self.tree.update((each, value) for each, value in found.items() if each[0] != '_')

    def name(self):
        """(dotted name or None, the token behind it)."""
        kind, text = next(self.tokens)[:2]
        if kind != NAME and text != '*':
            return None, text
        parts = [text]
        while True:
            text = next(self.tokens)[1]
            if text != '.':
                break
            kind, text = next(self.tokens)[:2]
            if kind != NAME:
                break
            parts.append(text)
        return '.'.join(parts), text

    def names(self):
        """[(dotted name, name behind "as" or None), ...] to the end of the statement."""
        found = []
        after = ','
        while after == ',':
            name, after = self.name()
            if not name:
                break
            other = None
            if after == 'as':
                other, after = self.name()
            found.append((name, other))
            while after != ',' and '\n' not in after:
                after = next(self.tokens)[1]
        return found


def _print_tree(objects, indent):
    """Show objects and what is in them, as they stand in their file."""
    for each in objects:
        if isinstance(each, Class):
            line = 'class {} {} {}'.format(each.name, each.super, each.lineno)
        else:
            line = 'def {} {}'.format(each.name, each.lineno)
        print(' ' * indent + line)
        _print_tree(sorted(each.children.values(), key=lambda child: child.lineno), indent + 2)


def _main():
    """Show the classes and functions of a module or file, by default of this one."""
    import os
    name = sys.argv[1] if len(sys.argv) > 1 else __file__
    path = []
    if os.path.exists(name):
        path = [os.path.dirname(name)]
        name = os.path.basename(name)
        if name.endswith('.py'):
            name = name[:-3]
    found = [each for each in readmodule_ex(name, path).values() if isinstance(each, _Object)]
    _print_tree(sorted((each for each in found if each.module == name), key=lambda each: each.lineno), 0)


if __name__ == '__main__':
    _main()
