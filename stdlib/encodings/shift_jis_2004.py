"""shift_jis_2004: Japanese."""

from encodings._build import multibyte

multibyte(globals(), "shift_jis_2004", "_codecs_jp")
