"""Tools for pickles: a table of the instructions, a disassembler and an optimizer."""

import codecs
import io
import pickle
import re
import sys
from pickle import decode_long
from struct import unpack as _unpack

__all__ = ['dis', 'genops', 'optimize']

bytes_types = pickle.bytes_types

# How long an argument is, where that is not a constant.
UP_TO_NEWLINE = -1
TAKEN_FROM_ARGUMENT1 = -2   # its first byte tells
TAKEN_FROM_ARGUMENT4 = -3   # four bytes, signed
TAKEN_FROM_ARGUMENT4U = -4  # four bytes
TAKEN_FROM_ARGUMENT8U = -5  # eight bytes


class ArgumentDescriptor(object):
    """A kind of argument in a pickle: name, length, function that reads it, description."""

    __slots__ = ('name', 'n', 'reader', 'doc')

    def __init__(self, name, n, reader, doc):
        assert isinstance(name, str) and isinstance(doc, str)
        assert isinstance(n, int) and (n >= 0 or -5 <= n < 0)
        self.name, self.n, self.reader, self.doc = name, n, reader, doc


def _argument(reader, n):
    return ArgumentDescriptor(reader.__name__[5:], n, reader, reader.__doc__)


# ---- numbers

def _fixed(f, form, size, name):
    data = f.read(size)
    if len(data) != size:
        raise ValueError('not enough data in stream to read ' + name)
    return _unpack(form, data)[0]


def read_uint1(f):
    """One byte: a number."""
    return _fixed(f, '<B', 1, 'uint1')


def read_uint2(f):
    """Two bytes: a number, little-endian."""
    return _fixed(f, '<H', 2, 'uint2')


def read_int4(f):
    """Four bytes: a signed number, little-endian."""
    return _fixed(f, '<i', 4, 'int4')


def read_uint4(f):
    """Four bytes: a number, little-endian."""
    return _fixed(f, '<I', 4, 'uint4')


def read_uint8(f):
    """Eight bytes: a number, little-endian."""
    return _fixed(f, '<Q', 8, 'uint8')


uint1 = _argument(read_uint1, 1)
uint2 = _argument(read_uint2, 2)
int4 = _argument(read_int4, 4)
uint4 = _argument(read_uint4, 4)
uint8 = _argument(read_uint8, 8)


# ---- lines

def read_stringnl(f, decode=True, stripquotes=True):
    """A line with a string literal in quotes.

    >>> read_stringnl(io.BytesIO(b"'ab'\\nrest"))
    'ab'
    """
    line = f.readline()
    if not line.endswith(b'\n'):
        raise ValueError('no newline found when trying to read stringnl')
    line = line[:-1]
    if stripquotes:
        quote = line[:1]
        if quote not in (b'"', b"'"):
            raise ValueError('no string quotes around %r' % line)
        if not line.endswith(quote):
            raise ValueError('strinq quote %r not found at both ends of %r' % (quote, line))
        line = line[1:-1]
    return codecs.escape_decode(line)[0].decode('ascii') if decode else line


def read_stringnl_noescape(f):
    """A line without quotes."""
    return read_stringnl(f, stripquotes=False)


def read_stringnl_noescape_pair(f):
    """Two lines, joined by a space."""
    return '%s %s' % (read_stringnl_noescape(f), read_stringnl_noescape(f))


stringnl = _argument(read_stringnl, UP_TO_NEWLINE)
stringnl_noescape = _argument(read_stringnl_noescape, UP_TO_NEWLINE)
stringnl_noescape_pair = _argument(read_stringnl_noescape_pair, UP_TO_NEWLINE)


# ---- counted strings

def _counted(f, read_count, name):
    size = read_count(f)
    if size < 0:
        raise ValueError('%s byte count < 0: %d' % (name, size))
    if size > sys.maxsize:
        raise ValueError('%s byte count > sys.maxsize: %d' % (name, size))
    data = f.read(size)
    if len(data) != size:
        if name.startswith('long'):
            raise ValueError('not enough data in stream to read ' + name)
        raise ValueError('expected %d bytes in a %s, but only %d remain' % (size, name, len(data)))
    return data


