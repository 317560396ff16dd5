"""Writes the trees of Python files for the tests' loader: run by CPython 3.8.

    dump_ast.py OUT FILE_OR_DIR...

A record is: path, then the tree; everything is one token a line. Nodes: `N name count`, then the fields in order of
`_fields`, then `P line col end_line end_col` if the node has a place. Lists: `L count`. Absent: `-`. Identifiers and
other strings: `S` and hex of the UTF-8 with surrogates. Constants carry a letter for their type.
"""
import ast
import os
import struct
import sys


def text(value):
    return value.encode('utf-8', 'surrogatepass').hex()


def constant(value, out):
    kind = type(value)
    if value is None or value is True or value is False or value is ...:
        out.append({None: 'cN', True: 'cT', False: 'cF', ...: 'cE'}[value])
    elif kind is int:
        out.append('ci %d' % value)
    elif kind is float:
        out.append('cf ' + struct.pack('>d', value).hex())
    elif kind is complex:
        out.append('cc ' + struct.pack('>dd', value.real, value.imag).hex())
    elif kind is str:
        out.append('cs ' + text(value))
    elif kind is bytes:
        out.append('cb ' + value.hex())
    else:
        raise TypeError(kind)


def dump(node, out):
    if isinstance(node, ast.AST):
        fields = node._fields
        out.append('N %s %d' % (type(node).__name__, len(fields)))
        for field in fields:
            value = getattr(node, field, None)
            if isinstance(node, ast.Constant) and field == 'value':
                constant(value, out)
            else:
                dump(value, out)
        if 'lineno' in node._attributes:
            out.append('P %d %d %d %d' % (node.lineno, node.col_offset, node.end_lineno, node.end_col_offset))
    elif isinstance(node, list):
        out.append('L %d' % len(node))
        for item in node:
            dump(item, out)
    elif node is None:
        out.append('-')
    elif isinstance(node, str):
        out.append('S ' + text(node))
    elif isinstance(node, int):
        out.append('I %d' % node)
    else:
        raise TypeError(type(node))


def files(paths):
    for path in paths:
        if os.path.isfile(path):
            yield path
        for root, dirs, names in os.walk(path):
            dirs.sort()
            for name in sorted(names):
                if name.endswith('.py'):
                    yield os.path.join(root, name)


def main():
    sys.setrecursionlimit(10000)
    with open(sys.argv[1], 'w') as stream:
        for path in files(sys.argv[2:]):
            out = ['F ' + path]
            with open(path, 'rb') as source:
                try:
                    tree = compile(source.read(), path, 'exec', ast.PyCF_ONLY_AST, True)
                except Exception:
                    continue
            dump(tree, out)
            stream.write('\n'.join(out) + '\n')


main()
