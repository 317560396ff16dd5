"""hz: simplified Chinese."""

from encodings._build import multibyte

multibyte(globals(), "hz", "_codecs_cn")
