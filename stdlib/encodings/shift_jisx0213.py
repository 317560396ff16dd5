"""shift_jisx0213: Japanese."""

from encodings._build import multibyte

multibyte(globals(), "shift_jisx0213", "_codecs_jp")
