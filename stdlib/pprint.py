"""Data structures printed so that they are easy to read."""

import collections as _collections
import re
import sys as _sys
import types as _types
from io import StringIO as _StringIO

__all__ = ['pprint', 'pformat', 'isreadable', 'isrecursive', 'saferepr', 'PrettyPrinter', 'pp']


def pprint(object, stream=None, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True):
    """Print an object to a stream, by default standard output."""
    PrettyPrinter(indent, width, depth, stream, compact=compact, sort_dicts=sort_dicts).pprint(object)


def pformat(object, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True):
    """The same as a string."""
    return PrettyPrinter(indent, width, depth, compact=compact, sort_dicts=sort_dicts).pformat(object)


def pp(object, *args, sort_dicts=False, **kwargs):
    """Print an object, dictionaries in their own order."""
    pprint(object, *args, sort_dicts=sort_dicts, **kwargs)


def saferepr(object):
    """A repr that ends even for structures that contain themselves."""
    return _safe_repr(object, {}, None, 0, True)[0]


def isreadable(object):
    """Can the repr be evaluated?"""
    return _safe_repr(object, {}, None, 0, True)[1]


def isrecursive(object):
    """Does the object contain itself?"""
    return _safe_repr(object, {}, None, 0, True)[2]


class _safe_key:
    """A key for sorting anything: what cannot be compared is ordered by type and id."""

    __slots__ = ['obj']

    def __init__(self, obj):
        self.obj = obj

    def __lt__(self, other):
        try:
            return self.obj < other.obj
        except TypeError:
            mine, others = self.obj, other.obj
            return (str(type(mine)), id(mine)) < (str(type(others)), id(others))


def _safe_tuple(t):
    return _safe_key(t[0]), _safe_key(t[1])


