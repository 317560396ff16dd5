"""iso2022_kr: ISO 2022."""

from encodings._build import multibyte

multibyte(globals(), "iso2022_kr", "_codecs_iso2022")
