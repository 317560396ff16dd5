"""The files of a key and a certificate, which clients of mail and file servers once took instead of an SSL context."""

import ssl
import warnings


def chosen_context(keyfile, certfile, context, protocol=None):
    """The context that a client was given, or one that is made of the names of two files.

    ValueError: it was given both. The warning about the names goes to the line that called our caller.
    """
    for name, value in ('keyfile', keyfile), ('certfile', certfile):
        if context is not None and value is not None:
            raise ValueError('context and %s arguments are mutually exclusive' % name)
    if keyfile is not None or certfile is not None:
        warnings.warn('keyfile and certfile are deprecated, use a custom context instead', DeprecationWarning, 3)
    if context is not None:
        return context
    chosen = () if protocol is None else (protocol,)
    return ssl._create_stdlib_context(*chosen, certfile=certfile, keyfile=keyfile)
