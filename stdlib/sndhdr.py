"""Of what format a file with sound is, told by its first bytes: format, rate, channels, frames, bits of a sample.

Each function in `tests` gets those bytes and the file and returns that as a
tuple, or None; programs may add their own.  What a format does not tell is 0
or -1.
"""

from collections import namedtuple
from struct import error as _TooShort, unpack_from as _unpack

__all__ = ['what', 'whathdr']

SndHeaders = namedtuple('SndHeaders', 'filetype framerate nchannels nframes sampwidth')
SndHeaders.__doc__ = """What is known of a file with sound."""


def what(filename):
    """What is known of a file, None if it is nothing that is known."""
    return whathdr(filename)


def whathdr(filename):
    """The same."""
    with open(filename, 'rb') as file:
        head = file.read(512)
        for test in tests:
            try:
                found = test(head, file)
            except _TooShort:
                continue
            if found:
                return SndHeaders(*found)
    return None


tests = []


def _test(function):
    """Add a function to the tests."""
    tests.append(function)
    return function


def _chunks(head, start, order):
    """(name, where its content begins) of each chunk in a container."""
    while start + 8 <= len(head):
        size, = _unpack(order + 'L', head, start + 4)
        yield head[start:start + 4], start + 8
        start += 8 + size + size % 2


def _extended(head, start):
    """A number of 80 bits, as AIFF has them."""
    exponent, mantissa = _unpack('>hQ', head, start)
    return int(mantissa * 2.0 ** ((exponent & 0x7FFF) - 16383 - 63)) * (-1 if exponent < 0 else 1)


@_test
def test_aifc(h, f):
    """AIFF and AIFF-C."""
    if not (h.startswith(b'FORM') and h[8:12] in (b'AIFF', b'AIFC')):
        return None
    f.seek(0)
    whole = f.read(65536)
    for name, start in _chunks(whole, 12, '>'):
        if name == b'COMM':
            channels, frames, bits = _unpack('>hLh', whole, start)
            kind = 'aiff' if h[8:12] == b'AIFF' else 'aifc'
            # In whole bytes.
            return kind, _extended(whole, start + 8), channels, frames, (bits + 7) // 8 * 8
    return None


@_test
def test_au(h, f):
    """Sun's format."""
    order = {b'.snd': '>', b'\0ds.': '<', b'dns.': '<'}.get(h[:4])
    if order is None:
        return None
    _, size, encoding, rate, channels = _unpack(order + '5L', h, 4)
    bits, width = {1: ('U', 1), 2: (8, 1), 3: (16, 2)}.get(encoding, ('?', 1))
    frame = width * channels
    return 'au', rate, channels, size / frame if frame else -1, bits


@_test
def test_hcom(h, f):
    """The Macintosh's compressed format."""
    if h[65:69] != b'FSSD' or h[128:132] != b'HCOM':
        return None
    divisor, = _unpack('>L', h, 144)
    return 'hcom', 22050 / divisor if divisor else 0, 1, -1, 8


@_test
def test_voc(h, f):
    """SoundBlaster's format."""
    if not h.startswith(b'Creative Voice File\032'):
        return None
    start, = _unpack('<h', h, 20)
    rate = 0
    if 0 <= start < 500 and h[start] == 1:
        divisor = 256 - h[start + 4]
        rate = int(1000000.0 / divisor) if divisor else 0
    return 'voc', rate, 1, -1, 8


@_test
def test_wav(h, f):
    """Windows' format."""
    if not h.startswith(b'RIFF') or h[8:12] != b'WAVE' or h[12:16] != b'fmt ':
        return None
    f.seek(0)
    whole = f.read(65536)
    known = None
    for name, start in _chunks(whole, 12, '<'):
        if name == b'fmt ':
            kind, channels, rate, _, _, bits = _unpack('<HHLLHH', whole, start)
            if kind != 1:
                return None  # compressed
            known = channels, rate, (bits + 7) // 8
        elif name == b'data' and known:
            channels, rate, width = known
            size, = _unpack('<L', whole, start - 4)
            return 'wav', rate, channels, size // (channels * width), 8 * width
    return None


@_test
def test_8svx(h, f):
    """The Amiga's format, which is not looked into."""
    return ('8svx', 0, 1, 0, 8) if h.startswith(b'FORM') and h[8:12] == b'8SVX' else None


@_test
def test_sndt(h, f):
    """SoundTool's format."""
    if not h.startswith(b'SOUND'):
        return None
    frames, = _unpack('<L', h, 8)
    rate, = _unpack('<H', h, 20)
    return 'sndt', rate, 1, frames, 8


@_test
def test_sndr(h, f):
    """Sounder's format, which has little to be known by."""
    if not h.startswith(b'\0\0'):
        return None
    rate, = _unpack('<H', h, 2)
    return ('sndr', rate, 1, -1, 8) if 4000 <= rate <= 25000 else None


# Numbers at the beginning of bytes, for tests that programs add.

def get_long_be(b):
    """The first four bytes as a number, the high one first."""
    return int.from_bytes(b[:4], 'big')


def get_long_le(b):
    """The first four bytes as a number, the low one first."""
    return int.from_bytes(b[:4], 'little')


def get_short_be(b):
    """The first two bytes as a number, the high one first."""
    return int.from_bytes(b[:2], 'big')


def get_short_le(b):
    """The first two bytes as a number, the low one first."""
    return int.from_bytes(b[:2], 'little')


def testall(list, recursive, toplevel):
    """Tell of files and of those in folders."""
    import _header_report
    _header_report.tell(what, list, recursive, toplevel)


def test():
    """The command line: files and folders; -r looks into folders in these, too."""
    import _header_report
    _header_report.main(what)


if __name__ == '__main__':
    test()
