"""zlib: compressing text, binary records and noise, at several levels, whole and streamed."""
import random
import struct
import sys
import zlib

DEFAULT = 3


def run(n):
    rng = random.Random(12)
    words = ["".join(rng.choice("etaoinshrdlu") for _ in range(rng.randint(2, 9))) for _ in range(2000)]
    text = " ".join(rng.choice(words) for _ in range(120000)).encode()
    records = b"".join(struct.pack("<IHd", i, i % 100, i / 4) for i in range(30000))
    noise = bytes(rng.getrandbits(8) for _ in range(200000))
    check = 0
    for _ in range(n):
        for data in (text, records, noise):
            for level in (1, 6, 9):
                packed = zlib.compress(data, level)
                # How well a level compresses is the library's choice; that it does is not.
                assert len(packed) < len(data) * 1.1
                check = zlib.crc32(zlib.decompress(packed), check)
        stream = zlib.compressobj(6, zlib.DEFLATED, -15)
        parts = [stream.compress(text[start:start + 4096]) for start in range(0, len(text), 4096)]
        parts.append(stream.flush())
        check = zlib.crc32(zlib.decompress(b"".join(parts), -15), check)
        for start in range(0, 100000, 100):
            check += zlib.decompress(zlib.compress(text[start:start + 100]))[7]
    return "%d" % check


if __name__ == "__main__":
    print("zlib_compress", run(int(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT))
