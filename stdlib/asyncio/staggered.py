"""Starting attempts one after the other without waiting for the first to fail: "happy eyeballs", RFC 8305."""

__all__ = "staggered_race",

import typing

from . import events
from . import exceptions as exceptions_mod
from . import tasks


def __getattr__(name):
    if name == "contextlib":
        return __import__(name)
    if name == "locks":
        from . import locks
        return locks
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


async def staggered_race(
        coro_fns: typing.Iterable[typing.Callable[[], typing.Awaitable]],
        delay: typing.Optional[float],
        *,
        loop: events.AbstractEventLoop = None,
) -> typing.Tuple[typing.Any, typing.Optional[int], typing.List[typing.Optional[Exception]]]:
    """Call the functions in turn and await what they give, until one has a result.

    The next is called when the last one failed or delay seconds are over, whichever is first; with a delay
    of None, only when it failed. The first success cancels all others.

    Gives the winner's result and index (None and None if there is no winner), and a list of the exceptions
    of all that were called: None for the winner, CancelledError for those cancelled.
    """
    loop = loop or events.get_running_loop()
    functions = iter(coro_fns)
    problems = []
    running = set()
    winner = None, None
    # Done when something has happened: an attempt has ended, or more is to be started.
    news = None

    async def attempt(index, function):
        nonlocal winner
        try:
            result = await function()
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as problem:
            problems[index] = problem
            return False
        if winner[1] is None:
            winner = result, index
            for other in running:
                if other is not tasks.current_task(loop):
                    other.cancel()
        return True

    try:
        exhausted = False
        while winner[1] is None:
            latest = None
            if not exhausted:
                try:
                    function = next(functions)
                except StopIteration:
                    exhausted = True
                else:
                    problems.append(None)
                    latest = loop.create_task(attempt(len(problems) - 1, function))
                    running.add(latest)
            if not running:
                break
            if exhausted:
                done, running = await tasks._wait(running, None, tasks.ALL_COMPLETED, loop)
            else:
                done, _ = await tasks._wait({latest}, delay, tasks.FIRST_COMPLETED, loop)
                running -= {task for task in running if task.done()}
            for task in done:
                # A SystemExit or KeyboardInterrupt inside.
                task.result()
        while running:
            done, running = await tasks._wait(running, None, tasks.ALL_COMPLETED, loop)
        return winner + (problems,)
    finally:
        for task in running:
            task.cancel()
