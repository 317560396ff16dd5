"""gb18030: simplified Chinese."""

from encodings._build import multibyte

multibyte(globals(), "gb18030", "_codecs_cn")
