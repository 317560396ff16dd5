"""Pickles byte by byte: numbers at every size, headers of texts and bytes, many memo entries, shared objects."""
import pickle
import zlib


def show(name, thing, protocols=range(5)):
    for protocol in protocols:
        data = pickle.dumps(thing, protocol)
        assert pickle.loads(data) == thing, (name, protocol)
        assert type(pickle.loads(data)) is type(thing)
        print(name, protocol, len(data), data if len(data) < 40 else "%08x" % zlib.crc32(data))


for bits in (7, 8, 15, 16, 31, 32, 39, 40, 47, 55, 56, 62, 63, 64, 70, 119, 120, 127, 128, 129, 255, 2100):
    for value in (2 ** bits, 2 ** bits - 1, -(2 ** bits), -(2 ** bits) - 1, -(2 ** bits) + 1):
        show("int", value, (0, 2))
show("ints", [0, 1, -1, 255, 256, 65535, 65536, 2 ** 31 - 1, -2 ** 31, 2 ** 31])
show("floats", [0.0, -0.0, 1.5, -1e300, 5e-324])
for size in (0, 1, 255, 256, 70000):
    show("text", "x" * size)
    show("latin", "\xe9" * size)
    show("bytes", bytes(bytearray(size)), (3, 4))
show("wide", "\u4e2d\U0001f600\ud800")

# More entries than a byte or a small table holds; each also refers back.
texts = ["text %d" % i for i in range(3000)]
show("many", texts + texts[::-1])
for count in (0, 1, 2, 999, 1000, 1001, 2001):
    show("list", list(range(count)))
    show("dict", {i: str(i) for i in range(count)})
show("nested", [[[]], [{}], ({"a": ((), (1,), (1, 2), (1, 2, 3), (1, 2, 3, 4))},)])

loop = []
loop.append((loop, {"loop": loop}))
for protocol in range(5):
    found = pickle.loads(pickle.dumps(loop, protocol))
    assert found[0][0] is found and found[0][1]["loop"] is found
    print(protocol, pickle.dumps(loop, protocol))


class New(object):
    def __new__(cls, *args, **kwargs):
        print("new", cls.__name__, args, kwargs)
        return super().__new__(cls)

    def __init__(self, *args, **kwargs):
        print("init", args, kwargs)

    def __getnewargs_ex__(self):
        return (1, 2), {"k": 3}


class Args(New):
    __getnewargs_ex__ = None

    def __reduce_ex__(self, protocol):
        import copyreg
        return copyreg.__newobj__, (Args, "a"), {"x": 1}


for protocol in (2, 4):
    pickle.loads(pickle.dumps(New(), protocol))
    print(pickle.loads(pickle.dumps(Args(), protocol)).__dict__)

for data in (b"\x80\x04]\x8c\x01aK\x01u.", b"\x80\x04(K\x01s.", b"K\x01s.", b"]K\x01(a.", b"(K\x01e.", b"e.", b"s.", b"K\x01a.",
             b"(K\x01\x86.", b"K\x01\x86.", b"\x80\x04}(K\x01u.", b"\x80\x04K\x01(K\x02K\x03u.", b"cbuiltins\nint\nK\x01\x81.",
             b"K\x01)\x81.", b"\x8a\x05\x01.", b"\x8a\x00.", b"\x8b\xff\xff\xff\xff.", b"X\xff\xff\xff\xffa", b"\x95\xff\xff\xff\xff\xff\xff\xff\x7fN.",
             b"ctypes\nGeneratorType\n)\x81.", b"ctypes\nGeneratorType\n)}\x92."):
    try:
        print(data, pickle.loads(data))
    except Exception as error:
        print(data, type(error).__name__, error)

out = type("Out", (), {"write": lambda self, data: None})()
pickler = pickle.Pickler(out)
pickler.dump(texts[:100])
memo = pickler.memo.copy()
print(len(memo), sorted(number for number, _ in memo.values())[-1], all(key == id(value) for key, (_, value) in memo.items()))
pickler.memo = memo
pickler.dump(texts[:100])
print(len(pickler.memo.copy()))
pickler.clear_memo()
print(len(pickler.memo.copy()))

for count in (0, 1, 999, 1000, 1001, 2000):
    show("set", set(range(count)), (2, 4))
    show("frozenset", frozenset(range(count)), (2, 4))
