# Pickles written and read natively: all protocols, the same bytes as the Python version writes, hostile pickles.
import io
import pickle
import pickletools
import re
import _pickle


def show(text, call, *args, **kwargs):
    try:
        result = ascii(call(*args, **kwargs))
    except Exception as error:
        result = type(error).__name__ + ' ' + ascii(error.args)
    print(text, '=>', re.sub(' at 0x[0-9a-f]+| from [^>]*>', '', result))


class Plain:
    def __init__(self, **names):
        self.__dict__.update(names)

    def __eq__(self, other):
        return self.__dict__ == other.__dict__

    class Inner:
        pass


class Slots:
    __slots__ = 'a', 'b'


class ListOf(list):
    pass


class Args(int):
    def __getnewargs_ex__(self):
        return (int(self),), {}


slots = Slots()
slots.a = 5
loop = []
loop.append((loop, {'loop': loop}))
deep = ([],)
deep[0].append(deep)
OBJECTS = [None, True, 1, -1, 255, 256, 65535, 65536, 2**31, -2**31, 2**70, -2**70, -128 << 16, 1.5, 'a', 'a\n\\\0\r\x1a', '\xe9\u20ac\U0001f600\ud800', b'ab', b'',
           (), (1,), (1, 2, 3, 4), [], [1], list(range(2500)), {}, {1: 2}, {i: i for i in range(1500)}, set(), {1}, frozenset([1]), int, len, pickle.dumps, type(None), ...,
           NotImplemented, 1 + 2j, range(5), io.BytesIO, Plain(x=1, y=[2]), Plain.Inner, ListOf([1, 2]), Args(7), ['x'] * 3, 'x' * 70000, b'y' * 70000, ['x' * 70000] * 2]
for proto in range(6):
    total = 0
    for value in OBJECTS:
        data, expected = _pickle.dumps(value, proto), pickle._dumps(value, proto)
        back = _pickle.loads(data)
        if data != expected or not (back == value or repr(back) == repr(value)):
            print('differs', proto, repr(value)[:60])
        file = io.BytesIO()
        _pickle.dump(value, file, proto)
        file.write(b'rest')
        file.seek(0)
        if repr(_pickle.load(file)) != repr(back) and not isinstance(back, Plain) or file.read() != b'rest':
            print('by file', proto, repr(value)[:60])
        total += len(data)
    print(proto, total)
    for cycle in loop, deep:
        if _pickle.dumps(cycle, proto) != pickle._dumps(cycle, proto):
            print('cycle differs', proto)
    again = _pickle.loads(_pickle.dumps(loop, proto))
    print(again[0][0] is again, again[0][1]['loop'] is again)
for proto in 2, 4:
    print(_pickle.loads(_pickle.dumps(slots, proto)).a)

for data in [b'',b'\x80',b'N',b'N.N',b'0.',b'(.',b'(0.',b')',b'\x80\x06.',b'\x00',b'q\x00.',b'Nq',b'h\x01.',b'g1\n.',b'j\x01\0\0\0.',b'p-1\n.',b'Np-1\n.',b'gx\n.',b'Ix\n.',b'I\n.',b'I00\n.',b'I01\n.',b'I0x10\n.',b'Lx\n.',b'L10L\n.',b'L\n.',b'Fx\n.',b'F1.5\n.',b'F\n.',b'Sx\n.',b"S'a\n.",b"S'\\xe9'\n.",b"S'\\x'\n.",b'T\xff\xff\xff\xff',b'U\x02ab.',b'U\x05ab.',b'\x8b\xff\xff\xff\xff.',b'\x8a\x01\xff.',b'V\\u00e9\\x\n.',b'V\\ud800\n.',b'X\x02\0\0\0\xff\xff.',b'\x8d\xff\xff\xff\xff\xff\xff\xff\xff.',b'\x8e\xff\xff\xff\xff\xff\xff\xff\xff.',b'\x96\xff\xff\xff\xff\xff\xff\xff\xff.',b'\x8d\xff\xff\xff\xff\xff\xff\xff\x7f.',b'\x97.',b'\x98.',b'N\x98.',b'(K\x01d.',b'(K\x01K\x02d.',b'}(K\x01u.',b'}K\x01s.',b'NK\x01K\x02s.',b'NK\x01a.',b']K\x01a.',b'](K\x01e.',b'N(K\x01e.',b'(K\x01K\x01l.',b'(t.',b'\x85.',b'K\x01\x85.',b'\x86.',b'(K\x01\x86.',b'(o.',b'(ios\nnope\n.',b'cos\nnope\n.',b'cnope\nnope\n.',b'\x80\x04\x8c\x02os\x8c\x09path.join\x93.',b'\x80\x04\x8c\x02os\x8c\x09path.nope\x93.',b'\x80\x04\x8c\x02os\x8c\x0apath.<locals>.x\x93.',b'K\x01K\x02\x93.',b'NN\x81.',b'N)\x81.',b'cbuiltins\nint\nN\x81.',b'cbuiltins\nint\n)\x81.',b'NN}\x92.',b'N)}\x92.',b'cbuiltins\nint\n)N\x92.',b'cbuiltins\nint\nN}\x92.',b'cbuiltins\nint\n)}\x92.',b'NNR.',b'N)R.',b'cbuiltins\nint\nNR.',b'cbuiltins\nint\n)R.',b'Pa\n.',b'P\xff\n.',b'NQ.',b'\x82\x00.',b'\x82\x01.',b'\x84\xff\xff\xff\xff.',b'NNb.',b'N}b.',b'NK\x01b.',b'N(K\x01K\x02tb.',b'N)b.',b'1.',b'(1N.',b'2.',b'N2.',b'\x95\x05\0\0\0\0\0\0\0N.',b'\x95\xff\xff\xff\xff\xff\xff\xff\xff',b'\x8fN\x90.',b'\x8f(N\x90.',b'N(N\x90.',b'(N\x91.',b'(N\x91N',b'r\xff\xff\xff\xff.',b'\x94.',b'N\x94.',b'i.',b"'.",b'\\.',b'((t(0.',b'(c',b'cbuiltins\nx',b'(N)\x81.',b'ccollections\nOrderedDict\n)R(K\x01K\x02u.',b'ccollections\ndeque\n)R(K\x01K\x02e.',b'cbuiltins\nobject\n)\x81}X\x01\0\0\0aK\x01sb.',b'(K\x01K\x02K\x03d.',b'NNN\x87.',b'\x88.',b'\x89.',b'G\x3f\xf0\0\0\0\0\0\0.',b'G\x3f.',b'M\xff\xff.',b'J\xff\xff\xff\xff.',b'B\x02\0\0\0ab.',b'C\x02ab.',b'\x8e\x02\0\0\0\0\0\0\0ab.',b'\x96\x02\0\0\0\0\0\0\0ab.']:
    show(data, _pickle.loads, data)

