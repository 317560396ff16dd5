"""UTF-32-LE."""

import codecs
from encodings._build import buffered

buffered(globals(), "utf-32-le", codecs.utf_32_le_encode, codecs.utf_32_le_decode)