class PrettyPrinter:
    """Prints what does not fit into the width over several lines."""

    def __init__(self, indent=1, width=80, depth=None, stream=None, *, compact=False, sort_dicts=True):
        """A printer with these settings; without a stream it prints to sys.stdout."""
        indent, width = int(indent), int(width)
        if indent < 0:
            raise ValueError('indent must be >= 0')
        if depth is not None and depth <= 0:
            raise ValueError('depth must be > 0')
        if not width:
            raise ValueError('width must be != 0')
        self._depth = depth
        self._indent_per_level = indent
        self._width = width
        self._stream = _sys.stdout if stream is None else stream
        self._compact = bool(compact)
        self._sort_dicts = sort_dicts

    def pprint(self, object):
        self._format(object, self._stream, 0, 0, {}, 0)
        self._stream.write('\n')

    def pformat(self, object):
        text = _StringIO()
        self._format(object, text, 0, 0, {}, 0)
        return text.getvalue()

    def isrecursive(self, object):
        return self.format(object, {}, 0, 0)[2]

    def isreadable(self, object):
        _, readable, recursive = self.format(object, {}, 0, 0)
        return readable and not recursive

    def _format(self, object, stream, indent, allowance, context, level):
        """Write an object whose text begins at column indent and is followed by allowance characters."""
        key = id(object)
        if key in context:
            stream.write(_recursion(object))
            self._recursive, self._readable = True, False
            return
        text = self._repr(object, context, level)
        if len(text) > self._width - indent - allowance:
            method = self._dispatch.get(type(object).__repr__)
            if method is None and isinstance(object, dict):
                method = self.__class__._pprint_dict
            if method is not None:
                context[key] = 1
                method(self, object, stream, indent, allowance, context, level + 1)
                del context[key]
                return
        stream.write(text)

    # The methods for types, by their __repr__: subclasses with another one are not taken apart, but for those of dict.
    _dispatch = {}

    def _pprint_dict(self, object, stream, indent, allowance, context, level):
        stream.write('{' + ' ' * (self._indent_per_level - 1))
        if object:
            items = sorted(object.items(), key=_safe_tuple) if self._sort_dicts else object.items()
            self._format_dict_items(items, stream, indent, allowance + 1, context, level)
        stream.write('}')

    def _call(self, object, content, stream, indent, allowance, context, level):
        """Write name(content)."""
        name = object.__class__.__name__
        stream.write(name + '(')
        self._format(content, stream, indent + len(name) + 1, allowance + 1, context, level)
        stream.write(')')

    def _pprint_ordered_dict(self, object, stream, indent, allowance, context, level):
        if object:
            self._call(object, list(object.items()), stream, indent, allowance, context, level)
        else:
            stream.write(repr(object))

    def _pprint_list(self, object, stream, indent, allowance, context, level):
        self._enclose('[', object, ']', stream, indent, allowance, context, level)

    def _pprint_tuple(self, object, stream, indent, allowance, context, level):
        self._enclose('(', object, ',)' if len(object) == 1 else ')', stream, indent, allowance, context, level)

    def _enclose(self, opening, items, closing, stream, indent, allowance, context, level):
        stream.write(opening)
        self._format_items(items, stream, indent, allowance + len(closing), context, level)
        stream.write(closing)

    def _pprint_set(self, object, stream, indent, allowance, context, level):
        if not object:
            stream.write(repr(object))
            return
        opening, closing = '{', '}'
        kind = object.__class__
        if kind is not set:
            opening, closing = kind.__name__ + '({', '})'
            indent += len(kind.__name__) + 1
        self._enclose(opening, sorted(object, key=_safe_key), closing, stream, indent, allowance, context, level)

    def _pprint_str(self, object, stream, indent, allowance, context, level):
        if not object:
            stream.write(repr(object))
            return
        outermost = level == 1
        if outermost:  # in parentheses
            indent += 1
            allowance += 1
        chunks = list(self._string_chunks(object, self._width - indent, allowance))
        if len(chunks) == 1:
            stream.write(chunks[0])
            return
        text = ('\n' + ' ' * indent).join(chunks)
        stream.write('(%s)' % text if outermost else text)

    @staticmethod
    def _string_chunks(text, width, allowance):
        """The reprs of pieces of a string that fit: lines or, if those are too long, words of them."""
        lines = text.splitlines(True)
        for number, line in enumerate(lines, 1):
            final = number == len(lines)
            whole = repr(line)
            if len(whole) <= width - (allowance if final else 0):
                yield whole
                continue
            words = re.findall(r'\S*\s*', line)[:-1]
            piece = ''
            for position, word in enumerate(words, 1):
                room = width - (allowance if final and position == len(words) else 0)
                if len(repr(piece + word)) > room:
                    if piece:
                        yield repr(piece)
                    piece = word
                else:
                    piece += word
            if piece:
                yield repr(piece)

    def _pprint_bytes(self, object, stream, indent, allowance, context, level):
        if len(object) <= 4:
            stream.write(repr(object))
            return
        outermost = level == 1
        if outermost:
            indent += 1
            allowance += 1
        pieces = _wrap_bytes_repr(object, self._width - indent, allowance)
        text = ('\n' + ' ' * indent).join(pieces)
        stream.write('(%s)' % text if outermost else text)

    def _pprint_bytearray(self, object, stream, indent, allowance, context, level):
        stream.write('bytearray(')
        self._pprint_bytes(bytes(object), stream, indent + 10, allowance + 1, context, level + 1)
        stream.write(')')

    def _pprint_mappingproxy(self, object, stream, indent, allowance, context, level):
        self._call(object, object.copy(), stream, indent, allowance, context, level)

    def _format_dict_items(self, items, stream, indent, allowance, context, level):
        indent += self._indent_per_level
        separator = ''
        items = list(items)
        for number, (key, value) in enumerate(items, 1):
            name = self._repr(key, context, level)
            stream.write('%s%s: ' % (separator, name))
            separator = ',\n' + ' ' * indent
            self._format(value, stream, indent + len(name) + 2, allowance if number == len(items) else 1, context,
                         level)

    def _format_items(self, items, stream, indent, allowance, context, level):
        stream.write(' ' * (self._indent_per_level - 1))
        indent += self._indent_per_level
        line_end = ',\n' + ' ' * indent
        separator = ''
        full = left = self._width - indent + 1
        items = list(items)
        for number, item in enumerate(items, 1):
            final = number == len(items)
            if final:
                full -= allowance
                left -= allowance
            if self._compact:
                text = self._repr(item, context, level)
                size = len(text) + 2
                if left < size:
                    left = full
                    separator = line_end if separator else ''
                if left >= size:
                    left -= size
                    stream.write(separator + text)
                    separator = ', '
                    continue
            stream.write(separator)
            separator = line_end
            self._format(item, stream, indent, allowance if final else 1, context, level)

    def _repr(self, object, context, level):
        text, readable, recursive = self.format(object, context.copy(), self._depth, level)
        if not readable:
            self._readable = False
        if recursive:
            self._recursive = True
        return text

    def format(self, object, context, maxlevels, level):
        """(text, is it readable?, is it recursive?); to be overridden for other objects.

        context has the ids of what contains the object.
        """
        return _safe_repr(object, context, maxlevels, level, self._sort_dicts)

    def _pprint_default_dict(self, object, stream, indent, allowance, context, level):
        if not len(object):
            stream.write(repr(object))
            return
        name = object.__class__.__name__
        indent += len(name) + 1
        factory = self._repr(object.default_factory, context, level)
        stream.write('%s(%s,\n%s' % (name, factory, ' ' * indent))
        self._pprint_dict(object, stream, indent, allowance + 1, context, level)
        stream.write(')')

    def _pprint_counter(self, object, stream, indent, allowance, context, level):
        if not len(object):
            stream.write(repr(object))
            return
        name = object.__class__.__name__
        stream.write(name + '({' + ' ' * (self._indent_per_level - 1))
        self._format_dict_items(object.most_common(), stream, indent + len(name) + 1, allowance + 2, context, level)
        stream.write('})')

    def _pprint_chain_map(self, object, stream, indent, allowance, context, level):
        if not len(object.maps):
            stream.write(repr(object))
            return
        name = object.__class__.__name__
        stream.write(name + '(')
        indent += len(name) + 1
        *others, final = object.maps
        for each in others:
            self._format(each, stream, indent, 1, context, level)
            stream.write(',\n' + ' ' * indent)
        self._format(final, stream, indent, allowance + 1, context, level)
        stream.write(')')

    def _pprint_deque(self, object, stream, indent, allowance, context, level):
        if not len(object):
            stream.write(repr(object))
            return
        name = object.__class__.__name__
        indent += len(name) + 1
        stream.write(name + '(')
        if object.maxlen is None:
            self._enclose('[', object, '])', stream, indent, allowance, context, level)
        else:
            stream.write('[')
            self._format_items(object, stream, indent, 2, context, level)
            stream.write('],\n%smaxlen=%s)' % (' ' * indent, self._repr(object.maxlen, context, level)))

    def _pprint_user_dict(self, object, stream, indent, allowance, context, level):
        self._format(object.data, stream, indent, allowance, context, level - 1)

    _pprint_user_list = _pprint_user_string = _pprint_user_dict

    for _kind, _method in (
            (dict, _pprint_dict), (_collections.OrderedDict, _pprint_ordered_dict), (list, _pprint_list),
            (tuple, _pprint_tuple), (set, _pprint_set), (frozenset, _pprint_set), (str, _pprint_str),
            (bytes, _pprint_bytes), (bytearray, _pprint_bytearray), (_types.MappingProxyType, _pprint_mappingproxy),
            (_collections.defaultdict, _pprint_default_dict), (_collections.Counter, _pprint_counter),
            (_collections.ChainMap, _pprint_chain_map), (_collections.deque, _pprint_deque),
            (_collections.UserDict, _pprint_user_dict), (_collections.UserList, _pprint_user_list),
            (_collections.UserString, _pprint_user_string)):
        _dispatch[_kind.__repr__] = _method
    del _kind, _method


