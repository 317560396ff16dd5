"""UTF-7."""

import codecs
from encodings._build import buffered

buffered(globals(), "utf-7", codecs.utf_7_encode, codecs.utf_7_decode)
