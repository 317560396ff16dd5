"""euc_jis_2004: Japanese."""

from encodings._build import multibyte

multibyte(globals(), "euc_jis_2004", "_codecs_jp")
