"""What Python and native futures share: states and repr."""

__all__ = ()

import reprlib
from _thread import get_ident

from . import format_helpers

_PENDING = 'PENDING'
_CANCELLED = 'CANCELLED'
_FINISHED = 'FINISHED'


def isfuture(obj):
    """Whether obj is a future, judged by its marker attribute and not its class."""
    return (hasattr(obj.__class__, '_asyncio_future_blocking')
            and obj._asyncio_future_blocking is not None)


def _format_callbacks(cb):
    # cb: pairs of callback and context.
    def one(pair):
        return format_helpers._format_callback_source(pair[0], ())
    if len(cb) <= 2:
        shown = map(one, cb)
    else:
        shown = (one(cb[0]), f'<{len(cb) - 2} more>', one(cb[-1]))
    return 'cb=[' + ', '.join(shown) + ']'


# (future, thread) pairs whose result is being shown: a result may hold its future.
_repr_running = set()


def _future_repr_info(future):
    info = [future._state.lower()]
    if future._state == _FINISHED:
        if future._exception is not None:
            info.append(f'exception={future._exception!r}')
        else:
            mark = id(future), get_ident()
            if mark in _repr_running:
                text = '...'
            else:
                _repr_running.add(mark)
                try:
                    text = reprlib.repr(future._result)
                finally:
                    _repr_running.discard(mark)
            info.append('result=' + text)
    if future._callbacks:
        info.append(_format_callbacks(future._callbacks))
    if future._source_traceback:
        file, line = future._source_traceback[-1][:2]
        info.append(f'created at {file}:{line}')
    return info
