"""UTF-16-LE."""

import codecs
from encodings._build import buffered

buffered(globals(), "utf-16-le", codecs.utf_16_le_encode, codecs.utf_16_le_decode)
