"""Writes what CPython 3.8 makes of the programs and cases of the back end's tests. Run by a CPython 3.8:

    python3.8 crates/compiler/tests/back_data/bless.py

`programs/*.py` become `programs/*.txt` (a program's first line may be `# optimize=N`, `# mode=single|eval` or `# flags=N`);
`cases.txt` becomes `cases.tsv` (errors and warnings); `annotations.txt` becomes `annotations.tsv` (texts of stored
annotations); `tables.txt` becomes `tables.tsv` (symbol tables).
"""
import dis
import glob
import os
import struct
import sys
import symtable
import warnings

HERE = os.path.dirname(os.path.abspath(__file__))
CODE = type(compile('', '', 'exec'))


def shown(text):
    return ''.join(c if ' ' <= c <= '~' and c != '\\' else '\\u{%x}' % ord(c) for c in text)


def double(value):
    # The sign of a NaN is the machine's.
    return struct.pack('>d', value).hex() if value == value else '7ff8000000000000'


def constant(value):
    kind = type(value)
    if value is None or value is ... or kind is bool:
        return repr(value)
    if kind is int:
        return 'int %d' % value
    if kind is float:
        return 'float ' + double(value)
    if kind is complex:
        return 'complex %s %s' % (double(value.real), double(value.imag))
    if kind is str:
        return 'str "%s"' % shown(value)
    if kind is bytes:
        return 'bytes ' + value.hex()
    if kind is tuple:
        return '(%s)' % ', '.join(map(constant, value))
    if kind is frozenset:
        return '{%s}' % ', '.join(sorted(map(constant, value)))
    return 'code ' + shown(value.co_name)


def describe(code, path, out):
    out.append('== ' + path)
    out.append('args %d %d %d locals %d stack %d flags 0x%x line %d' % (
        code.co_argcount, code.co_posonlyargcount, code.co_kwonlyargcount, code.co_nlocals, code.co_stacksize,
        code.co_flags, code.co_firstlineno))
    for table in 'names', 'varnames', 'freevars', 'cellvars':
        out.append(table + ''.join(' ' + shown(name) for name in getattr(code, 'co_' + table)))
    for index, value in enumerate(code.co_consts):
        out.append('const %d %s' % (index, constant(value)))
    starts = dict(dis.findlinestarts(code))
    for instr in dis.get_instructions(code):
        line = starts.get(instr.offset)
        if line is not None:
            out.append('line %d' % line)
        arg = '' if instr.arg is None else ' %d' % instr.arg
        out.append('%5d %s%s' % (instr.offset, instr.opname, arg))
    out.append('lnotab ' + code.co_lnotab.hex())
    for value in code.co_consts:
        if isinstance(value, CODE):
            describe(value, path + '.' + shown(value.co_name), out)


def programs():
    for path in sorted(glob.glob(os.path.join(HERE, 'programs', '*.py'))):
        with open(path, encoding='utf-8') as stream:
            source = stream.read()
        options = dict(word.split('=') for word in source.split('\n')[0].lstrip('# ').split() if '=' in word) \
            if source.startswith(('# optimize=', '# mode=', '# flags=')) else {}
        code = compile(source, '<test>', options.get('mode', 'exec'), int(options.get('flags', 0)), True, int(options.get('optimize', 0)))
        out = []
        describe(code, '<module>', out)
        with open(path[:-3] + '.txt', 'w', encoding='utf-8') as stream:
            stream.write('\n'.join(out) + '\n')


def records(name):
    with open(os.path.join(HERE, name), encoding='utf-8') as stream:
        for record in stream.read().split('\n----\n'):
            if record.strip():
                yield record.rstrip('\n')


def tsv(name, rows):
    with open(os.path.join(HERE, name), 'w', encoding='utf-8') as stream:
        for row in rows:
            stream.write('\t'.join(row) + '\n')


def outcome(source):
    """Errors as `kind|msg|lineno|offset`, then warnings as `warning|msg|lineno`."""
    found = []
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter('always')
        try:
            compile(source + '\n', '<test>', 'exec', 0, True)
        except SyntaxError as error:
            found.append('%s|%s|%s|%s' % (type(error).__name__, error.msg, error.lineno, error.offset))
        except (ValueError, RecursionError, MemoryError) as error:
            found.append('%s|%s|None|None' % (type(error).__name__, error))
    found += ['warning|%s|%d' % (w.message, w.lineno) for w in caught if w.category is SyntaxWarning]
    with warnings.catch_warnings():
        warnings.simplefilter('error', SyntaxWarning)
        try:
            compile(source + '\n', '<test>', 'exec', 0, True)
        except Exception as error:
            if len(found) and found[0].startswith('warning'):
                found.append('raised|%s|%s|%s' % (error.msg, error.lineno, error.offset))
    return '  '.join(found) or 'fine'


def annotation(text):
    source = 'from __future__ import annotations\nasync def f():\n  def g(x: %s): pass' % text
    code = compile(source, '', 'exec')
    inner = [value for value in code.co_consts if isinstance(value, CODE)][0]
    return shown(inner.co_consts[1])


def tables(table, path, out):
    flags = [name for name in ('is_optimized', 'is_nested', 'has_children', 'has_exec') if getattr(table, name)()]
    raw = table._table
    out.append('%s %s line %d nested %d varnames %s' % (
        path, table.get_type(), raw.lineno, raw.nested, ','.join(raw.varnames)))
    out.append(' '.join('%s=%d' % (name, flags) for name, flags in sorted(raw.symbols.items())))
    for child in table.get_children():
        tables(child, path + '.' + child.get_name(), out)


def table_text(source):
    out = []
    tables(symtable.symtable(source + '\n', '<test>', 'exec'), 'top', out)
    return '  '.join(out)


def main():
    programs()
    tsv('cases.tsv', [(shown(source), shown(outcome(source))) for source in records('cases.txt')])
    tsv('annotations.tsv', [(shown(text), annotation(text)) for text in records('annotations.txt')])
    tsv('tables.tsv', [(shown(source), table_text(source)) for source in records('tables.txt')])


main()
