"""Calls of enumerations, broken mails, and the names of what futures call back."""

import asyncio
import concurrent.futures
import email
import email.policy
import enum
import inspect
import re


def tell(function, *args, **keywords):
    try:
        print(re.sub("0x[0-9a-f]+|[a-z./_0-9-]*/asyncio/.*?:[0-9]+", "..", repr(function(*args, **keywords))))
    except Exception as error:
        print(type(error).__name__, error)


class Color(enum.Enum):
    RED = 1
    GREEN = 2


tell(Color, "RED GREEN", "x")
tell(Color, 1, 2)
tell(enum.IntEnum, "E", "a b", type=str)
tell(enum.IntFlag, "E", "a b", type=int)
tell(enum.Enum, "E", "a b", type=str)
tell(inspect.Parameter, "", inspect.Parameter.KEYWORD_ONLY)

for kind in ("multipart/mixed", "multipart/related", "multipart/alternative", "multipart/related; start=x", "text/plain"):
    for body in ("hello", "", None):
        message = email.message_from_string(f"Content-Type: {kind}\n\n", policy=email.policy.default)
        message.set_payload(body)
        print(kind, body)
        tell(lambda: message.get_body() is message)
        tell(lambda: message.get_body(("plain",)) is message)
        tell(lambda: list(message.iter_parts()))
        if body:
            tell(message.as_string, True)
            tell(message.as_string, unixfrom=True, maxheaderlen=30)


async def main():
    names = set()

    def note(future):
        names.update(re.findall(r"\w+\.<locals>\.\w+", repr(future)))

    def others():
        return [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]

    async def see(awaitable):
        awaitable = asyncio.ensure_future(awaitable)
        await asyncio.sleep(0)
        for future in [*others(), awaitable]:
            note(future)
            future.cancel()
        try:
            await awaitable
        except asyncio.CancelledError:
            pass

    await see(asyncio.shield(asyncio.sleep(1)))
    await see(asyncio.gather(asyncio.sleep(1)))
    await see(asyncio.wait([asyncio.sleep(1)]))
    await see(asyncio.wait_for(asyncio.sleep(1), 1))
    await see(next(asyncio.as_completed([asyncio.sleep(1)])))
    note(asyncio.wrap_future(concurrent.futures.Future()))
    print(*sorted(names), sep="\n")


asyncio.run(main())
with concurrent.futures.ThreadPoolExecutor(1) as executor:
    print(executor.map(abs, [1]).__qualname__)
