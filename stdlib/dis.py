"""Disassembler of bytecode."""

import collections
import io
import sys
import types

from opcode import *
from opcode import __all__ as _opcodes_all

__all__ = ['code_info', 'dis', 'disassemble', 'distb', 'disco', 'findlinestarts', 'findlabels', 'show_code',
           'get_instructions', 'Instruction', 'Bytecode'] + _opcodes_all
del _opcodes_all

_have_code = (types.MethodType, types.FunctionType, types.CodeType, classmethod, staticmethod, type)

FORMAT_VALUE = opmap['FORMAT_VALUE']
FORMAT_VALUE_CONVERTERS = ((None, ''), (str, 'str'), (repr, 'repr'), (ascii, 'ascii'))
MAKE_FUNCTION = opmap['MAKE_FUNCTION']
MAKE_FUNCTION_FLAGS = ('defaults', 'kwdefaults', 'annotations', 'closure')

COMPILER_FLAG_NAMES = {
    1: 'OPTIMIZED', 2: 'NEWLOCALS', 4: 'VARARGS', 8: 'VARKEYWORDS', 16: 'NESTED', 32: 'GENERATOR', 64: 'NOFREE',
    128: 'COROUTINE', 256: 'ITERABLE_COROUTINE', 512: 'ASYNC_GENERATOR',
}


def _try_compile(source, name):
    """Code of an expression or, if it is none, of statements."""
    try:
        return compile(source, name, 'eval')
    except SyntaxError:
        return compile(source, name, 'exec')


def dis(x=None, *, file=None, depth=None):
    """Disassemble functions, methods, classes, code, source text or raw bytecode.

    Without an argument, the last traceback. depth limits how deep nested code is gone into.
    """
    if x is None:
        distb(file=file)
        return
    # Wrappers first, then what a function or a generator runs.
    for attribute in ('__func__', '__code__', 'gi_code', 'ag_code', 'cr_code'):
        if hasattr(x, attribute):
            x = getattr(x, attribute)
            if attribute != '__func__':
                break
    if hasattr(x, '__dict__'):
        for name, member in sorted(x.__dict__.items()):
            if isinstance(member, _have_code):
                print('Disassembly of %s:' % name, file=file)
                try:
                    dis(member, file=file, depth=depth)
                except TypeError as error:
                    print('Sorry:', error, file=file)
                print(file=file)
    elif hasattr(x, 'co_code'):
        _disassemble_recursive(x, file=file, depth=depth)
    elif isinstance(x, (bytes, bytearray)):
        _disassemble_bytes(x, file=file)
    elif isinstance(x, str):
        _disassemble_str(x, file=file, depth=depth)
    else:
        raise TypeError("don't know how to disassemble %s objects" % type(x).__name__)


def _innermost(tb):
    while tb.tb_next:
        tb = tb.tb_next
    return tb


def distb(tb=None, *, file=None):
    """Disassemble what a traceback, by default the last one, ended in."""
    if tb is None:
        try:
            tb = sys.last_traceback
        except AttributeError:
            raise RuntimeError('no last traceback to disassemble') from None
        tb = _innermost(tb)
    disassemble(tb.tb_frame.f_code, tb.tb_lasti, file=file)


# ---- about code objects

def pretty_flags(flags):
    """The names of the flags of code, the unknown ones as a number."""
    names = []
    bit = 1
    while bit <= 1 << 31:
        if flags & bit:
            names.append(COMPILER_FLAG_NAMES.get(bit, hex(bit)))
            flags ^= bit
            if not flags:
                break
        bit <<= 1
    else:
        names.append(hex(flags))
    return ', '.join(names)


def _get_code_object(x):
    """The code of whatever has or is some."""
    x = getattr(x, '__func__', x)
    for attribute in ('__code__', 'gi_code', 'ag_code', 'cr_code'):
        if hasattr(x, attribute):
            x = getattr(x, attribute)
            break
    if isinstance(x, str):
        x = _try_compile(x, '<disassembly>')
    if hasattr(x, 'co_code'):
        return x
    raise TypeError("don't know how to disassemble %s objects" % type(x).__name__)


def code_info(x):
    """A description of the code as text."""
    return _format_code_info(_get_code_object(x))