def read_string1(f):
    """A count of one byte, and a string of Python 2."""
    return _counted(f, read_uint1, 'string1').decode('latin-1')


def read_string4(f):
    """A signed count of four bytes, and a string of Python 2."""
    return _counted(f, read_int4, 'string4').decode('latin-1')


def read_bytes1(f):
    """A count of one byte, and bytes."""
    return _counted(f, read_uint1, 'bytes1')


def read_bytes4(f):
    """A count of four bytes, and bytes."""
    return _counted(f, read_uint4, 'bytes4')


def read_bytes8(f):
    """A count of eight bytes, and bytes."""
    return _counted(f, read_uint8, 'bytes8')


def read_bytearray8(f):
    """A count of eight bytes, and bytes for a bytearray."""
    return bytearray(_counted(f, read_uint8, 'bytearray8'))


def read_unicodestringnl(f):
    """A line in the encoding raw-unicode-escape."""
    line = f.readline()
    if not line.endswith(b'\n'):
        raise ValueError('no newline found when trying to read unicodestringnl')
    return str(line[:-1], 'raw-unicode-escape')


def read_unicodestring1(f):
    """A count of one byte, and UTF-8."""
    return str(_counted(f, read_uint1, 'unicodestring1'), 'utf-8', 'surrogatepass')


def read_unicodestring4(f):
    """A count of four bytes, and UTF-8."""
    return str(_counted(f, read_uint4, 'unicodestring4'), 'utf-8', 'surrogatepass')


def read_unicodestring8(f):
    """A count of eight bytes, and UTF-8."""
    return str(_counted(f, read_uint8, 'unicodestring8'), 'utf-8', 'surrogatepass')


string1 = _argument(read_string1, TAKEN_FROM_ARGUMENT1)
string4 = _argument(read_string4, TAKEN_FROM_ARGUMENT4)
bytes1 = _argument(read_bytes1, TAKEN_FROM_ARGUMENT1)
bytes4 = _argument(read_bytes4, TAKEN_FROM_ARGUMENT4U)
bytes8 = _argument(read_bytes8, TAKEN_FROM_ARGUMENT8U)
bytearray8 = _argument(read_bytearray8, TAKEN_FROM_ARGUMENT8U)
unicodestringnl = _argument(read_unicodestringnl, UP_TO_NEWLINE)
unicodestring1 = _argument(read_unicodestring1, TAKEN_FROM_ARGUMENT1)
unicodestring4 = _argument(read_unicodestring4, TAKEN_FROM_ARGUMENT4U)
unicodestring8 = _argument(read_unicodestring8, TAKEN_FROM_ARGUMENT8U)


# ---- numbers in decimal, floats, long integers

def read_decimalnl_short(f):
    """A line with an integer; 00 and 01 are booleans."""
    line = read_stringnl(f, decode=False, stripquotes=False)
    return {b'00': False, b'01': True}[line] if line in (b'00', b'01') else int(line)


def read_decimalnl_long(f):
    """A line with an integer, maybe with an L at the end."""
    line = read_stringnl(f, decode=False, stripquotes=False)
    return int(line[:-1] if line[-1:] == b'L' else line)


def read_floatnl(f):
    """A line with a float."""
    return float(read_stringnl(f, decode=False, stripquotes=False))


def read_float8(f):
    """Eight bytes: a float, big-endian."""
    return _fixed(f, '>d', 8, 'float8')


def read_long1(f):
    """A count of one byte, and an integer in two's complement, little-endian."""
    return decode_long(_counted(f, read_uint1, 'long1'))


def read_long4(f):
    """A signed count of four bytes, and an integer in two's complement, little-endian."""
    return decode_long(_counted(f, read_int4, 'long4'))


decimalnl_short = _argument(read_decimalnl_short, UP_TO_NEWLINE)
decimalnl_long = _argument(read_decimalnl_long, UP_TO_NEWLINE)
floatnl = _argument(read_floatnl, UP_TO_NEWLINE)
float8 = _argument(read_float8, 8)
long1 = _argument(read_long1, TAKEN_FROM_ARGUMENT1)
long4 = _argument(read_long4, TAKEN_FROM_ARGUMENT4)


