"""cp932: Japanese."""

from encodings._build import multibyte

multibyte(globals(), "cp932", "_codecs_jp")