def _format_code_info(co):
    lines = ['%-19s%s' % (title + ':', value) for title, value in (
        ('Name', co.co_name), ('Filename', co.co_filename), ('Argument count', co.co_argcount),
        ('Positional-only arguments', co.co_posonlyargcount), ('Kw-only arguments', co.co_kwonlyargcount),
        ('Number of locals', co.co_nlocals), ('Stack size', co.co_stacksize), ('Flags', pretty_flags(co.co_flags)))]
    lines[3] = 'Positional-only arguments: %s' % co.co_posonlyargcount
    for title, entries, form in (('Constants', co.co_consts, repr), ('Names', co.co_names, str),
                                 ('Variable names', co.co_varnames, str), ('Free variables', co.co_freevars, str),
                                 ('Cell variables', co.co_cellvars, str)):
        if entries:
            lines.append(title + ':')
            lines += ['%4d: %s' % (i, form(entry)) for i, entry in enumerate(entries)]
    return '\n'.join(lines)


def show_code(co, *, file=None):
    """Print code_info()."""
    print(code_info(co), file=file)


# ---- instructions

_Instruction = collections.namedtuple('_Instruction', 'opname opcode arg argval argrepr offset starts_line '
                                                      'is_jump_target')
for _field, _doc in (
        ('opname', 'name of the instruction'), ('opcode', 'its number'),
        ('arg', 'its argument as a number, or None'), ('argval', 'what the argument stands for'),
        ('argrepr', 'that as text'), ('offset', 'where it begins in the bytecode'),
        ('starts_line', 'the line that begins here, or None'), ('is_jump_target', 'does a jump lead here?')):
    getattr(_Instruction, _field).__doc__ = _doc
del _field, _doc

_OPNAME_WIDTH = 20
_OPARG_WIDTH = 5


class Instruction(_Instruction):
    """An instruction with its argument."""

    def _disassemble(self, lineno_width=3, mark_as_current=False, offset_width=4):
        columns = []
        if lineno_width:
            line = '' if self.starts_line is None else '%d' % self.starts_line
            columns.append(line.rjust(lineno_width))
        columns.append('-->' if mark_as_current else '   ')
        columns.append('>>' if self.is_jump_target else '  ')
        columns.append(repr(self.offset).rjust(offset_width))
        columns.append(self.opname.ljust(_OPNAME_WIDTH))
        if self.arg is not None:
            columns.append(repr(self.arg).rjust(_OPARG_WIDTH))
            if self.argrepr:
                columns.append('(%s)' % self.argrepr)
        return ' '.join(columns).rstrip()


def get_instructions(x, *, first_line=None):
    """The instructions of a function, method, code or source; first_line is the number of its first line."""
    co = _get_code_object(x)
    shift = 0 if first_line is None else first_line - co.co_firstlineno
    return _get_instructions_bytes(co.co_code, co.co_varnames, co.co_names, co.co_consts,
                                   co.co_cellvars + co.co_freevars, dict(findlinestarts(co)), shift)


def _get_const_info(const_index, const_list):
    value = const_index if const_list is None else const_list[const_index]
    return value, repr(value)


def _get_name_info(name_index, name_list):
    if name_list is None:
        return name_index, repr(name_index)
    name = name_list[name_index]
    return name, name


def _argument(op, arg, following, varnames, names, constants, cells):
    """What an argument stands for, and that as text."""
    if op in hasconst:
        return _get_const_info(arg, constants)
    if op in hasname:
        return _get_name_info(arg, names)
    if op in hasjabs:
        return arg, 'to ' + repr(arg) if op in hasjrel else ''
    if op in hasjrel:
        return following + arg, 'to ' + repr(following + arg)
    if op in haslocal:
        return _get_name_info(arg, varnames)
    if op in hascompare:
        return cmp_op[arg], cmp_op[arg]
    if op in hasfree:
        return _get_name_info(arg, cells)
    if op == FORMAT_VALUE:
        convert, text = FORMAT_VALUE_CONVERTERS[arg & 3]
        with_spec = bool(arg & 4)
        return (convert, with_spec), ', '.join(([text] if text else []) + (['with format'] if with_spec else []))
    if op == MAKE_FUNCTION:
        return arg, ', '.join([name for i, name in enumerate(MAKE_FUNCTION_FLAGS) if arg >> i & 1])
    return arg, ''


def _get_instructions_bytes(code, varnames=None, names=None, constants=None, cells=None, linestarts=None,
                            line_offset=0):
    labels = findlabels(code)
    for offset, op, arg in _unpack_opargs(code):
        line = linestarts.get(offset) if linestarts is not None else None
        if line is not None:
            line += line_offset
        value, text = arg, ''
        if arg is not None:
            value, text = _argument(op, arg, offset + 2, varnames, names, constants, cells)
        yield Instruction(opname[op], op, arg, value, text, offset, line, offset in labels)


