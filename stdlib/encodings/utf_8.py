"""UTF-8."""

import codecs
from encodings._build import buffered

buffered(globals(), "utf-8", codecs.utf_8_encode, codecs.utf_8_decode)
