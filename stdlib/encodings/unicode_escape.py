"""Text with the escapes of string literals."""

import codecs
from encodings._build import stateless

stateless(globals(), "unicode-escape", codecs.unicode_escape_encode, codecs.unicode_escape_decode)
