"""iso2022_jp_ext: ISO 2022."""

from encodings._build import multibyte

multibyte(globals(), "iso2022_jp_ext", "_codecs_iso2022")
