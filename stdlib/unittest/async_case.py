"""IsolatedAsyncioTestCase: tests that are coroutines, each with an event loop of its own."""

import asyncio
import inspect

from .case import TestCase


class IsolatedAsyncioTestCase(TestCase):
    """A TestCase whose tests, asyncSetUp(), asyncTearDown() and cleanups may be coroutines.

    All of them run within one task, fed through a queue, so that context variables and
    objects bound to the current task stay valid from the first to the last.
    """

    def __init__(self, methodName='runTest'):
        super().__init__(methodName)
        self._asyncioTestLoop = self._asyncioCallsQueue = None

    async def asyncSetUp(self):
        pass

    async def asyncTearDown(self):
        pass

    def addAsyncCleanup(self, func, /, *args, **kwargs):
        """Have a coroutine function called after the test; shares one list with addCleanup()."""
        self.addCleanup(func, *args, **kwargs)

    def _callSetUp(self):
        self.setUp()
        self._callAsync(self.asyncSetUp)

    def _callTestMethod(self, method):
        self._callMaybeAsync(method)

    def _callTearDown(self):
        self._callAsync(self.asyncTearDown)
        self.tearDown()

    def _callCleanup(self, function, *args, **kwargs):
        self._callMaybeAsync(function, *args, **kwargs)

    def __await(self, awaitable):
        """Have the runner task await this, and wait for the outcome."""
        done = self._asyncioTestLoop.create_future()
        self._asyncioCallsQueue.put_nowait((done, awaitable))
        return self._asyncioTestLoop.run_until_complete(done)

    def _callAsync(self, func, /, *args, **kwargs):
        awaitable = func(*args, **kwargs)
        assert inspect.isawaitable(awaitable)
        return self.__await(awaitable)

    def _callMaybeAsync(self, func, /, *args, **kwargs):
        value = func(*args, **kwargs)
        return self.__await(value) if inspect.isawaitable(value) else value

    async def _asyncioLoopRunner(self, fut):
        jobs = self._asyncioCallsQueue = asyncio.Queue()
        fut.set_result(None)
        while True:
            job = await jobs.get()
            jobs.task_done()
            if job is None:
                return
            done, awaitable = job
            try:
                value = await awaitable
            except (SystemExit, KeyboardInterrupt):
                raise
            except BaseException as ex:
                if not done.cancelled():
                    done.set_exception(ex)
            else:
                if not done.cancelled():
                    done.set_result(value)

    def _setupAsyncioLoop(self):
        loop = asyncio.new_event_loop()
        loop.set_debug(True)
        asyncio.set_event_loop(loop)
        self._asyncioTestLoop = loop
        ready = loop.create_future()
        self._asyncioCallsTask = loop.create_task(self._asyncioLoopRunner(ready))
        loop.run_until_complete(ready)

    def _tearDownAsyncioLoop(self):
        loop, self._asyncioTestLoop = self._asyncioTestLoop, None
        jobs = self._asyncioCallsQueue
        jobs.put_nowait(None)
        loop.run_until_complete(jobs.join())
        try:
            asyncio.runners._cancel_all_tasks(loop, 'test')
            loop.run_until_complete(loop.shutdown_asyncgens())
        finally:
            asyncio.set_event_loop(None)
            loop.close()

    def run(self, result=None):
        self._setupAsyncioLoop()
        try:
            return super().run(result)
        finally:
            self._tearDownAsyncioLoop()
