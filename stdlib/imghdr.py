"""Of what format a picture is, told by its first bytes.

Each function in `tests` gets those bytes (and the file, None without one) and
returns a format's name, or None; programs may add their own.
"""

from os import PathLike

__all__ = ['what']


def what(file, h=None):
    """The format of a file, given by name or open, or of bytes in h; None if it is not known."""
    if h is not None:
        return _first(h, None)
    if isinstance(file, (str, PathLike)):
        with open(file, 'rb') as opened:
            return _first(opened.read(32), opened)
    place = file.tell()
    head = file.read(32)
    file.seek(place)
    return _first(head, None)


def _first(head, file):
    return next(filter(None, (test(head, file) for test in tests)), None)


tests = []


def _begins(name, *beginnings):
    """Add a test for bytes that a format's files begin with."""
    def test(h, f):
        return name if h.startswith(beginnings) else None
    return _named(test, name)


def _named(test, name):
    test.__name__ = test.__qualname__ = 'test_' + name
    test.__doc__ = 'Is it a file of the format %s?' % name
    tests.append(test)
    return test


def test_jpeg(h, f):
    """JFIF or Exif."""
    return 'jpeg' if h[6:10] in (b'JFIF', b'Exif') else None


def _netpbm(name, digits):
    """Add a test for one of the formats of Netpbm: 'P', a digit, white space."""
    def test(h, f):
        return name if len(h) >= 3 and h[0] == ord('P') and h[1] in digits and h[2] in b' \t\n\r' else None
    return _named(test, name)


def test_webp(h, f):
    """WebP is in a RIFF container."""
    return 'webp' if h.startswith(b'RIFF') and h[8:12] == b'WEBP' else None


tests.append(test_jpeg)
test_png = _begins('png', b'\211PNG\r\n\032\n')
test_gif = _begins('gif', b'GIF87a', b'GIF89a')
test_tiff = _begins('tiff', b'MM', b'II')  # the two orders of bytes
test_rgb = _begins('rgb', b'\001\332')
test_pbm = _netpbm('pbm', b'14')
test_pgm = _netpbm('pgm', b'25')
test_ppm = _netpbm('ppm', b'36')
test_rast = _begins('rast', b'\x59\xA6\x6A\x95')
test_xbm = _begins('xbm', b'#define ')
test_bmp = _begins('bmp', b'BM')
tests.append(test_webp)
test_exr = _begins('exr', b'\x76\x2f\x31\x01')


def testall(list, recursive, toplevel):
    """Tell of files and of those in folders."""
    import _header_report
    _header_report.tell(what, list, recursive, toplevel)


def test():
    """Tell the formats of files and of those in folders; -r looks into folders in these, too."""
    import _header_report
    _header_report.main(what)


if __name__ == '__main__':
    test()
