"""Which deprecated calls warn, with what words, and that the warning is about the caller's line."""

import base64
import gettext
import importlib.abc
import inspect
import warnings


def tell(call):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        call()
    for warning in caught:
        print(warning.category.__name__, warning.message, warning.filename == __file__)
    print(len(caught))


tell(lambda: base64.encodestring(b"a"))
tell(lambda: base64.decodestring(b"YQ=="))
tell(lambda: gettext.install("d", codeset="x"))
tell(lambda: gettext.install("d", codeset=None))
tell(lambda: gettext.translation("d", codeset="x", fallback=True))
tell(lambda: gettext.bind_textdomain_codeset("d", "u"))
tell(lambda: importlib.abc.MetaPathFinder().find_module("a", None))
tell(lambda: importlib.abc.PathEntryFinder().find_loader("a"))
tell(lambda: importlib.abc.PathEntryFinder().find_module("a"))
tell(lambda: inspect.getargspec(tell))
tell(lambda: inspect.formatargspec([]))
