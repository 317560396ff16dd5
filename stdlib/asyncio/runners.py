"""asyncio.run()."""

__all__ = "run",

from . import coroutines
from . import events
from . import tasks


def run(main, *, debug=None):
    """Run a coroutine in a new event loop, and close the loop; gives the coroutine's result.

    This is to be the entry point of a program, called once. Tasks that are left over are cancelled and
    asynchronous generators closed before the loop is.
    """
    if events._get_running_loop() is not None:
        raise RuntimeError("asyncio.run() cannot be called from a running event loop")
    if not coroutines.iscoroutine(main):
        raise ValueError(f"a coroutine was expected, got {main!r}")
    with _OwnLoop() as loop:
        if debug is not None:
            loop.set_debug(debug)
        return loop.run_until_complete(main)


class _OwnLoop:
    """A new loop, current within the "with" block, and left in good order at its end."""

    def __enter__(self):
        self.loop = fresh = events.new_event_loop()
        events.set_event_loop(fresh)
        return fresh

    def __exit__(self, *error):
        done_with = self.loop
        try:
            _cancel_all_tasks(done_with)
            done_with.run_until_complete(done_with.shutdown_asyncgens())
        finally:
            events.set_event_loop(None)
            done_with.close()


def _cancel_all_tasks(loop, occasion="asyncio.run()"):
    """Cancel what is left in the loop, wait for it, and tell of tasks that failed on the way."""
    leftover = tasks.all_tasks(loop)
    if not leftover:
        return
    for task in leftover:
        task.cancel()
    loop.run_until_complete(tasks.gather(*leftover, loop=loop, return_exceptions=True))
    for task in leftover:
        problem = None if task.cancelled() else task.exception()
        if problem is not None:
            loop.call_exception_handler({
                "message": f"unhandled exception during {occasion} shutdown",
                "exception": problem,
                "task": task,
            })
