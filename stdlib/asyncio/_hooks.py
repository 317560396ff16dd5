"""Asynchronous generators under way, and debug mode. Part of BaseEventLoop.

Both are switches of the interpreter that the loop sets when it begins to run and sets back when it stops.
"""

import sys
from weakref import WeakSet

from . import base_events
from . import constants
from . import tasks


class Hooks:
    """What the interpreter calls the loop for, or does for it."""

    # Whether coroutines remember where they were made because of this loop, and what it was before.
    _coroutine_origin_tracking_enabled = False
    _coroutine_origin_tracking_saved_depth = None

    # Whether no more generators should come.
    _asyncgens_shutdown_called = False

    def _watch_generators(self):
        """Begin with no generators."""
        self._asyncgens = WeakSet()

    def _asyncgen_firstiter_hook(self, agen):
        if self._asyncgens_shutdown_called:
            text = f"asynchronous generator {agen!r} was scheduled after loop.shutdown_asyncgens() call"
            base_events.warnings.warn(text, ResourceWarning, source=self)
        self._asyncgens.add(agen)

    def _asyncgen_finalizer_hook(self, agen):
        self._asyncgens.discard(agen)
        if self.is_closed():
            return
        # The collector may run in any thread.
        self.call_soon_threadsafe(self.create_task, agen.aclose())

    async def shutdown_asyncgens(self):
        """Close all asynchronous generators that are still under way."""
        self._asyncgens_shutdown_called = True
        alive = list(self._asyncgens)
        self._asyncgens.clear()
        if not alive:
            return
        outcomes = await tasks.gather(*[agen.aclose() for agen in alive], return_exceptions=True, loop=self)
        for agen, outcome in zip(alive, outcomes):
            if isinstance(outcome, Exception):
                self.call_exception_handler({
                    "message": f"an error occurred during closing of asynchronous generator {agen!r}",
                    "exception": outcome,
                    "asyncgen": agen,
                })

    def get_debug(self):
        """Whether the loop is in debug mode."""
        return self._debug

    def set_debug(self, enabled):
        """Switch debug mode: slower, with more checks and more to read when something goes wrong."""
        self._debug = enabled
        if self.is_running():
            self.call_soon_threadsafe(self._set_coroutine_origin_tracking, enabled)

    def _set_coroutine_origin_tracking(self, enabled):
        """Have coroutines remember where they were made, in this thread; and back."""
        enabled = bool(enabled)
        if enabled == self._coroutine_origin_tracking_enabled:
            return
        if enabled:
            self._coroutine_origin_tracking_saved_depth = sys.get_coroutine_origin_tracking_depth()
            depth = constants.DEBUG_STACK_DEPTH
        else:
            depth = self._coroutine_origin_tracking_saved_depth
        sys.set_coroutine_origin_tracking_depth(depth)
        self._coroutine_origin_tracking_enabled = enabled
