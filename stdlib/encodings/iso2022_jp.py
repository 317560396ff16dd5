"""iso2022_jp: ISO 2022."""

from encodings._build import multibyte

multibyte(globals(), "iso2022_jp", "_codecs_iso2022")