# ---- what can be on the stack

class StackObject(object):
    """A kind of object on the stack: name, type or tuple of types, description."""

    __slots__ = ('name', 'obtype', 'doc')

    def __init__(self, name, obtype, doc):
        self.name, self.obtype, self.doc = name, obtype, doc

    def __repr__(self):
        return self.name


pyint = pylong = StackObject('int', int, 'An integer.')
pyinteger_or_bool = StackObject('int_or_bool', (int, bool), 'An integer or a boolean.')
pybool = StackObject('bool', bool, 'A boolean.')
pyfloat = StackObject('float', float, 'A float.')
pybytes_or_str = pystring = StackObject('bytes_or_str', (bytes, str), 'A string of Python 2.')
pybytes = StackObject('bytes', bytes, 'A bytes object.')
pybytearray = StackObject('bytearray', bytearray, 'A bytearray object.')
pyunicode = StackObject('str', str, 'A string.')
pynone = StackObject('None', type(None), 'None.')
pytuple = StackObject('tuple', tuple, 'A tuple.')
pylist = StackObject('list', list, 'A list.')
pydict = StackObject('dict', dict, 'A dictionary.')
pyset = StackObject('set', set, 'A set.')
pyfrozenset = StackObject('frozenset', set, 'A frozen set.')
pybuffer = StackObject('buffer', object, 'An object with the buffer interface.')
anyobject = StackObject('any', object, 'Any object.')
markobject = StackObject('mark', StackObject, 'A mark, which is no object.')
stackslice = StackObject('stackslice', StackObject, 'All objects above the last mark.')


# ---- the instructions

class OpcodeInfo(object):
    """An instruction: name, code, argument, its effect on the stack, first protocol, description."""

    __slots__ = ('name', 'code', 'arg', 'stack_before', 'stack_after', 'proto', 'doc')

    def __init__(self, name, code, arg, stack_before, stack_after, proto, doc):
        assert isinstance(name, str) and isinstance(code, str) and len(code) == 1
        self.name, self.code, self.arg, self.proto, self.doc = name, code, arg, proto, doc
        self.stack_before, self.stack_after = stack_before, stack_after


