"""iso2022_jp_2: ISO 2022."""

from encodings._build import multibyte

multibyte(globals(), "iso2022_jp_2", "_codecs_iso2022")
