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


def __getattr__(name):
    """Modules of the package that are only imported when somebody needs them."""
    if name in ("base_subprocess", "sslproto", "staggered"):
        from importlib import import_module
        return import_module("." + name, __name__)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
