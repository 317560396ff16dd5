"""euc_jp: Japanese."""

from encodings._build import multibyte

multibyte(globals(), "euc_jp", "_codecs_jp")
