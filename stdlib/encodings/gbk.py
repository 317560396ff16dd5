"""gbk: simplified Chinese."""

from encodings._build import multibyte

multibyte(globals(), "gbk", "_codecs_cn")
