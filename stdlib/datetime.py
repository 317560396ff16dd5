"""Dates, times and their arithmetic.

The implementation is _datetime, or _pydatetime where that is absent.
"""

import sys

try:
    from _datetime import *
    from _datetime import __doc__
except ImportError:
    import _pydatetime
    globals().update((_name, _value) for _name, _value in vars(_pydatetime).items()
                     if not _name.startswith('__') and not isinstance(_value, type(sys)))
    del _pydatetime
