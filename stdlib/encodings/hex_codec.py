"""Bytes as hexadecimal digits."""

import binascii
from encodings._build import whole

whole(globals(), "hex", binascii.b2a_hex, binascii.a2b_hex)
