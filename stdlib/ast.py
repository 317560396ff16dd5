"""Abstract syntax trees: parsing, and help with walking and changing them.

The classes of the nodes are those of _ast.
"""

from _ast import *


def parse(source, filename='<unknown>', mode='exec', *, type_comments=False, feature_version=None):
    """The tree of a source text; feature_version is the minor version or (3, minor) of the grammar."""
    flags = PyCF_ONLY_AST
    if type_comments:
        flags |= PyCF_TYPE_COMMENTS
    if isinstance(feature_version, tuple):
        major, feature_version = feature_version
        assert major == 3
    elif feature_version is None:
        feature_version = -1
    return compile(source, filename, mode, flags, _feature_version=feature_version)


def _malformed(node):
    raise ValueError('malformed node or string: ' + repr(node))


def literal_eval(node_or_string):
    """The value of an expression made of literals only, given as text or tree."""
    if isinstance(node_or_string, str):
        node_or_string = parse(node_or_string, mode='eval')
    if isinstance(node_or_string, Expression):
        node_or_string = node_or_string.body
    return _literal(node_or_string)


def _number(node):
    """The value of a number without sign."""
    if isinstance(node, Constant) and type(node.value) in (int, float, complex):
        return node.value
    _malformed(node)


def _signed(node):
    if isinstance(node, UnaryOp) and isinstance(node.op, (UAdd, USub)):
        value = _number(node.operand)
        return +value if isinstance(node.op, UAdd) else -value
    return _number(node)


def _literal(node):
    if isinstance(node, Constant):
        return node.value
    if isinstance(node, Tuple):
        return tuple(map(_literal, node.elts))
    if isinstance(node, List):
        return list(map(_literal, node.elts))
    if isinstance(node, Set):
        return set(map(_literal, node.elts))
    if isinstance(node, Dict):
        if len(node.keys) != len(node.values):
            _malformed(node)
        return dict(zip(map(_literal, node.keys), map(_literal, node.values)))
    if isinstance(node, BinOp) and isinstance(node.op, (Add, Sub)):
        real = _signed(node.left)
        imaginary = _number(node.right)
        if isinstance(real, (int, float)) and isinstance(imaginary, complex):
            return real + imaginary if isinstance(node.op, Add) else real - imaginary
    return _signed(node)


def dump(node, annotate_fields=True, include_attributes=False):
    """The tree as text; without the names of the fields where those are clear, if annotate_fields is false."""
    if not isinstance(node, AST):
        raise TypeError('expected AST, got %r' % node.__class__.__name__)
    return _dumped(node, annotate_fields, include_attributes)


def _dumped(node, named, attributes):
    if isinstance(node, list):
        return '[%s]' % ', '.join([_dumped(each, named, attributes) for each in node])
    if not isinstance(node, AST):
        return repr(node)
    parts = []
    with_name = named
    for field in node._fields:
        if not hasattr(node, field):
            with_name = True  # the place does not tell any more
            continue
        text = _dumped(getattr(node, field), named, attributes)
        parts.append('%s=%s' % (field, text) if with_name else text)
    if attributes:
        for name in node._attributes or ():
            if hasattr(node, name):
                parts.append('%s=%s' % (name, _dumped(getattr(node, name), named, attributes)))
    return '%s(%s)' % (node.__class__.__name__, ', '.join(parts))


# ---- positions

_POSITION = ('lineno', 'col_offset', 'end_lineno', 'end_col_offset')


def copy_location(new_node, old_node):
    """Give a node the position of another one; returns it."""
    for name in _POSITION:
        if name in old_node._attributes and name in new_node._attributes:
            value = getattr(old_node, name, None)
            # An end may be unknown, a start is not.
            if value is not None or name.startswith('end_') and hasattr(old_node, name):
                setattr(new_node, name, value)
    return new_node


def fix_missing_locations(node):
    """Give the nodes of a tree that have no position that of the node above; returns the tree."""
    def fix(node, inherited):
        position = []
        for name, value in zip(_POSITION, inherited):
            if name in node._attributes:
                if hasattr(node, name):
                    value = getattr(node, name)
                else:
                    setattr(node, name, value)
            position.append(value)
        for child in iter_child_nodes(node):
            fix(child, position)

    fix(node, (1, 0, 1, 0))
    return node


def increment_lineno(node, n=1):
    """Move a tree down by n lines; returns it."""
    for child in walk(node):
        for name in ('lineno', 'end_lineno'):
            if name in child._attributes and getattr(child, name, 0) is not None:
                setattr(child, name, getattr(child, name, 0) + n)
    return node


# ---- walking

def iter_fields(node):
    """(name, value) of the fields that the node has."""
    for field in node._fields:
        try:
            yield field, getattr(node, field)
        except AttributeError:
            pass


def iter_child_nodes(node):
    """The nodes right below a node."""
    for _, value in iter_fields(node):
        for each in value if isinstance(value, list) else (value,):
            if isinstance(each, AST):
                yield each


def walk(node):
    """The node and all below it, level by level."""
    from collections import deque
    waiting = deque([node])
    while waiting:
        node = waiting.popleft()
        waiting.extend(iter_child_nodes(node))
        yield node


