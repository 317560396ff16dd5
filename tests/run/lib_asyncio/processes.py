# asyncio: child processes, signals, threads and pipes; the loop's own errors.
import asyncio, os, signal, threading
from asyncio.subprocess import PIPE, STDOUT
async def main():
    loop = asyncio.get_running_loop()
    p = await asyncio.create_subprocess_exec("cat", stdin=PIPE, stdout=PIPE)
    print(await p.communicate(b"through a pipe" * 9000) == (b"through a pipe" * 9000, None), p.returncode)
    p = await asyncio.create_subprocess_shell("echo out; echo err >&2; exit 3", stdout=PIPE, stderr=PIPE)
    print(await p.communicate(), p.returncode)
    p = await asyncio.create_subprocess_shell("echo out; echo err >&2", stdout=PIPE, stderr=STDOUT)
    print([line async for line in p.stdout], await p.wait())
    p = await asyncio.create_subprocess_exec("sleep", "100"); p.terminate(); print(await p.wait())
    try: p.kill()
    except ProcessLookupError: print("is gone")
    try: await asyncio.create_subprocess_exec("/no/such/program")
    except FileNotFoundError as e: print(e)
    got = loop.create_future()
    loop.add_signal_handler(signal.SIGUSR1, got.set_result, "signal")
    os.kill(os.getpid(), signal.SIGUSR1); print(await got, loop.remove_signal_handler(signal.SIGUSR1), loop.remove_signal_handler(signal.SIGUSR1))
    for bad in (signal.SIGKILL, 9999, "x"):
        try: loop.add_signal_handler(bad, print)
        except (RuntimeError, ValueError, TypeError) as e: print(type(e).__name__, e)
    print(await loop.run_in_executor(None, lambda: threading.current_thread() is threading.main_thread()))
    r, w = os.pipe()
    reader = asyncio.StreamReader()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), open(r, "rb", 0))
    transport, _ = await loop.connect_write_pipe(asyncio.BaseProtocol, open(w, "wb", 0))
    transport.write(b"y" * 200000); transport.close(); print(len(await reader.read()))
    other = []
    def thread():
        other.append(asyncio.run_coroutine_threadsafe(asyncio.sleep(0.01, "from a thread"), loop).result())
        loop.call_soon_threadsafe(done.set_result, None)
        try: asyncio.get_event_loop()
        except RuntimeError as e: other.append(str(e))
    done = loop.create_future(); t = threading.Thread(target=thread, name="T"); t.start(); await done; t.join(); print(other)
    async def agen():
        try:
            while True: yield 1
        finally: print("generator closed")
    g = agen(); print(await g.__anext__())
    asyncio.create_task(asyncio.sleep(100))
    return g
g = asyncio.run(main())
loop = asyncio.new_event_loop(); print(loop); loop.close(); print(loop)
for use in (lambda: loop.call_soon(print), loop.run_forever):
    try: use()
    except RuntimeError as e: print(e)
loop = asyncio.new_event_loop(); loop.set_debug(True)
try: loop.call_soon(main)
except TypeError as e: print(e)
order = []
for when in (0.03, 0.01, 0.02): loop.call_later(when, order.append, when)
loop.call_later(0.05, loop.stop); loop.call_soon(order.append, "soon"); loop.call_later(0.04, order.append, "no").cancel()
loop.run_forever(); print(order); loop.close()