def disassemble(co, lasti=-1, *, file=None):
    """Print the instructions of code, the one at lasti marked."""
    _disassemble_bytes(co.co_code, lasti, co.co_varnames, co.co_names, co.co_consts,
                       co.co_cellvars + co.co_freevars, dict(findlinestarts(co)), file=file)


def _disassemble_recursive(co, *, file=None, depth=None):
    disassemble(co, file=file)
    if depth is None or depth > 0:
        deeper = None if depth is None else depth - 1
        for constant in co.co_consts:
            if hasattr(constant, 'co_code'):
                print('\nDisassembly of %r:' % (constant,), file=file)
                _disassemble_recursive(constant, file=file, depth=deeper)


def _disassemble_bytes(code, lasti=-1, varnames=None, names=None, constants=None, cells=None, linestarts=None, *,
                       file=None, line_offset=0):
    lineno_width = 0
    if linestarts is not None:
        last = max(linestarts.values(), default=-1 - line_offset) + line_offset
        lineno_width = max(3, len(str(last)))
    offset_width = max(4, len(str(len(code) - 2)))
    for each in _get_instructions_bytes(code, varnames, names, constants, cells, linestarts, line_offset):
        if linestarts is not None and each.starts_line is not None and each.offset > 0:
            print(file=file)
        print(each._disassemble(lineno_width, each.offset == lasti, offset_width), file=file)


def _disassemble_str(source, **kwargs):
    _disassemble_recursive(_try_compile(source, '<dis>'), **kwargs)


disco = disassemble


def _unpack_opargs(code):
    """(offset, number of the instruction, argument or None)."""
    extended = 0
    for offset in range(0, len(code), 2):
        op = code[offset]
        if op < HAVE_ARGUMENT:
            yield offset, op, None
            continue
        arg = code[offset + 1] | extended
        extended = arg << 8 if op == EXTENDED_ARG else 0
        yield offset, op, arg


def findlabels(code):
    """The offsets that jumps lead to."""
    labels = []
    for offset, op, arg in _unpack_opargs(code):
        if arg is None or op not in hasjrel and op not in hasjabs:
            continue
        target = arg if op in hasjabs else offset + 2 + arg
        if target not in labels:
            labels.append(target)
    return labels


def findlinestarts(code):
    """(offset, line) of where the lines begin."""
    table = code.co_lnotab
    offset = 0
    line = code.co_firstlineno
    shown = None
    for step, lines in zip(table[::2], table[1::2]):
        if step:
            if line != shown:
                yield offset, line
                shown = line
            offset += step
            if offset >= len(code.co_code):
                return  # the rest is of code that was optimized away
        line += lines - 256 if lines >= 128 else lines
    if line != shown:
        yield offset, line


class Bytecode:
    """The bytecode of a piece of code; iterating yields its instructions."""

    def __init__(self, x, *, first_line=None, current_offset=None):
        self.codeobj = co = _get_code_object(x)
        if first_line is None:
            self.first_line = co.co_firstlineno
            self._line_offset = 0
        else:
            self.first_line = first_line
            self._line_offset = first_line - co.co_firstlineno
        self._cell_names = co.co_cellvars + co.co_freevars
        self._linestarts = dict(findlinestarts(co))
        self._original_object = x
        self.current_offset = current_offset

    def _tables(self):
        co = self.codeobj
        return dict(varnames=co.co_varnames, names=co.co_names, constants=co.co_consts, cells=self._cell_names,
                    linestarts=self._linestarts, line_offset=self._line_offset)

    def __iter__(self):
        return _get_instructions_bytes(self.codeobj.co_code, **self._tables())

    def __repr__(self):
        return '{}({!r})'.format(self.__class__.__name__, self._original_object)

    @classmethod
    def from_traceback(cls, tb):
        """The code that a traceback ended in."""
        tb = _innermost(tb)
        return cls(tb.tb_frame.f_code, current_offset=tb.tb_lasti)

    def info(self):
        """What code_info() tells."""
        return _format_code_info(self.codeobj)

    def dis(self):
        """The instructions as text."""
        text = io.StringIO()
        lasti = -1 if self.current_offset is None else self.current_offset
        _disassemble_bytes(self.codeobj.co_code, lasti, file=text, **self._tables())
        return text.getvalue()


def _test():
    import argparse
    parser = argparse.ArgumentParser()
    parser.add_argument('infile', type=argparse.FileType(), nargs='?', default='-')
    args = parser.parse_args()
    with args.infile as file:
        source = file.read()
    dis(compile(source, args.infile.name, 'exec'))


if __name__ == '__main__':
    _test()
