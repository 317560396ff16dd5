"""First arguments that may still come by name, with a warning; later versions take them by position only.

Functions that have such an argument import this when it did not come by position, which is seldom.
"""

import warnings


def take(kwargs, name, missing, stacklevel=3):
    """The argument of that name, taken away from kwargs. TypeError: there is none; missing is the text.

    The warning goes to the caller's caller, or by stacklevel to one further up.
    """
    if name not in kwargs:
        raise TypeError(missing)
    warnings.warn("Passing %r as keyword argument is deprecated" % name, DeprecationWarning, stacklevel=stacklevel)
    return kwargs.pop(name)
