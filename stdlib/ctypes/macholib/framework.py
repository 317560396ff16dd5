"""Names of the libraries inside frameworks of macOS, taken apart."""

from ctypes.macholib import _names

__all__ = ['framework_info']

STRICT_FRAMEWORK_RE = _names.pattern(
    r'(?P<shortname>\w+).framework/(?:Versions/(?P<version>[^/]+)/)?(?P=shortname)(?:_(?P<suffix>[^_]+))?')


def framework_info(filename):
    """The parts of 'location/shortname.framework/Versions/version/shortname_suffix' as a dict, or None.

    'name' is all but the location. 'Versions/version' and the suffix need not be there; they are None then.
    """
    return _names.parts(STRICT_FRAMEWORK_RE, filename)
