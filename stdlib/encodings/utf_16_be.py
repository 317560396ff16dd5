"""UTF-16-BE."""

import codecs
from encodings._build import buffered

buffered(globals(), "utf-16-be", codecs.utf_16_be_encode, codecs.utf_16_be_decode)