def _safe_repr(object, context, maxlevels, level, sort_dicts):
    """(text, is it readable?, is it recursive?)"""
    kind = type(object)
    if kind in _builtin_scalars:
        return repr(object), True, False
    method = getattr(kind, '__repr__', None)
    if issubclass(kind, dict) and method is dict.__repr__:
        opening, closing = '{', '}'
    elif issubclass(kind, list) and method is list.__repr__:
        opening, closing = '[', ']'
    elif issubclass(kind, tuple) and method is tuple.__repr__:
        opening, closing = '(', ',)' if len(object) == 1 else ')'
    else:
        text = repr(object)
        return text, bool(text) and not text.startswith('<'), False
    if not object:
        return opening + closing, True, False
    key = id(object)
    if maxlevels and level >= maxlevels:
        return opening + '...' + closing, False, key in context
    if key in context:
        return _recursion(object), False, True
    context[key] = 1
    readable, recursive = True, False

    def part(each):
        nonlocal readable, recursive
        text, can_read, recurs = _safe_repr(each, context, maxlevels, level + 1, sort_dicts)
        readable = readable and can_read
        recursive = recursive or recurs
        return text

    if opening == '{':
        items = sorted(object.items(), key=_safe_tuple) if sort_dicts else object.items()
        parts = ['%s: %s' % (part(name), part(value)) for name, value in items]
    else:
        parts = [part(each) for each in object]
    del context[key]
    return opening + ', '.join(parts) + closing, readable, recursive


_builtin_scalars = frozenset({str, bytes, bytearray, int, float, complex, bool, type(None)})


def _recursion(object):
    return '<Recursion on %s with id=%s>' % (type(object).__name__, id(object))


def _perfcheck(object=None):
    import time
    if object is None:
        object = [('string', (1, 2), [3, 4], {5: 6, 7: 8})] * 100000
    for name, function in (('_safe_repr:', lambda: _safe_repr(object, {}, None, 0, True)),
                           ('pformat:', lambda: PrettyPrinter().pformat(object))):
        start = time.perf_counter()
        function()
        print(name, time.perf_counter() - start)


def _wrap_bytes_repr(object, width, allowance):
    """The reprs of pieces of bytes that fit; all but the last have a multiple of four bytes."""
    piece = b''
    last = len(object) // 4 * 4
    for i in range(0, len(object), 4):
        more = object[i:i + 4]
        if i == last:
            width -= allowance
        if len(repr(piece + more)) > width:
            if piece:
                yield repr(piece)
            piece = more
        else:
            piece += more
    if piece:
        yield repr(piece)


if __name__ == '__main__':
    _perfcheck()
