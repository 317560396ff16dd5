"""ASCII."""

import codecs
from encodings._build import stateless

stateless(globals(), "ascii", codecs.ascii_encode, codecs.ascii_decode)


class StreamConverter(StreamWriter, StreamReader):
    """Both ways round."""

    encode, decode = codecs.ascii_decode, codecs.ascii_encode
