# Data through every level, strategy, window and memory size, whole and in parts.
# Compressed bytes differ between versions of the library, so none are printed.
import zlib


class Random:
    def __init__(self, seed):
        self.state = seed

    def __call__(self, n):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self.state >> 33) % n


random = Random(7)
NOISE = bytes(random(256) for _ in range(20000))
TEXT = b" ".join(b"word%d" % random(300) for _ in range(20000))
SAMPLES = [b"", b"a", b"hello" * 3, bytes(100000), NOISE, TEXT, NOISE + TEXT + NOISE]


def parts(data):
    start = 0
    while start < len(data):
        size = 1 + random(30000)
        yield data[start:start + size]
        start += size


for level in range(-1, 10):
    for strategy in zlib.Z_DEFAULT_STRATEGY, zlib.Z_FILTERED, zlib.Z_HUFFMAN_ONLY, zlib.Z_RLE, zlib.Z_FIXED:
        for wbits in 15, 9, -15, -9, 31, 25:
            data = SAMPLES[random(len(SAMPLES))]
            made = zlib.compressobj(level, zlib.DEFLATED, wbits, 1 + random(9), strategy)
            packed = b""
            for part in parts(data):
                packed += made.compress(part)
                if random(4) == 0:
                    packed += made.flush([zlib.Z_SYNC_FLUSH, zlib.Z_FULL_FLUSH, zlib.Z_PARTIAL_FLUSH, zlib.Z_BLOCK][random(4)])
            packed += made.flush()
            assert zlib.decompress(packed, wbits) == data
            if wbits > 0:
                assert zlib.decompress(packed, 47) == data
            taker = zlib.decompressobj(wbits)
            assert b"".join(taker.decompress(part) for part in parts(packed + b"rest")) + taker.flush() == data
            assert taker.eof and b"rest".startswith(taker.unused_data[:4]) and taker.unconsumed_tail == b""

for data in SAMPLES:
    for level in range(-1, 10):
        packed = zlib.compress(data, level)
        assert zlib.decompress(packed) == data == zlib.decompress(packed, bufsize=1)
    # Output in small pieces.
    for limit in 1000, 77777:
        taker, out, tail = zlib.decompressobj(), b"", packed
        while not taker.eof:
            piece = taker.decompress(tail, limit)
            assert len(piece) <= limit
            out, tail = out + piece, taker.unconsumed_tail
        assert out == data
    print(len(data), len(zlib.compress(data)) <= len(data) + 100)

# A copy goes its own way, at any time.
for data in TEXT, NOISE:
    made = zlib.compressobj()
    first = made.copy()
    head = made.compress(data)
    second = made.copy()
    packed = [first.compress(b"other") + first.flush(), head + second.compress(b"more") + second.flush(), head + made.flush()]
    print([zlib.decompress(one) == want for one, want in zip(packed, [b"other", data + b"more", data])])
    taker = zlib.decompressobj()
    early = taker.copy()
    start = taker.decompress(packed[1][:5000])
    late = taker.copy()
    print(early.decompress(packed[1]) == data + b"more", start + late.decompress(packed[1][5000:]) == data + b"more",
          start + taker.decompress(packed[1][5000:]) == data + b"more", early.eof, late.eof, taker.eof)

# Dictionaries.
words = b"word1 word2 word3 word4"
for wbits in 15, -15:
    made = zlib.compressobj(wbits=wbits, zdict=words)
    packed = made.compress(words * 2) + made.flush()
    assert zlib.decompressobj(wbits, words).decompress(packed) == words * 2
    assert zlib.decompressobj(wbits, zdict=bytearray(words)).copy().decompress(packed) == words * 2

for data in SAMPLES:
    crc, adler = zlib.crc32(data), zlib.adler32(data)
    print(crc, adler, zlib.crc32(data[100:], zlib.crc32(data[:100])) == crc, zlib.adler32(data[100:], zlib.adler32(data[:100])) == adler)
    print(zlib.crc32(bytearray(data), 2**32 + 7), zlib.adler32(memoryview(data), -1))
