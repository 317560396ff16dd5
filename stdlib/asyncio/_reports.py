"""What a loop does with errors nobody catches: the exception handler. Part of BaseEventLoop."""

from . import base_events

# The stacks that a report may contain, and how they are announced.
_STACKS = {"source_traceback": "Object created", "handle_traceback": "Handle created"}


class Reporting:
    """The exception handler. A report ("context") is a dict: message, and perhaps exception and other things."""

    def get_exception_handler(self):
        """The handler set; None for the default one."""
        return self._exception_handler

    def set_exception_handler(self, handler):
        """Have handler(loop, context) called for each report; None for the default."""
        if not (handler is None or callable(handler)):
            raise TypeError(f"A callable object or None is expected, got {handler!r}")
        self._exception_handler = handler

    def default_exception_handler(self, context):
        """Log the report as an error. A handler of one's own may pass on to this what is not for it."""
        problem = context.get("exception")
        exc_info = False if problem is None else (type(problem), problem, problem.__traceback__)
        running = self._current_handle
        if "source_traceback" not in context and running is not None and running._source_traceback:
            context["handle_traceback"] = running._source_traceback
        lines = [context.get("message") or "Unhandled exception in event loop"]
        for key in sorted(context.keys() - {"message", "exception"}):
            value = context[key]
            if key in _STACKS:
                from traceback import format_list
                text = f"{_STACKS[key]} at (most recent call last):\n" + "".join(format_list(value)).rstrip()
            else:
                text = repr(value)
            lines.append(f"{key}: {text}")
        base_events.logger.error("\n".join(lines), exc_info=exc_info)

    def call_exception_handler(self, context):
        """Report something. Keys: message, exception, future, task, handle, protocol, transport, socket,
        asyncgen, source_traceback, and whatever else may help.
        """
        # Whatever a handler does, the loop has to go on.
        handler = self._exception_handler
        broken = "Exception in default exception handler"
        if handler is not None:
            try:
                handler(self, context)
                return
            except (SystemExit, KeyboardInterrupt):
                raise
            except BaseException as problem:
                broken += " while handling an unexpected error in custom exception handler"
                context = {"message": "Unhandled error in exception handler", "exception": problem,
                           "context": context}
                self.__by_default(context, broken)
        else:
            self.__by_default(context, broken)

    def __by_default(self, context, broken):
        try:
            self.default_exception_handler(context)
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException:
            # A subclass's may be wrong too.
            base_events.logger.error(broken, exc_info=True)
