# asyncio: run, gather, tasks, cancellation, queues, timeouts.
import asyncio
async def work(n, d):
    await asyncio.sleep(d)
    print("work", n)
    return n * 10
async def fail():
    await asyncio.sleep(0)
    raise ValueError("failed")
async def main():
    print(await work(1, 0), await asyncio.gather(work(2, 0.02), work(3, 0.01)))
    t = asyncio.create_task(work(4, 10))
    await asyncio.sleep(0)
    t.cancel()
    try: await t
    except asyncio.CancelledError as e: print("cancelled", t.cancelled(), t.done())
    print(await asyncio.gather(fail(), work(5, 0), return_exceptions=True))
    try: await asyncio.wait_for(asyncio.sleep(10), 0.01)
    except asyncio.TimeoutError as e: print(type(e).__name__)
    q = asyncio.Queue(2)
    async def prod():
        for i in range(4): await q.put(i); print("put", i)
        await q.put(None)
    async def cons():
        while (x := await q.get()) is not None: print("got", x)
    await asyncio.gather(prod(), cons())
    lock = asyncio.Lock()
    async def crit(n):
        async with lock: print("in", n); await asyncio.sleep(0); print("out", n)
    await asyncio.gather(crit(1), crit(2))
    f = asyncio.get_running_loop().create_future()
    f.add_done_callback(lambda f: print("callback", f.result()))
    f.set_result("res")
    print(await f)
    ev = asyncio.Event()
    async def waiter(): await ev.wait(); return "event"
    w = asyncio.ensure_future(waiter())
    asyncio.get_running_loop().call_soon(ev.set)
    print(await w)
    try: await fail()
    except ValueError as e: print(e)
    return "main result"
print(asyncio.run(main()))
try: asyncio.get_running_loop()
except RuntimeError as e: print(e)
