"""An interactive console in which `await` works at top level."""
import ast
import asyncio
import code
import concurrent.futures
import inspect
import sys
import threading
import types
import warnings

from . import futures


class AsyncIOInteractiveConsole(code.InteractiveConsole):
    """Reads in a thread of its own; the code runs in the loop's (main) thread."""

    def __init__(self, locals, loop):
        super().__init__(locals)
        self.compile.compiler.flags |= ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
        self.loop = loop

    def runcode(self, code):
        outcome = concurrent.futures.Future()

        def execute():
            global repl_future, repl_future_interrupted
            repl_future = None
            repl_future_interrupted = False
            run = types.FunctionType(code, self.locals)
            try:
                value = run()
                if not inspect.iscoroutine(value):
                    outcome.set_result(value)
                    return
                repl_future = self.loop.create_task(value)
                futures._chain_future(repl_future, outcome)
            except SystemExit:
                raise
            except KeyboardInterrupt as error:
                repl_future_interrupted = True
                outcome.set_exception(error)
            except BaseException as error:
                outcome.set_exception(error)

        self.loop.call_soon_threadsafe(execute)
        try:
            return outcome.result()
        except SystemExit:
            raise
        except BaseException:
            if repl_future_interrupted:
                self.write("\nKeyboardInterrupt\n")
            else:
                self.showtraceback()


class REPLThread(threading.Thread):

    def run(self):
        try:
            console.interact(
                banner=(f'asyncio REPL {sys.version} on {sys.platform}\n'
                        f'Use "await" directly instead of "asyncio.run()".\n'
                        f'Type "help", "copyright", "credits" or "license" '
                        f'for more information.\n'
                        f'{getattr(sys, "ps1", ">>> ")}import asyncio'),
                exitmsg='exiting asyncio REPL...')
        finally:
            warnings.filterwarnings(
                'ignore', message=r'^coroutine .* was never awaited$',
                category=RuntimeWarning)
            loop.call_soon_threadsafe(loop.stop)


if __name__ == '__main__':
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)

    names = {'asyncio': asyncio}
    for name in ('__name__', '__package__', '__loader__', '__spec__',
                 '__builtins__', '__file__'):
        names[name] = globals()[name]
    console = AsyncIOInteractiveConsole(names, loop)

    repl_future = None
    repl_future_interrupted = False

    try:
        import readline  # NoQA: editing and history
    except ImportError:
        pass

    thread = REPLThread()
    thread.daemon = True
    thread.start()
    while True:
        try:
            loop.run_forever()
        except KeyboardInterrupt:
            # Stops what is being awaited; the console goes on.
            if repl_future and not repl_future.done():
                repl_future.cancel()
                repl_future_interrupted = True
        else:
            break
