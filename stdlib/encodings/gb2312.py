"""gb2312: simplified Chinese."""

from encodings._build import multibyte

multibyte(globals(), "gb2312", "_codecs_cn")