def get_docstring(node, clean=True):
    """The docstring of a module, class or function, its indentation removed; None if it has none."""
    if not isinstance(node, (AsyncFunctionDef, FunctionDef, ClassDef, Module)):
        raise TypeError("%r can't have docstrings" % (node.__class__.__name__))
    if not (node.body and isinstance(node.body[0], Expr)):
        return None
    first = node.body[0].value
    if isinstance(first, Str):
        text = first.s
    elif isinstance(first, Constant) and isinstance(first.value, str):
        text = first.value
    else:
        return None
    if clean:
        import inspect
        text = inspect.cleandoc(text)
    return text


# ---- source text

def _splitlines_no_ff(source):
    """The lines with their ends; unlike splitlines(), only \\n and \\r end lines, as in the tokenizer."""
    import re
    lines = re.findall(r'[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+', source)
    return lines


def _pad_whitespace(source):
    """Spaces for all characters but tabs and form feeds."""
    return ''.join([c if c in '\f\t' else ' ' for c in source])


def get_source_segment(source, node, *, padded=False):
    """The part of the source that a node was made from; padded keeps the first line's column."""
    try:
        first, last = node.lineno - 1, node.end_lineno - 1
        begin, end = node.col_offset, node.end_col_offset
    except AttributeError:
        return None
    lines = [line.encode() for line in _splitlines_no_ff(source)]
    padding = _pad_whitespace(lines[first][:begin].decode()) if padded else ''
    if first == last:
        return lines[first][begin:end].decode()
    segment = [lines[first][begin:], *lines[first + 1:last], lines[last][:end]]
    return padding + b''.join(segment).decode()


# ---- visitors

class NodeVisitor(object):
    """Calls visit_<class name>() for nodes, generic_visit() for those without such a method."""

    def visit(self, node):
        """Visit a node by the method of its class, or generic_visit() if there is none."""
        method = getattr(self, 'visit_' + node.__class__.__name__, self.generic_visit)
        return method(node)

    def generic_visit(self, node):
        """Visit the nodes below."""
        for child in iter_child_nodes(node):
            self.visit(child)

    def visit_Constant(self, node):
        """Constants were of several classes once: methods for those still work."""
        value = node.value
        name = _const_node_type_names.get(type(value))
        if name is None:
            name = next((each for kind, each in _const_node_type_names.items() if isinstance(value, kind)), None)
        method = getattr(self, 'visit_' + name, None) if name else None
        if method is None:
            return self.generic_visit(node)
        import warnings
        warnings.warn('visit_%s is deprecated; add visit_Constant' % name, PendingDeprecationWarning, 2)
        return method(node)


class NodeTransformer(NodeVisitor):
    """A visitor whose methods return what replaces the node: a node, None or, in a list, several."""

    def generic_visit(self, node):
        for field, old in iter_fields(node):
            if isinstance(old, list):
                replaced = []
                for each in old:
                    if isinstance(each, AST):
                        each = self.visit(each)
                        if each is None:
                            continue
                        if not isinstance(each, AST):
                            replaced.extend(each)
                            continue
                    replaced.append(each)
                old[:] = replaced
            elif isinstance(old, AST):
                new = self.visit(old)
                if new is None:
                    delattr(node, field)
                else:
                    setattr(node, field, new)
        return node


# ---- the classes of constants there were before Constant

def _getter(self):
    return self.value


def _setter(self, value):
    self.value = value


Constant.n = Constant.s = property(_getter, _setter)


class _ABC(type):
    """Constants with a fitting value are instances of the old classes."""

    def __instancecheck__(cls, inst):
        if not isinstance(inst, Constant):
            return False
        if cls in _const_types:
            try:
                value = inst.value
            except AttributeError:
                return False
            return isinstance(value, _const_types[cls]) and not isinstance(value, _const_types_not.get(cls, ()))
        return type.__instancecheck__(cls, inst)


def _new(cls, *args, **kwargs):
    for name in cls._fields[:len(args)]:
        if name in kwargs:
            raise TypeError(f'{cls.__name__} got multiple values for argument {name!r}')
    if cls in _const_types:
        return Constant(*args, **kwargs)
    return Constant.__new__(cls, *args, **kwargs)


class Num(Constant, metaclass=_ABC):
    _fields = ('n',)
    __new__ = _new


class Str(Constant, metaclass=_ABC):
    _fields = ('s',)
    __new__ = _new


class Bytes(Constant, metaclass=_ABC):
    _fields = ('s',)
    __new__ = _new


class NameConstant(Constant, metaclass=_ABC):
    __new__ = _new


class Ellipsis(Constant, metaclass=_ABC):
    _fields = ()

    def __new__(cls, *args, **kwargs):
        if cls is Ellipsis:
            return Constant(..., *args, **kwargs)
        return Constant.__new__(cls, *args, **kwargs)


_const_types = {Num: (int, float, complex), Str: (str,), Bytes: (bytes,), NameConstant: (type(None), bool),
                Ellipsis: (type(...),)}
_const_types_not = {Num: (bool,)}
_const_node_type_names = {bool: 'NameConstant', type(None): 'NameConstant', int: 'Num', float: 'Num', complex: 'Num',
                          str: 'Str', bytes: 'Bytes', type(...): 'Ellipsis'}
