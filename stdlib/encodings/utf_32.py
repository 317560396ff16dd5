"""UTF-32 with a byte order mark."""

from encodings._marked import define

define(globals(), 32)
