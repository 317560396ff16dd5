"""cp950: traditional Chinese."""

from encodings._build import multibyte

multibyte(globals(), "cp950", "_codecs_tw")
