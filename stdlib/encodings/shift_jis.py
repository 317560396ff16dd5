"""shift_jis: Japanese."""

from encodings._build import multibyte

multibyte(globals(), "shift_jis", "_codecs_jp")
