"""Calls in other threads, and the look-ups of names made that way. Part of BaseEventLoop."""

from . import base_events
from . import futures


class Threads:
    """The default executor and what uses it."""

    def run_in_executor(self, executor, func, *args):
        """Call func(*args) in a thread or whatever the executor has; None for the default one. To be awaited."""
        self._check_closed()
        if self._debug:
            self._check_callback(func, "run_in_executor")
        if executor is None:
            executor = self._default_executor
            if executor is None:
                from concurrent.futures import ThreadPoolExecutor
                executor = self._default_executor = ThreadPoolExecutor()
        return futures.wrap_future(executor.submit(func, *args), loop=self)

    def set_default_executor(self, executor):
        """Set what run_in_executor(None, ...) uses; should be a ThreadPoolExecutor."""
        from concurrent.futures import ThreadPoolExecutor
        if not isinstance(executor, ThreadPoolExecutor):
            base_events.warnings.warn("Using the default executor that is not an instance of ThreadPoolExecutor is deprecated "
                          "and will be prohibited in Python 3.9", DeprecationWarning, 2)
        self._default_executor = executor

    def _getaddrinfo_debug(self, host, port, family, type, proto, flags):
        given = [f"{host}:{port!r}"]
        for name, value in (("family", family), ("type", type), ("proto", proto), ("flags", flags)):
            if value:
                given.append(f"{name}={value!r}")
        question = ", ".join(given)
        base_events.logger.debug("Get address info %s", question)
        begin = self.time()
        answer = base_events.socket.getaddrinfo(host, port, family, type, proto, flags)
        taken = self.time() - begin
        text = f"Getting address info {question} took {taken * 1e3:.3f}ms: {answer!r}"
        (base_events.logger.info if taken >= self.slow_callback_duration else base_events.logger.debug)(text)
        return answer

    async def getaddrinfo(self, host, port, *, family=0, type=0, proto=0, flags=0):
        """socket.getaddrinfo() in a thread."""
        ask = self._getaddrinfo_debug if self._debug else base_events.socket.getaddrinfo
        return await self.run_in_executor(None, ask, host, port, family, type, proto, flags)

    async def getnameinfo(self, sockaddr, flags=0):
        """socket.getnameinfo() in a thread."""
        return await self.run_in_executor(None, base_events.socket.getnameinfo, sockaddr, flags)
