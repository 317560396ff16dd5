# LZMA: formats, checks, presets, filters; limited output; what follows the end.
import lzma
import _lzma


class Random:
    def __init__(self, seed):
        self.state = seed

    def __call__(self, n):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self.state >> 33) % n


random = Random(7)
NOISE = bytes(random(256) for _ in range(5000))
TEXT = b" ".join(b"word%d" % random(300) for _ in range(10000))
CHAINS = [
    [{"id": lzma.FILTER_LZMA2}],
    [{"id": lzma.FILTER_LZMA2, "preset": 9 | lzma.PRESET_EXTREME, "dict_size": 1 << 16}],
    [{"id": lzma.FILTER_DELTA, "dist": 4}, {"id": lzma.FILTER_LZMA2, "lc": 1, "lp": 2, "pb": 0}],
    [{"id": lzma.FILTER_X86}, {"id": lzma.FILTER_DELTA}, {"id": lzma.FILTER_LZMA2, "mode": lzma.MODE_FAST, "mf": lzma.MF_HC4}],
    [{"id": lzma.FILTER_ARM, "start_offset": 64}, {"id": lzma.FILTER_LZMA2, "nice_len": 20, "depth": 5}],
]
for data in b"", b"a", bytes(200000), NOISE, TEXT:
    for preset in 0, 3, 6, 6 | lzma.PRESET_EXTREME:
        for format in lzma.FORMAT_XZ, lzma.FORMAT_ALONE:
            packed = lzma.compress(data, format=format, preset=preset)
            assert lzma.decompress(packed) == data == lzma.decompress(packed, format)
            print(len(data), len(packed), packed[:40])
    for check in lzma.CHECK_NONE, lzma.CHECK_CRC32, lzma.CHECK_CRC64, lzma.CHECK_SHA256:
        packed = lzma.compress(data, check=check)
        taker = lzma.LZMADecompressor()
        assert taker.decompress(packed + b"rest") == data
        print(taker.check, taker.eof, taker.unused_data, packed[-50:])
    for chain in CHAINS:
        for format in lzma.FORMAT_XZ, lzma.FORMAT_RAW:
            packed = lzma.compress(data, format=format, filters=chain)
            assert lzma.decompress(packed, format, filters=chain if format == lzma.FORMAT_RAW else None) == data
            print(len(packed), packed[:30])
    # How the output spreads over the calls.
    packed = lzma.compress(data)
    for size, limit in (1000, -1), (100000, 777), (37, 100), (len(packed), 0), (len(packed), 8192):
        taker, out, lengths, start = lzma.LZMADecompressor(), [], [], 0
        while not taker.eof and len(lengths) < 30:
            part = b""
            if taker.needs_input:
                part = (packed + b"rest")[start:start + size]
                start += size
            try:
                out.append(taker.decompress(part, limit))
            except lzma.LZMAError as error:
                # Twice nothing could be done.
                print(error)
                break
            lengths.append((len(out[-1]), taker.needs_input))
        assert data.startswith(b"".join(out))
        print(lengths, taker.eof, taker.unused_data)

for spec in CHAINS[1][0], CHAINS[2][0], CHAINS[3][0], CHAINS[4][0], {"id": lzma.FILTER_LZMA1, "lc": 1, "lp": 2, "pb": 1}:
    packed = _lzma._encode_filter_properties(spec)
    print(packed, packed and _lzma._decode_filter_properties(spec["id"], packed))
print([_lzma.is_check_supported(check) for check in (-1, 0, 1, 2, 4, 10, 15, 16)])
