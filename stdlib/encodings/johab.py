"""johab: Korean."""

from encodings._build import multibyte

multibyte(globals(), "johab", "_codecs_kr")
