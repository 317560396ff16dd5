"""euc_kr: Korean."""

from encodings._build import multibyte

multibyte(globals(), "euc_kr", "_codecs_kr")
