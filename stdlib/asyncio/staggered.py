"""Start attempts one after the other until one of them succeeds."""

__all__ = 'staggered_race',

import contextlib
import typing

from . import events
from . import exceptions as exceptions_mod
from . import locks
from . import tasks


async def staggered_race(
        coro_fns: typing.Iterable[typing.Callable[[], typing.Awaitable]],
        delay: typing.Optional[float],
        *,
        loop: events.AbstractEventLoop = None,
) -> typing.Tuple[typing.Any, typing.Optional[int],
                  typing.List[typing.Optional[Exception]]]:
    """Race coroutines; each starts delay seconds after, or when, the one before
    it failed (delay None: only then). The first to succeed cancels the others.

    Gives the winner's result, its index, and the exception of each one started;
    result and index are None if all failed.
    """
    loop = loop or events.get_running_loop()
    numbered = enumerate(coro_fns)
    errors = []
    running = []
    result = index = None

    async def attempt(previous_failed):
        nonlocal result, index
        # Let the one before have its head start.
        if previous_failed is not None:
            with contextlib.suppress(exceptions_mod.TimeoutError):
                await tasks.wait_for(previous_failed.wait(), delay)
        try:
            number, start = next(numbered)
        except StopIteration:
            return
        failed = locks.Event()
        running.append(loop.create_task(attempt(failed)))
        errors.append(None)
        try:
            value = await start()
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as error:
            errors[number] = error
            failed.set()  # the next one need not wait any longer
            return
        assert index is None
        result, index = value, number
        # The task of this attempt stands at `number` in the list.
        for position, task in enumerate(running):
            if position != number:
                task.cancel()

    running.append(loop.create_task(attempt(None)))
    try:
        finished = 0
        # Tasks add tasks while this waits.
        while finished < len(running):
            done, _ = await tasks.wait(running)
            finished = len(done)
            if __debug__:
                for task in done:
                    if not task.cancelled() and task.exception():
                        raise task.exception()
        return result, index, errors
    finally:
        for task in running:
            task.cancel()
