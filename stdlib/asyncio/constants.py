"""Numbers the modules of asyncio share.

Users and tests change some of them at run time: they are to be read through the module, at the time of use.
"""

import enum

# Writes to a connection that is gone are ignored; from this many on each is logged.
LOG_THRESHOLD_FOR_CONNLOST_WRITES = 5

# Seconds a server waits after accept() failed for want of descriptors or memory.
ACCEPT_RETRY_DELAY = 1

# Stack entries kept with each handle, future and task in debug mode. More makes them much slower to create.
DEBUG_STACK_DEPTH = 10

# Seconds a TLS handshake may take.
SSL_HANDSHAKE_TIMEOUT = 60.0

# Bytes moved at a time where sendfile() is done by read() and send().
SENDFILE_FALLBACK_READBUFFER_SIZE = 256 * 1024


class _SendfileMode(enum.Enum):
    """What a transport can do about loop.sendfile(): nothing, the system call perhaps, or only read and write."""

    UNSUPPORTED = 1
    TRY_NATIVE = 2
    FALLBACK = 3
