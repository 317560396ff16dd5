"""States of futures, and how futures are written; shared by the Python and the native class."""

__all__ = ()

from _thread import get_ident
from reprlib import repr as _short_repr

from . import format_helpers

_PENDING = "PENDING"
_CANCELLED = "CANCELLED"
_FINISHED = "FINISHED"


def isfuture(obj):
    """True for everything that behaves as a future: whose class has an _asyncio_future_blocking that is not None."""
    # __class__, not type(): a mock may claim to be a future.
    return hasattr(obj.__class__, "_asyncio_future_blocking") and obj._asyncio_future_blocking is not None


def _format_callbacks(cb):
    """A summary of the list of (callback, context): all of one or two, else the first and the last."""
    shown = cb if len(cb) < 3 else (cb[0], cb[-1])
    texts = [format_helpers._format_callback_source(callback, ()) for callback, _ in shown]
    if len(cb) > 2:
        texts.insert(1, f"<{len(cb) - 2} more>")
    return f"cb=[{', '.join(texts)}]"


# (thread, object) pairs now being written: the result of a future may contain the future.
_repr_running = set()


def _future_repr_info(future):
    """The words between the angle brackets of a future's representation, after its class."""
    words = [future._state.lower()]
    if future._state == _FINISHED:
        if future._exception is not None:
            words.append(f"exception={future._exception!r}")
        else:
            key = get_ident(), id(future)
            text = "..."
            if key not in _repr_running:
                _repr_running.add(key)
                try:
                    text = _short_repr(future._result)
                finally:
                    _repr_running.discard(key)
            words.append(f"result={text}")
    if future._callbacks:
        words.append(_format_callbacks(future._callbacks))
    return words + format_helpers._origin(future._source_traceback)


def __getattr__(name):
    if name == "reprlib":
        import reprlib
        return reprlib
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
