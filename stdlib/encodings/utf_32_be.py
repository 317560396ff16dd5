"""UTF-32-BE."""

import codecs
from encodings._build import buffered

buffered(globals(), "utf-32-be", codecs.utf_32_be_encode, codecs.utf_32_be_decode)
