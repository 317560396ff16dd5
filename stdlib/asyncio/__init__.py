"""Asynchronous I/O: event loop, coroutines, tasks, transports, streams."""
import sys

from .base_events import *
from .coroutines import *
from .events import *
from .exceptions import *
from .futures import *
from .locks import *
from .protocols import *
from .runners import *
from .queues import *
from .streams import *
from .subprocess import *
from .tasks import *
from .transports import *

from .tasks import _all_tasks_compat  # third-party loops use it

__all__ = sum((module.__all__ for module in (
    base_events, coroutines, events, exceptions, futures, locks, protocols,
    runners, queues, streams, subprocess, tasks, transports)), ())

if sys.platform == 'win32':
    from .windows_events import *
    __all__ += windows_events.__all__
else:
    from .unix_events import *
    __all__ += unix_events.__all__
