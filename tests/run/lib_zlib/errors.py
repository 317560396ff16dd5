# What zlib says of wrong arguments and data, and the state of objects after the end.
import zlib


def show(call, *args, **kwargs):
    try:
        result = call(*args, **kwargs)
        print(type(result).__name__ if type(result).__module__ == "zlib" else result)
    except Exception as error:
        print(type(error).__name__, error)


data = b"hello world" * 10
packed = zlib.compress(data)
for args in ("a",), (b"a", 10), (b"a", -2), (b"a", 1.5), ():
    show(zlib.compress, *args)
for bad in b"", b"x", packed[:-1], packed[:-1] + b"x", "a", b"\0" * 20:
    show(zlib.decompress, bad)
for wbits in 1000, 0, 8, -15, 31, 47, 7, -16, 2**40:
    show(zlib.decompress, packed, wbits)
    show(zlib.decompressobj, wbits)
for size in 0, -1, 2**70, "a":
    show(zlib.decompress, packed, bufsize=size)
for args in (10,), (-2,), (1, 1), (1, 8, 1), (1, 8, 16), (1, 8, 8), (1, 8, -8), (1, 8, -15, 0), (1, 8, -15, 10), (1, 8, -15, 9, 5), (1, 8, -15, 9, -1):
    show(zlib.compressobj, *args)
for zdict in "a", None, 5, b"", b"abc":
    show(zlib.compressobj, zdict=zdict)
    show(zlib.decompressobj, zdict=zdict)
show(zlib.compressobj, zdict=b"abc", wbits=31)
show(zlib.compressobj, x=1)
for length in 0, -1, 2**70, "a":
    show(zlib.decompressobj().flush, length)
for length in -1, 0, 5, 2**70, "a":
    show(zlib.decompressobj().decompress, packed, length)
show(zlib.decompressobj().decompress, "a")
show(zlib.decompressobj().decompress, b"xyz")
for mode in 0, 7, "a":
    show(zlib.compressobj().flush, mode)
for function in zlib.crc32, zlib.adler32:
    for args in (), ("a",), (b"a", 1.5), (b"a", "b"):
        show(function, *args)

made = zlib.compressobj()
made.flush()
show(made.compress, b"x")
show(made.flush)
show(made.flush, 0)
show(made.copy)
show(type(made))

taker = zlib.decompressobj()
print(taker.decompress(packed[:5]), taker.eof, taker.unused_data, taker.unconsumed_tail)
print(taker.decompress(packed[5:] + b"more"), taker.eof, taker.unused_data, taker.unconsumed_tail)
print(taker.decompress(b"again"), taker.unused_data)
print(taker.flush(), taker.flush(), taker.eof, taker.unused_data)
show(taker.decompress, b"x")
show(taker.copy)
taker = zlib.decompressobj()
print(taker.decompress(packed, 7), taker.flush(), taker.eof, taker.unused_data, taker.unconsumed_tail)
for name in "eof", "unused_data", "unconsumed_tail":
    show(setattr, taker, name, 1)

made = zlib.compressobj(zdict=b"hello")
packed = made.compress(data) + made.flush()
show(zlib.decompress, packed)
show(zlib.decompressobj().decompress, packed)
show(zlib.decompressobj(zdict=b"wrong").decompress, packed)
show(zlib.decompressobj(zdict=b"hello").decompress, packed)
print(zlib.error.__mro__)
