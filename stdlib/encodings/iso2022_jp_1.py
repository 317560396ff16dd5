"""iso2022_jp_1: ISO 2022."""

from encodings._build import multibyte

multibyte(globals(), "iso2022_jp_1", "_codecs_iso2022")
