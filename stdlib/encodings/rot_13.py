"""Latin letters moved by half the alphabet; text to text."""

import codecs
from encodings._build import stateless

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_TURNED = _LETTERS[13:] + _LETTERS[:13]

rot13_map = codecs.make_identity_dict(range(256))
rot13_map.update({ord(plain): ord(turned) for plain, turned in zip(_LETTERS + _LETTERS.lower(),
                                                                  _TURNED + _TURNED.lower())})


def _turn(input, errors="strict"):
    return str.translate(input, rot13_map), len(input)


stateless(globals(), "rot-13", _turn, _turn)
_text_codec = getregentry


def getregentry():
    info = _text_codec()
    info._is_text_encoding = False
    return info


def rot13(infile, outfile):
    """Translate a file."""
    outfile.write(codecs.encode(infile.read(), "rot-13"))


if __name__ == "__main__":
    import sys
    rot13(sys.stdin, sys.stdout)
