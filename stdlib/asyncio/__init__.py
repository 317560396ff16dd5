"""Concurrency with coroutines: an event loop, tasks, streams, locks, queues, child processes."""

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

# Deprecated, for the method Task.all_tasks() of the native module.
from .tasks import _all_tasks_compat

__all__ = sum((module.__all__ for module in (
    base_events, coroutines, events, exceptions, futures, locks, protocols, runners, queues, streams, subprocess,
    tasks, transports)), ())

if sys.platform == "win32":
    raise ImportError("this library is for Unix")
from .unix_events import *
__all__ += unix_events.__all__
