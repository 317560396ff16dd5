# bzip2: data whole and in parts, limited output, what follows the end, and errors.
import bz2
import _bz2
import pickle


def show(call, *args, **kwargs):
    try:
        result = call(*args, **kwargs)
        print(type(result).__name__ if type(result).__module__ == "_bz2" else result)
    except Exception as error:
        print(type(error).__name__, error)


class Random:
    def __init__(self, seed):
        self.state = seed

    def __call__(self, n):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self.state >> 33) % n


random = Random(7)
NOISE = bytes(random(256) for _ in range(20000))
TEXT = b" ".join(b"word%d" % random(300) for _ in range(40000))
for data in b"", b"a", bytes(300000), NOISE, TEXT:
    for level in 1, 9:
        packed = bz2.compress(data, level)
        print(len(data), len(packed), packed[:60])
        made, parts, start = bz2.BZ2Compressor(level), [], 0
        while start < len(data):
            size = 1 + random(50000)
            parts.append(made.compress(data[start:start + size]))
            start += size
        assert b"".join(parts) + made.flush() == packed
        assert bz2.decompress(packed + packed) == data * 2
        # How the output spreads over the calls.
        for size, limit in (1000, -1), (100000, 777), (37, 100), (len(packed), 0), (len(packed), 8192):
            taker, out, lengths, start = bz2.BZ2Decompressor(), [], [], 0
            while not taker.eof and len(lengths) < 50:
                part = b""
                if taker.needs_input:
                    part = (packed + b"rest")[start:start + size]
                    start += size
                out.append(taker.decompress(part, limit))
                lengths.append((len(out[-1]), taker.needs_input))
            assert data.startswith(b"".join(out))
            print(lengths, taker.eof, taker.unused_data)

data = bz2.compress(b"hello" * 20)
Packer, Taker = _bz2.BZ2Compressor, _bz2.BZ2Decompressor
for args in (0,), (10,), ("a",), (1.5,), (2**40,), (1, 2):
    show(Packer, *args)
show(Packer, compresslevel=1)
show(Taker, 1)
show(Taker, a=1)
for bad in "a", 1, b"xx", b"x" * 14, data[:-3] + b"xyz":
    show(Taker().decompress, bad)
for limit in 0, -5, 3, 1.5, 2**70:
    show(Taker().decompress, data, max_length=limit)
show(Taker().decompress)
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
print(taker.needs_input, taker.eof, taker.unused_data)
print(taker.decompress(data + b"tail"), taker.eof, taker.unused_data, taker.needs_input)
show(taker.decompress, b"")
for name in "eof", "needs_input", "unused_data":
    show(setattr, taker, name, 1)
taker = Taker()
show(taker.decompress, data[:-3] + b"xyz")
show(taker.decompress, data)