# Name, protocol, argument, stack before -> after, description. The codes are those of the module pickle.
_TABLE = """
INT             0 decimalnl_short        -> int_or_bool | Push an integer, or a boolean.
BININT          1 int4                   -> int | Push an int.
BININT1         1 uint1                  -> int | Push an int.
BININT2         1 uint2                  -> int | Push an int.
LONG            0 decimalnl_long         -> int | Push an integer.
LONG1           2 long1                  -> int | Push an int.
LONG4           2 long4                  -> int | Push an int.
STRING          0 stringnl               -> bytes_or_str | Push a bytes_or_str.
BINSTRING       1 string4                -> bytes_or_str | Push a bytes_or_str.
SHORT_BINSTRING 1 string1                -> bytes_or_str | Push a bytes_or_str.
BINBYTES        3 bytes4                 -> bytes | Push a bytes.
SHORT_BINBYTES  3 bytes1                 -> bytes | Push a bytes.
BINBYTES8       4 bytes8                 -> bytes | Push a bytes.
BYTEARRAY8      5 bytearray8             -> bytearray | Push a bytearray.
NEXT_BUFFER     5 -                      -> buffer | Push the next buffer kept out of the pickle.
READONLY_BUFFER 5 -                      buffer -> buffer | Make a buffer read-only.
NONE            0 -                      -> None | Push None.
NEWTRUE         2 -                      -> bool | Push a bool.
NEWFALSE        2 -                      -> bool | Push a bool.
UNICODE         0 unicodestringnl        -> str | Push a str.
SHORT_BINUNICODE 4 unicodestring1         -> str | Push a str.
BINUNICODE      1 unicodestring4         -> str | Push a str.
BINUNICODE8     4 unicodestring8         -> str | Push a str.
FLOAT           0 floatnl                -> float | Push a float.
BINFLOAT        1 float8                 -> float | Push a float.
EMPTY_LIST      1 -                      -> list | Push an empty list.
APPEND          0 -                      list any -> list | Append an object to a list.
APPENDS         1 -                      list mark stackslice -> list | Append several objects to a list.
LIST            0 -                      mark stackslice -> list | Make a list of objects on the stack.
EMPTY_TUPLE     1 -                      -> tuple | Push an empty tuple.
TUPLE           0 -                      mark stackslice -> tuple | Make a tuple of objects on the stack.
TUPLE1          2 -                      any -> tuple | Make a tuple of objects on the stack.
TUPLE2          2 -                      any any -> tuple | Make a tuple of objects on the stack.
TUPLE3          2 -                      any any any -> tuple | Make a tuple of objects on the stack.
EMPTY_DICT      1 -                      -> dict | Push an empty dict.
DICT            0 -                      mark stackslice -> dict | Make a dict of objects on the stack.
SETITEM         0 -                      dict any any -> dict | Add an item to a dictionary.
SETITEMS        1 -                      dict mark stackslice -> dict | Add items to a dictionary.
EMPTY_SET       4 -                      -> set | Push an empty set.
ADDITEMS        4 -                      set mark stackslice -> set | Add items to a set.
FROZENSET       4 -                      mark stackslice -> frozenset | Make a frozenset of objects on the stack.
POP             0 -                      any -> | Drop the topmost object or mark.
DUP             0 -                      any -> any any | Push the topmost object again.
MARK            0 -                      -> mark | Push a mark.
POP_MARK        1 -                      mark stackslice -> | Drop all down to the last mark.
GET             0 decimalnl_short        -> any | Push an object of the memo.
BINGET          1 uint1                  -> any | Push an object of the memo.
LONG_BINGET     1 uint4                  -> any | Push an object of the memo.
PUT             0 decimalnl_short        -> | Store the topmost object in the memo.
BINPUT          1 uint1                  -> | Store the topmost object in the memo.
LONG_BINPUT     1 uint4                  -> | Store the topmost object in the memo.
MEMOIZE         4 -                      any -> any | Store the topmost object in the memo.
EXT1            2 uint1                  -> any | Push what is registered under a code.
EXT2            2 uint2                  -> any | Push what is registered under a code.
EXT4            2 int4                   -> any | Push what is registered under a code.
GLOBAL          0 stringnl_noescape_pair -> any | Push what has these names of module and attribute.
STACK_GLOBAL    4 -                      str str -> any | Replace names of module and attribute by what has them.
REDUCE          0 -                      any any -> any | Call with a tuple of arguments.
BUILD           0 -                      any any -> any | Set the state of an object.
INST            0 stringnl_noescape_pair mark stackslice -> any | Make an instance of the class named.
OBJ             1 -                      mark any stackslice -> any | Make an instance of a class on the stack.
NEWOBJ          2 -                      any any -> any | Call the __new__ of a class.
NEWOBJ_EX       4 -                      any any any -> any | Call the __new__ of a class, with keyword arguments.
PROTO           2 uint1                  -> | Tell the protocol.
STOP            0 -                      any -> | The topmost object is the result.
FRAME           4 uint8                  -> | A frame of that many bytes begins.
PERSID          0 stringnl_noescape      -> any | Push the object of a persistent id.
BINPERSID       1 -                      any -> any | Replace a persistent id by its object.
"""


def _parse_table():
    kinds = {each.name: each for each in globals().values() if isinstance(each, StackObject)}
    rows = []
    for line in _TABLE.strip().splitlines():
        name, proto, arg, rest = line.split(None, 3)
        stack, _, doc = rest.partition(' | ')
        before, after = [[kinds[word] for word in side.split()] for side in stack.split('->')]
        code = getattr(pickle, name).decode('latin-1')
        rows.append(OpcodeInfo(name, code, None if arg == '-' else globals()[arg], before, after, int(proto), doc))
    return rows


opcodes = _parse_table()
code2op = {each.code: each for each in opcodes}


# ---- reading pickles