for value in (lambda: 0), type('Lost', (), {}), Slots.a:
    show(type(value).__name__, _pickle.dumps, value)
show('function', _pickle.dumps, (lambda: 0), 0)
for args in (1, 6), (1, 'x'), (1, -1), (1, 4, 5):
    show(args, _pickle.dumps, *args)


class Bad:
    def __init__(self, value):
        self.value = value

    def __reduce__(self):
        return self.value


for value in (1, (), (1,), (1, ()), (int, 1), (int, (), None, 1), (int, (), None, None, 1), (int, (), None, None, None, 1), (int, (), 1, 2, 3, 4, 5), 'nope', 'a.b',
              (int, (), None, None, [1].__iter__())):
    show(value if not isinstance(value, tuple) else len(value), _pickle.dumps, Bad(value))


class Persistent(_pickle.Pickler):
    def persistent_id(self, value):
        return value if value == 'kept' else None


class Found(_pickle.Unpickler):
    def persistent_load(self, pid):
        return 'loaded ' + pid

    def find_class(self, module, name):
        print('find', module, name)
        return super().find_class(module, name)


for proto in range(6):
    file = io.BytesIO()
    Persistent(file, proto).dump(['kept', 'other', complex])
    file.seek(0)
    print(Found(file).load())


class Override(_pickle.Pickler):
    def reducer_override(self, value):
        return (str, (value.__name__,)) if value is int else NotImplemented


file = io.BytesIO()
Override(file, 4).dump([int, 1j])
print(_pickle.loads(file.getvalue()))
file = io.BytesIO()
pickler = _pickle.Pickler(file, 2)
show('table', getattr, pickler, 'dispatch_table')
pickler.dispatch_table = {complex: lambda c: (str, ('complex',))}
shared = ['shared']
pickler.dump([1j, shared])
pickler.dump(shared)
print(sorted(number for number, _ in pickler.memo.copy().values()), pickler.bin, pickler.fast)
unpickler = _pickle.Unpickler(io.BytesIO(file.getvalue()))
first, second = unpickler.load(), unpickler.load()
print(first, first[1] is second, sorted(unpickler.memo.copy()))
pickler.clear_memo()
print(pickler.memo.copy())
fast = _pickle.Pickler(io.BytesIO())
fast.fast = 1
show('fast', fast.dump, [[1, 1], 'x'])
try:
    fast.dump(loop)
except (ValueError, RecursionError) as error:
    print(str(error)[:70])

buffers = []
data = _pickle.dumps([pickle.PickleBuffer(b'out'), pickle.PickleBuffer(bytearray(b'rw'))], 5, buffer_callback=buffers.append)
print([bytes(buffer) for buffer in buffers], _pickle.loads(data, buffers=[b'one', bytearray(b'two')]))
show('no buffers', _pickle.loads, data)
show('too few', _pickle.loads, data, buffers=[b'one'])
show('protocol', _pickle.dumps, pickle.PickleBuffer(b'x'), 4)
print(_pickle.loads(_pickle.dumps(pickle.PickleBuffer(b'in'), 5)), pickle.PickleBuffer(b'raw').raw().tobytes())
released = pickle.PickleBuffer(b'x')
released.release()
show('released', memoryview, released)
show('callback', _pickle.dumps, 1, 4, buffer_callback=len)
show('file', _pickle.Pickler, 1)
show('file', _pickle.Unpickler, 1)
show('new', _pickle.Pickler.dump, _pickle.Pickler.__new__(_pickle.Pickler), 1)
show('new', _pickle.Unpickler.load, _pickle.Unpickler.__new__(_pickle.Unpickler))
nested = []
for _ in range(100000):
    nested = [nested]
try:
    _pickle.dumps(nested)
except RecursionError as error:
    print(error)
while nested:
    nested = nested[0]
value = _pickle.loads(b']' * 50000 + b'a' * 49999 + b'.')
while value:
    value = value[0]
