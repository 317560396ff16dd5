"""ISO 8859-1: the first 256 characters of Unicode."""

import codecs
from encodings._build import stateless

stateless(globals(), "iso8859-1", codecs.latin_1_encode, codecs.latin_1_decode)


class StreamConverter(StreamWriter, StreamReader):
    """Both ways round."""

    encode, decode = codecs.latin_1_decode, codecs.latin_1_encode
