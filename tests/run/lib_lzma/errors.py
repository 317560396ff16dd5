# What _lzma says of wrong arguments and data.
import _lzma
import lzma
import pickle


def show(call, *args, **kwargs):
    try:
        result = call(*args, **kwargs)
        print(type(result).__name__ if type(result).__module__ == "_lzma" else result)
    except Exception as error:
        print(type(error).__name__, error)


Packer, Taker = _lzma.LZMACompressor, _lzma.LZMADecompressor
data = lzma.compress(b"hello" * 20)
alone = lzma.compress(b"hello" * 20, format=lzma.FORMAT_ALONE)
LZMA2 = [{"id": lzma.FILTER_LZMA2, "dict_size": 1 << 16}]
for args in [(0,), (7,), (-1,), (2**40,), ("a",), (1.5,), (1, 9), (1, 2), (1, 16), (1, -2), (2, 0), (2, 1), (3,), (3, 1),
             (3, -1, 1), (1, -1, 10), (1, -1, -1), (1, -1, 2**40), (1, -1, "a"), (1, -1, 1.5), (1, -1, None, None),
             (1, -1, 1, LZMA2), (1, -1, None, LZMA2 * 5), (1, -1, None, [1]), (1, -1, None, 5), (1, -1, None, {}),
             (1, -1, None, {"a": 1}), (1, -1, None, iter([])), (1, -1, None, []), (2, -1, None, LZMA2), (2, -1, None, LZMA2 * 2),
             (2, -1, 10), (2, 1, "a"), (7, -1, "a"), (3, -1, None, tuple(LZMA2)), (1, 1, 1, 1, 1),
             (2, -1, None, [{"id": lzma.FILTER_LZMA1}]), (1, -1, None, [{"id": lzma.FILTER_LZMA1}])]:
    show(Packer, *args)
for spec in [{}, {"id": "a"}, {"id": 99}, {"id": -1}, {"id": 2**70}, {"id": 1.5}, {"id": 33, "foo": 1}, {"id": 33, 1: 2},
             {"id": 33, "preset": 99}, {"id": 33, "preset": "a"}, {"id": 33, "preset": None}, {"id": 33, "preset": -1},
             {"id": 33, "dict_size": -1}, {"id": 33, "dict_size": 2**33}, {"id": 33, "dict_size": "a"}, {"id": 33, "dict_size": 1},
             {"id": 33, "lc": 9}, {"id": 33, "mode": 9}, {"id": 33, "mode": -1}, {"id": 33, "nice_len": 1}]:
    show(Packer, filters=[spec])
for spec in [{"id": 3, "dist": 4}, {"id": 3, "dist": 0}, {"id": 3, "dist": 257}, {"id": 3, "foo": 1}, {"id": 4, "start_offset": 16},
             {"id": 4, "start_offset": -1}, {"id": 4, "foo": 1}]:
    show(Packer, filters=[spec, {"id": 33}])
show(Packer, x=1)
for args in [(0,), (1,), (3,), (4,), (-1,), ("a",), (2**40,), (1, None, LZMA2), (3, None, LZMA2), (3, 1000, LZMA2), (3, None, []),
             (3, None, 5), (0, -1), (0, "a"), (0, 1.5), (0, 2**70), (7, "a"), (3, 5), (1, 2, 3, 4)]:
    show(Taker, *args)
show(Taker, x=1)
show(Taker(0, 1).decompress, data)
show(Taker(2, 1).decompress, alone)
show(Taker(2).decompress, data)
show(Taker(1).decompress, alone)
for bad in "a", 1, b"xx", b"x" * 14, data[:-3] + b"xyz", data[:6] + b"x" + data[7:]:
    show(Taker().decompress, bad)
for limit in 0, -5, 3, 1.5, 2**70:
    show(Taker().decompress, data, max_length=limit)
show(Packer().compress, "a")
show(Packer().flush, 1)
for one in Packer(), Taker():
    show(pickle.dumps, one)
    show(type, "Sub", (type(one),), {})
made = Packer()
made.flush()
show(made.compress, b"")
show(made.flush)
taker = Taker()
print(taker.check, taker.needs_input, taker.eof, taker.unused_data)
print(taker.decompress(data + b"tail"), taker.check, taker.eof, taker.unused_data, taker.needs_input)
show(taker.decompress, b"")
for name in "check", "eof", "needs_input", "unused_data":
    show(setattr, taker, name, 1)
for args in [({"id": 77},), (5,), ({},), ({"id": 33, "dict_size": 1},)]:
    show(_lzma._encode_filter_properties, *args)
for args in [(33, b""), (33, b"\xff"), (99, b""), (-1, b""), ("a", b""), (33, "a"), (33,)]:
    show(_lzma._decode_filter_properties, *args)
show(_lzma.is_check_supported, "a")
print(lzma.LZMAError.__mro__, lzma.LZMAError.__module__)
