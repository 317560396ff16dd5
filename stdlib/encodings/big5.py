"""big5: traditional Chinese."""

from encodings._build import multibyte

multibyte(globals(), "big5", "_codecs_tw")
