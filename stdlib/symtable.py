"""What the compiler knows of names: which are local, global, free, and so on, in each part of a source.

    top = symtable.symtable('def f(x): return x + y', 'example', 'exec')
    f = top.lookup('f').get_namespace()
    print(f.get_parameters(), f.get_globals())
"""

import weakref

import _symtable
from _symtable import (
    CELL, DEF_ANNOT, DEF_BOUND, DEF_GLOBAL, DEF_IMPORT, DEF_LOCAL, DEF_NONLOCAL, DEF_PARAM, FREE, GLOBAL_EXPLICIT,
    GLOBAL_IMPLICIT, LOCAL, SCOPE_MASK, SCOPE_OFF, USE)

__all__ = ["symtable", "SymbolTable", "Class", "Function", "Symbol"]


def symtable(code, filename, compile_type):
    """The SymbolTable of a source, str or bytes; compile_type is 'exec', 'eval' or 'single', as for compile().

    SyntaxError: it does not compile.
    """
    return _newSymbolTable(_symtable.symtable(code, filename, compile_type), filename)


class SymbolTableFactory:
    """Makes the objects of tables, one for each as long as somebody has it."""

    def __init__(self):
        self.__made = weakref.WeakValueDictionary()

    def new(self, table, filename):
        """A new object for a table of the compiler, of the class that fits."""
        kinds = {_symtable.TYPE_FUNCTION: Function, _symtable.TYPE_CLASS: Class}
        return kinds.get(table.type, SymbolTable)(table, filename)

    def __call__(self, table, filename):
        """The object for a table, the same as before if there is one."""
        found = self.__made.get((table, filename))
        if found is None:
            found = self.__made[table, filename] = self.new(table, filename)
        return found


_newSymbolTable = SymbolTableFactory()


def _scope(flags):
    """What a name is found to be: LOCAL, GLOBAL_IMPLICIT, FREE, ..."""
    return flags >> SCOPE_OFF & SCOPE_MASK


class SymbolTable:
    """The names of a module, a class or a function. symtable() makes it."""

    def __init__(self, raw_table, filename):
        self._table, self._filename = raw_table, filename
        self._symbols = {}

    def __repr__(self):
        kind = '' if type(self) is SymbolTable else type(self).__name__ + ' '
        what = 'module' if self._table.name == 'top' else self._table.name + ' in'
        return '<{}SymbolTable for {} {}>'.format(kind, what, self._filename)

    def get_type(self):
        """'module', 'class' or 'function'."""
        return {_symtable.TYPE_MODULE: 'module', _symtable.TYPE_CLASS: 'class',
                _symtable.TYPE_FUNCTION: 'function'}[self._table.type]

    def get_id(self):
        """A number that no other table of the same source has."""
        return self._table.id

    def get_name(self):
        """The name of the class or function, 'top' for a module."""
        return self._table.name

    def get_lineno(self):
        """The line where the class or function begins, 0 for a module."""
        return self._table.lineno

    def is_optimized(self):
        """Have local names fixed places, as in functions?"""
        return self._table.type == _symtable.TYPE_FUNCTION

    def is_nested(self):
        """Is it inside of a function?"""
        return bool(self._table.nested)

    def has_children(self):
        """Are there classes or functions in it?"""
        return bool(self._table.children)

    def has_exec(self):
        """False, as exec is no statement any more. Deprecated."""
        return False

    def get_identifiers(self):
        """All names, in a view of a dictionary's keys."""
        return self._table.symbols.keys()

    def lookup(self, name):
        """The Symbol of a name. KeyError: it does not occur."""
        found = self._symbols.get(name)
        if found is None:
            flags = self._table.symbols[name]
            found = self._symbols[name] = Symbol(name, flags, self.__spaces(name),
                                                 module_scope=self._table.name == 'top')
        return found

    def get_symbols(self):
        """The Symbol objects of all names, in a list."""
        return [self.lookup(name) for name in self.get_identifiers()]

    def __spaces(self, name):
        return [_newSymbolTable(child, self._filename) for child in self._table.children if child.name == name]

    def get_children(self):
        """The tables of the classes and functions in it, in a list."""
        return [_newSymbolTable(child, self._filename) for child in self._table.children]


class Function(SymbolTable):
    """The names of a function, or of what is like one: a lambda or a comprehension."""

    def __those(self, test):
        return tuple(name for name in self.get_identifiers() if test(self._table.symbols[name]))

    def get_parameters(self):
        """The names of its parameters, in a tuple."""
        return self.__those(lambda flags: flags & DEF_PARAM)

    def get_locals(self):
        """The names of its local variables, parameters among them, in a tuple."""
        return self.__those(lambda flags: _scope(flags) in (LOCAL, CELL))

    def get_globals(self):
        """The names that it finds in its module or among the built-in ones, in a tuple."""
        return self.__those(lambda flags: _scope(flags) in (GLOBAL_IMPLICIT, GLOBAL_EXPLICIT))

    def get_nonlocals(self):
        """The names declared nonlocal, in a tuple."""
        return self.__those(lambda flags: flags & DEF_NONLOCAL)

    def get_frees(self):
        """The names of variables of functions around it, in a tuple."""
        return self.__those(lambda flags: _scope(flags) == FREE)


class Class(SymbolTable):
    """The names of a class."""

    def get_methods(self):
        """The names of the functions in it, in a tuple."""
        return tuple(dict.fromkeys(child.name for child in self._table.children))


class Symbol:
    """What is known of a name in one table."""

    def __init__(self, name, flags, namespaces=None, *, module_scope=False):
        self.__name, self.__flags = name, flags
        self.__scope = _scope(flags)
        self.__namespaces = namespaces or ()
        self.__module_scope = module_scope

    def __repr__(self):
        return '<symbol %r>' % self.__name

    def get_name(self):
        """The name."""
        return self.__name

    def is_referenced(self):
        """Is its value used here?"""
        return bool(self.__flags & USE)

    def is_parameter(self):
        """Is it a parameter?"""
        return bool(self.__flags & DEF_PARAM)

    def is_global(self):
        """Is it found in the module, be it that this is the module?"""
        return bool(self.__scope in (GLOBAL_IMPLICIT, GLOBAL_EXPLICIT) or
                    self.__module_scope and self.__flags & DEF_BOUND)

    def is_nonlocal(self):
        """Is it declared nonlocal?"""
        return bool(self.__flags & DEF_NONLOCAL)

    def is_declared_global(self):
        """Is it declared global?"""
        return self.__scope == GLOBAL_EXPLICIT

    def is_local(self):
        """Is it a variable of this table's own?"""
        return bool(self.__scope in (LOCAL, CELL) or self.__module_scope and self.__flags & DEF_BOUND)

    def is_annotated(self):
        """Has it an annotation?"""
        return bool(self.__flags & DEF_ANNOT)

    def is_free(self):
        """Is it a variable of a function around?"""
        return self.__scope == FREE

    def is_imported(self):
        """Is it what an import statement makes?"""
        return bool(self.__flags & DEF_IMPORT)

    def is_assigned(self):
        """Is it given a value here?"""
        return bool(self.__flags & DEF_LOCAL)

    def is_namespace(self):
        """Is it the name of a class or function in this table, whatever else it may be?"""
        return bool(self.__namespaces)

    def get_namespaces(self):
        """The tables of the classes and functions of this name, in a sequence."""
        return self.__namespaces

    def get_namespace(self):
        """The table of the class or function of this name. ValueError: there are none or several."""
        if len(self.__namespaces) != 1:
            raise ValueError('name is bound to multiple namespaces')
        return self.__namespaces[0]
