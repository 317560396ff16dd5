"""Fixed numbers of asyncio."""
import enum

# Writes to a lost connection that are let pass before each one is logged.
LOG_THRESHOLD_FOR_CONNLOST_WRITES = 5
# Seconds a listening socket rests when accept() ran out of resources.
ACCEPT_RETRY_DELAY = 1
# Frames kept in the "created at" stacks of debug mode.
DEBUG_STACK_DEPTH = 10
SSL_HANDSHAKE_TIMEOUT = 60.0
SENDFILE_FALLBACK_READBUFFER_SIZE = 1 << 18


class _SendfileMode(enum.Enum):
    UNSUPPORTED = 1
    TRY_NATIVE = 2
    FALLBACK = 3
