"""What the data in ZIP archives are compressed and encrypted with."""

import struct

__name__ = 'zipfile'  # where all of this is found

# Compression methods, and the version of ZIP that knows each.
ZIP_STORED, ZIP_DEFLATED, ZIP_BZIP2, ZIP_LZMA = 0, 8, 12, 14
DEFAULT_VERSION, ZIP64_VERSION, BZIP2_VERSION, LZMA_VERSION = 20, 45, 46, 63
MAX_EXTRACT_VERSION = 63

# ---- encryption, the old and weak one

_crctable = None


def _gen_crc(crc):
    for _ in range(8):
        crc = crc >> 1 ^ 0xEDB88320 if crc & 1 else crc >> 1
    return crc


def _ZipDecrypter(pwd):
    """A function that decrypts bytes; it goes on where it ended."""
    global _crctable
    if _crctable is None:
        _crctable = list(map(_gen_crc, range(256)))
    table = _crctable
    a, b, c = 0x12345678, 0x23456789, 0x34567890

    def update(byte):
        nonlocal a, b, c
        a = a >> 8 ^ table[(a ^ byte) & 0xFF]
        b = ((b + (a & 0xFF)) * 0x08088405 + 1) & 0xFFFFFFFF
        c = c >> 8 ^ table[(c ^ b >> 24) & 0xFF]

    for byte in pwd:
        update(byte)

    def decrypter(data):
        plain = bytearray()
        for byte in data:
            k = c | 2
            byte ^= k * (k ^ 1) >> 8 & 0xFF
            update(byte)
            plain.append(byte)
        return bytes(plain)

    return decrypter


# ---- compression

class LZMACompressor:
    """Raw LZMA with the properties in front, as ZIP has it."""

    def __init__(self):
        self._comp = None

    def _init(self):
        import lzma
        properties = lzma._encode_filter_properties({'id': lzma.FILTER_LZMA1})
        self._comp = lzma.LZMACompressor(lzma.FORMAT_RAW, filters=[
            lzma._decode_filter_properties(lzma.FILTER_LZMA1, properties)])
        return struct.pack('<BBH', 9, 4, len(properties)) + properties

    def compress(self, data):
        head = self._init() if self._comp is None else b''
        return head + self._comp.compress(data)

    def flush(self):
        head = self._init() if self._comp is None else b''
        return head + self._comp.flush()


class LZMADecompressor:
    def __init__(self):
        self._decomp = None
        self._unconsumed = b''
        self.eof = False

    def decompress(self, data):
        if self._decomp is None:
            self._unconsumed += data
            if len(self._unconsumed) <= 4:
                return b''
            size, = struct.unpack('<H', self._unconsumed[2:4])
            if len(self._unconsumed) <= 4 + size:
                return b''
            import lzma
            self._decomp = lzma.LZMADecompressor(lzma.FORMAT_RAW, filters=[
                lzma._decode_filter_properties(lzma.FILTER_LZMA1, self._unconsumed[4:4 + size])])
            data = self._unconsumed[4 + size:]
            del self._unconsumed
        found = self._decomp.decompress(data)
        self.eof = self._decomp.eof
        return found


compressor_names = {0: 'store', 1: 'shrink', 2: 'reduce', 3: 'reduce', 4: 'reduce', 5: 'reduce', 6: 'implode',
                    7: 'tokenize', 8: 'deflate', 9: 'deflate64', 10: 'implode', 12: 'bzip2', 14: 'lzma', 18: 'terse',
                    19: 'lz77', 97: 'wavpack', 98: 'ppmd'}


_NEEDED = {ZIP_DEFLATED: 'zlib', ZIP_BZIP2: 'bz2', ZIP_LZMA: 'lzma'}


def _module_for(compression):
    """The module for a method, None if it is missing; looked up in zipfile, where tests take it away."""
    import zipfile
    return getattr(zipfile, _NEEDED[compression])


def _check_compression(compression):
    """Can we do this method?"""
    if compression == ZIP_STORED:
        return
    if compression not in tuple(_NEEDED):  # it may be anything, unhashable too
        raise NotImplementedError('That compression method is not supported')
    if not _module_for(compression):
        raise RuntimeError('Compression requires the (missing) %s module' % _NEEDED[compression])


def _get_compressor(compress_type, compresslevel=None):
    if compress_type == ZIP_DEFLATED:
        zlib = _module_for(compress_type)
        level = zlib.Z_DEFAULT_COMPRESSION if compresslevel is None else compresslevel
        return zlib.compressobj(level, zlib.DEFLATED, -15)
    if compress_type == ZIP_BZIP2:
        bz2 = _module_for(compress_type)
        return bz2.BZ2Compressor() if compresslevel is None else bz2.BZ2Compressor(compresslevel)
    return LZMACompressor() if compress_type == ZIP_LZMA else None


def _get_decompressor(compress_type):
    _check_compression(compress_type)
    if compress_type == ZIP_DEFLATED:
        return _module_for(compress_type).decompressobj(-15)
    if compress_type == ZIP_BZIP2:
        return _module_for(compress_type).BZ2Decompressor()
    return LZMADecompressor() if compress_type == ZIP_LZMA else None


__name__ = __spec__.name
