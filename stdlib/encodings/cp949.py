"""cp949: Korean."""

from encodings._build import multibyte

multibyte(globals(), "cp949", "_codecs_kr")
