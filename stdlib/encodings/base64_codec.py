"""Bytes in Base64 with line ends, as in mail."""

import base64
from encodings._build import whole

whole(globals(), "base64", base64.encodebytes, base64.decodebytes)
