"""UTF-16 with a byte order mark."""

import codecs, sys
from encodings._marked import define

define(globals(), 16)
