"""python -m asyncio: an interactive interpreter in which "await" works at top level.

The event loop has the main thread, the console another one: a line is compiled there, and run in the loop,
for which the console waits. All lines see the same variables and the same context.
"""

import ast
import code
import concurrent.futures
import inspect
import sys
import threading
import types
import warnings

import asyncio

from . import futures


class AsyncIOInteractiveConsole(code.InteractiveConsole):
    """A console whose code runs in an event loop."""

    def __init__(self, locals, loop):
        super().__init__(locals)
        self.compile.compiler.flags |= ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
        self.loop = loop
        # The task of the line that runs, and whether it was interrupted.
        self.running = None
        self.interrupted = False

    def runcode(self, code):
        outcome = concurrent.futures.Future()
        self.loop.call_soon_threadsafe(self.__begin, code, outcome)
        try:
            return outcome.result()
        except SystemExit:
            raise
        except BaseException:
            if self.interrupted:
                self.write("\nKeyboardInterrupt\n")
            else:
                self.showtraceback()

    def __begin(self, code, outcome):
        """In the loop: run the code; if it awaits, as a task."""
        self.running = None
        self.interrupted = False
        try:
            result = types.FunctionType(code, self.locals)()
            if inspect.iscoroutine(result):
                self.running = self.loop.create_task(result)
                futures._chain_future(self.running, outcome)
            else:
                outcome.set_result(result)
        except SystemExit:
            raise
        except KeyboardInterrupt as problem:
            self.interrupted = True
            outcome.set_exception(problem)
        except BaseException as problem:
            outcome.set_exception(problem)

    def interrupt(self):
        """Cancel the line that runs."""
        if self.running is not None and not self.running.done():
            self.running.cancel()
            self.interrupted = True


def _session(console):
    """The thread of the console: one session, then the loop is stopped."""
    prompt = getattr(sys, "ps1", ">>> ")
    try:
        console.interact(
            banner=f"asyncio REPL {sys.version} on {sys.platform}\n"
                   f'Use "await" directly instead of "asyncio.run()".\n'
                   f'Type "help", "copyright", "credits" or "license" for more information.\n'
                   f"{prompt}import asyncio",
            exitmsg="exiting asyncio REPL...")
    finally:
        warnings.filterwarnings("ignore", message=r"^coroutine .* was never awaited$", category=RuntimeWarning)
        console.loop.call_soon_threadsafe(console.loop.stop)


def main():
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    names = {"__name__": __name__, "__package__": __package__, "__loader__": __loader__, "__file__": __file__,
             "__builtins__": __builtins__, "__spec__": __spec__, "asyncio": asyncio}
    console = AsyncIOInteractiveConsole(names, loop)
    try:
        # For editing and completion, if the system has it.
        import readline
    except ImportError:
        pass
    threading.Thread(target=_session, args=(console,), daemon=True).start()
    while True:
        try:
            loop.run_forever()
        except KeyboardInterrupt:
            console.interrupt()
        else:
            break


if __name__ == "__main__":
    main()
