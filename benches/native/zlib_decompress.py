"""zlib: decompressing text, binary records and noise, whole, streamed and in many small pieces."""
import random
import struct
import sys
import zlib

DEFAULT = 60


def run(n):
    rng = random.Random(12)
    words = ["".join(rng.choice("etaoinshrdlu") for _ in range(rng.randint(2, 9))) for _ in range(2000)]
    text = " ".join(rng.choice(words) for _ in range(120000)).encode()
    records = b"".join(struct.pack("<IHd", i, i % 100, i / 4) for i in range(30000))
    noise = bytes(rng.getrandbits(8) for _ in range(200000))
    packed = [zlib.compress(data, 6) for data in (text, records, noise)]
    small = [zlib.compress(text[start:start + 100]) for start in range(0, 100000, 100)]
    check = 0
    for _ in range(n):
        for data in packed:
            check += len(zlib.decompress(data))
            stream = zlib.decompressobj()
            length = 0
            for start in range(0, len(data), 4096):
                length += len(stream.decompress(data[start:start + 4096]))
            check += length + len(stream.flush())
        check += sum(len(zlib.decompress(data)) for data in small)
        stream = zlib.decompressobj()
        rest = packed[0]
        while rest:
            check += stream.decompress(rest, 8192)[-1]
            rest = stream.unconsumed_tail
    return "%d" % check


if __name__ == "__main__":
    print("zlib_decompress", run(int(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT))
