"""The preferred encoding, without all of `locale`: opening text files needs it early."""

import _locale
import sys


def getpreferredencoding(do_setlocale=True):
    """The locale's encoding; this version never changes the locale, not even for a moment."""
    assert not do_setlocale
    if sys.flags.utf8_mode:
        return "UTF-8"
    encoding = _locale.nl_langinfo(_locale.CODESET)
    if not encoding and sys.platform == "darwin":
        encoding = "UTF-8"
    return encoding
