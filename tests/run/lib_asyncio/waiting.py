# asyncio: wait_for, gather, shield, as_completed and wait when things are cancelled or fail; what tasks say.
import asyncio, warnings
warnings.simplefilter("ignore")
async def stubborn(v):
    try: await asyncio.sleep(10)
    except asyncio.CancelledError:
        if isinstance(v, Exception): raise v
        return v
async def fail(e): raise e
async def tell(label, f):
    try: print(label, await f)
    except BaseException as e: print(label, "raised", repr(e), repr(e.__cause__))
async def main():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda loop, context: print("report:", context["message"]))
    for timeout in (0, 0.01, -1):
        for v in (5, ValueError("x")):
            t = asyncio.create_task(stubborn(v)); await asyncio.sleep(0)
            await tell((timeout, v), asyncio.wait_for(t, timeout))
        await tell(timeout, asyncio.wait_for(asyncio.sleep(10), timeout))
        await tell(timeout, asyncio.wait_for(loop.create_future(), timeout))
    for v in (5, ValueError("x")):
        t = asyncio.create_task(stubborn(v)); await asyncio.sleep(0)
        w = asyncio.create_task(asyncio.wait_for(t, 5)); await asyncio.sleep(0)
        w.cancel(); await tell(("cancelled from outside", v), w); print(t.done())
    f = loop.create_future(); w = asyncio.create_task(asyncio.wait_for(f, 5)); await asyncio.sleep(0)
    f.set_result(3); w.cancel(); await tell("done and cancelled", w)
    g = asyncio.gather(stubborn(1), fail(ValueError(3)), return_exceptions=True)
    await asyncio.sleep(0); await asyncio.sleep(0); print(g, g.cancel()); await tell("gather", g)
    g = asyncio.gather(asyncio.sleep(10), stubborn(3)); await asyncio.sleep(0); g.cancel(); await tell("gather", g)
    g = asyncio.gather(asyncio.sleep(10), fail(ValueError(4))); await tell("gather", g); print(g.cancel())
    g = asyncio.gather(); print(g); await tell("gather", g)
    c = asyncio.sleep(0, 7); await tell("the same twice", asyncio.gather(c, c))
    f = loop.create_future(); f.cancel()
    await tell("cancelled", asyncio.gather(f, return_exceptions=True)); await tell("cancelled", asyncio.gather(f))
    s = asyncio.shield(asyncio.sleep(0.01)); s.cancel()
    try: await s
    except asyncio.CancelledError: print("shield cancelled")
    for f in asyncio.as_completed([asyncio.sleep(0.5, 1), asyncio.sleep(0.01, 2)], timeout=0.1): await tell("next", f)
    done, pending = await asyncio.wait([asyncio.sleep(0, 1), asyncio.sleep(9)], return_when=asyncio.FIRST_COMPLETED)
    print([t.result() for t in done], len(pending)); [t.cancel() for t in pending]
    done, pending = await asyncio.wait([fail(ValueError(1)), asyncio.sleep(9)], return_when=asyncio.FIRST_EXCEPTION)
    print([t.exception() for t in done], len(pending)); [t.cancel() for t in pending]
    done, pending = await asyncio.wait([asyncio.sleep(9)], timeout=0.01); print(len(done), len(pending)); [t.cancel() for t in pending]
    async def last():
        try: await asyncio.sleep(10)
        finally: 1/0
    t = asyncio.create_task(last(), name="named"); await asyncio.sleep(0); t.cancel(); await tell("last word", t); print(t.get_name())
    for method in (t.set_result, t.set_exception):
        try: method(1)
        except RuntimeError as e: print(e)
    class Bad:
        def __await__(self): yield "bad"
    class Unawaited:
        def __await__(self): yield loop.create_future()
    async def aw(x): return await x
    await tell("bad", aw(Bad())); await tell("bad", asyncio.ensure_future(Bad()))
    try: await aw(Unawaited())
    except RuntimeError as e: print(str(e)[:50])
    other = asyncio.new_event_loop(); f = other.create_future()
    try: await aw(f)
    except RuntimeError as e: print(str(e)[-50:])
    try: asyncio.gather(f, loop.create_future())
    except ValueError as e: print(e)
    other.close()
    t = asyncio.create_task(fail(ValueError("never seen"))); await asyncio.sleep(0); del t
    f = loop.create_future(); f.set_exception(KeyError(1)); del f
    loop.call_soon(lambda: 1/0); await asyncio.sleep(0)
    q = asyncio.PriorityQueue()
    for i in (3, 1, 2): q.put_nowait(i)
    print(q.qsize(), [q.get_nowait() for _ in range(3)], q)
    for bad in (lambda: asyncio.run(main()), lambda: asyncio.Semaphore(-1), lambda: asyncio.Lock().release(), lambda: asyncio.Condition().notify(),
                lambda: asyncio.Queue().task_done(), lambda: asyncio.ensure_future(3), lambda: asyncio.create_task(3)):
        try: bad()
        except Exception as e: print(type(e).__name__, e)
asyncio.run(main())
