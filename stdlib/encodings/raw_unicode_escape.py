r"""Text with \u and \U escapes only."""

import codecs
from encodings._build import stateless

stateless(globals(), "raw-unicode-escape", codecs.raw_unicode_escape_encode, codecs.raw_unicode_escape_decode)
