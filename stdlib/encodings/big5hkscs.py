"""big5hkscs: Hong Kong."""

from encodings._build import multibyte

multibyte(globals(), "big5hkscs", "_codecs_hk")
