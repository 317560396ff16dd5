"""iso2022_jp_3: ISO 2022."""

from encodings._build import multibyte

multibyte(globals(), "iso2022_jp_3", "_codecs_iso2022")
