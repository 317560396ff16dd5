"""Names of dynamic libraries of macOS, taken apart."""

from ctypes.macholib import _names

__all__ = ['dylib_info']

DYLIB_RE = _names.pattern(r'(?P<shortname>\w+?)(?:\.(?P<version>[^._]+))?(?:_(?P<suffix>[^._]+))?\.dylib')


def dylib_info(filename):
    """The parts of 'location/shortname.version_suffix.dylib' as a dict; None for other names.

    'name' is all but the location. Version and suffix need not be there and are None then.
    """
    return _names.parts(DYLIB_RE, filename)