def _genops(data, yield_end_pos=False):
    if isinstance(data, bytes_types):
        data = io.BytesIO(data)
    tell = getattr(data, 'tell', lambda: None)
    while True:
        at = tell()
        code = data.read(1)
        op = code2op.get(code.decode('latin-1'))
        if op is None:
            if code == b'':
                raise ValueError('pickle exhausted before seeing STOP')
            raise ValueError('at position %s, opcode %r unknown' % ('<unknown>' if at is None else at, code))
        arg = None if op.arg is None else op.arg.reader(data)
        yield (op, arg, at, tell()) if yield_end_pos else (op, arg, at)
        if op.name == 'STOP':
            assert code == b'.'
            return


def genops(pickle):
    """The instructions of a pickle (bytes or a file): (OpcodeInfo, argument, position)."""
    return _genops(pickle)


_PUTS = ('PUT', 'BINPUT', 'LONG_BINPUT', 'MEMOIZE')
_GETS = ('GET', 'BINGET', 'LONG_BINGET')


def optimize(p):
    """The pickle without what puts objects into the memo that nobody gets."""
    used, steps = _memo_use(p)
    out = io.BytesIO()
    proto = steps[0]
    framer = pickle._Framer(out.write)
    if proto >= 4:
        framer.start_framing()
    numbers = {}
    for kind, number, text in steps[1]:
        if kind == 'proto':
            out.write(text)  # stands before the first frame
            continue
        if kind == 'put':
            if number not in used:
                continue
            numbers[number] = len(numbers)
            text = _writer(proto).put(numbers[number])
        elif kind == 'get':
            text = _writer(proto).get(numbers[number])
        framer.commit_frame(force=len(text) >= framer._FRAME_SIZE_TARGET)
        if len(text) >= framer._FRAME_SIZE_TARGET:
            framer.file_write(text)
        else:
            framer.write(text)
    framer.end_framing()
    return out.getvalue()


def _writer(proto):
    return pickle._Pickler(io.BytesIO(), proto)


def _memo_use(p):
    """Which memo numbers are got; and (protocol, [(kind, memo number, bytes), ...]) without frames."""
    used = set()
    steps = []
    proto = stored = 0
    for op, arg, start, end in _genops(p, yield_end_pos=True):
        text = p[start:end]
        if op.name == 'FRAME':
            continue
        if op.name == 'PROTO':
            proto = max(proto, arg)
            steps.append(('proto', None, text))
            continue
        proto = max(proto, op.proto)
        if op.name in _PUTS:
            number = stored if arg is None else arg
            stored += 1
            steps.append(('put', number, text))
        elif op.name in _GETS:
            used.add(arg)
            steps.append(('get', arg, text))
        else:
            steps.append(('other', None, text))
    return used, (proto, steps)


def dis(pickle, out=None, memo=None, indentlevel=4, annotate=0):
    """Print the instructions of a pickle to a file, checking how they use stack and memo.

    memo is a dict to be kept from one pickle to the next of one Pickler; annotate is the
    column for descriptions, 1 for one that is chosen.
    """
    stack = []
    memo = {} if memo is None else memo
    newest = -1
    marks = []
    indent = ' ' * indentlevel
    column = annotate
    problem = None
    for op, arg, at in genops(pickle):
        if at is not None:
            print('%5d:' % at, end=' ', file=out)
        line = '%-4s %s%s' % (repr(op.code)[1:-1], indent * len(marks), op.name)
        newest = max(newest, op.proto)
        before, after = op.stack_before, op.stack_after
        taken = len(before)
        note = None
        if markobject in before or op.name == 'POP' and stack and stack[-1] is markobject:
            if markobject not in after:
                try:
                    where = marks.pop()
                    note = '(MARK at unknown opcode offset)' if where is None else '(MARK at %d)' % where
                    while stack[-1] is not markobject:
                        stack.pop()
                    stack.pop()
                    taken = before.index(markobject) if markobject in before else 0
                except IndexError:
                    note = problem = 'no MARK exists on stack'
        if op.name in _PUTS:
            number = len(memo) if op.name == 'MEMOIZE' else arg
            if op.name == 'MEMOIZE':
                note = '(as %d)' % number
            if number in memo:
                problem = 'memo key %r already defined' % arg
            elif not stack:
                problem = "stack is empty -- can't store into memo"
            elif stack[-1] is markobject:
                problem = "can't store markobject in the memo"
            else:
                memo[number] = stack[-1]
        elif op.name in _GETS:
            if arg in memo:
                after = [memo[arg]]
            else:
                problem = 'memo key %r has never been stored into' % arg
        if arg is not None or note:
            line += ' ' * (10 - len(op.name))
            if arg is not None:
                line += ' ' + repr(arg)
            if note:
                line += ' ' + note
        if annotate:
            line += ' ' * (column - len(line))
            column = min(len(line), 50)
            line += ' ' + op.doc.split('\n', 1)[0]
        print(line, file=out)
        if problem:
            raise ValueError(problem)
        if len(stack) < taken:
            raise ValueError('tries to pop %d items from stack with only %d items' % (taken, len(stack)))
        if taken:
            del stack[-taken:]
        if markobject in after:
            assert markobject not in before
            marks.append(at)
        stack.extend(after)
    print('highest protocol among opcodes =', newest, file=out)
    if stack:
        raise ValueError('stack not empty after STOP: %r' % stack)


class _Example:
    """For tests of objects with a state."""

    def __init__(self, value):
        self.value = value


_dis_test = r"""
>>> import pickle
>>> dis(pickle.dumps([1, (2, None)], 0))
    0: (    MARK
    1: l        LIST       (MARK at 0)
    2: p    PUT        0
    5: I    INT        1
    8: a    APPEND
    9: (    MARK
   10: I        INT        2
   13: N        NONE
   14: t        TUPLE      (MARK at 9)
   15: p    PUT        1
   18: a    APPEND
   19: .    STOP
highest protocol among opcodes = 0
"""

_memo_test = r"""
>>> import pickle
>>> file = io.BytesIO()
>>> pickler = pickle.Pickler(file, 2)
>>> seen = []
>>> pickler.dump(seen)
>>> pickler.dump(seen)
>>> data = io.BytesIO(file.getvalue())
>>> memo = {}
>>> dis(data, memo=memo)
    0: \x80 PROTO      2
    2: ]    EMPTY_LIST
    3: q    BINPUT     0
    5: .    STOP
highest protocol among opcodes = 2
>>> dis(data, memo=memo)
    6: \x80 PROTO      2
    8: h    BINGET     0
   10: .    STOP
highest protocol among opcodes = 2
"""

__test__ = {'disassembler_test': _dis_test, 'disassembler_memo_test': _memo_test}


def _test():
    import doctest
    return doctest.testmod()


def _main():
    import argparse
    parser = argparse.ArgumentParser(description='disassemble one or more pickle files')
    parser.add_argument('pickle_file', type=argparse.FileType('br'), nargs='*', help='the pickle file')
    parser.add_argument('-o', '--output', default=sys.stdout, type=argparse.FileType('w'),
                        help='the file where the output should be written')
    parser.add_argument('-m', '--memo', action='store_true', help='preserve memo between disassemblies')
    parser.add_argument('-l', '--indentlevel', default=4, type=int,
                        help='the number of blanks by which to indent a new MARK level')
    parser.add_argument('-a', '--annotate', action='store_true',
                        help='annotate each line with a short opcode description')
    parser.add_argument('-p', '--preamble', default='==> {name} <==',
                        help='if more than one pickle file is specified, print this before each disassembly')
    parser.add_argument('-t', '--test', action='store_true', help='run self-test suite')
    parser.add_argument('-v', action='store_true', help='run verbosely; only affects self-test run')
    args = parser.parse_args()
    if args.test:
        _test()
        return
    memo = {} if args.memo else None
    if not args.pickle_file:
        parser.print_help()
    for file in args.pickle_file:
        if len(args.pickle_file) > 1:
            args.output.write(args.preamble.format(name=file.name) + '\n')
        dis(file, args.output, memo, args.indentlevel, 30 if args.annotate else 0)


if __name__ == '__main__':
    _main()
