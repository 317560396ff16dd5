"""The current decimal context belongs to the thread and to the context of context variables."""

import contextvars
import threading
from decimal import *

getcontext().prec = 5
seen = []


def work(prec):
    seen.append(getcontext().prec)
    getcontext().prec = prec
    seen.append(Decimal(1) / 3)


for prec in (7, 9):
    thread = threading.Thread(target=work, args=(prec,))
    thread.start()
    thread.join()
print(seen, getcontext().prec)

inner = contextvars.copy_context()


def change():
    setcontext(Context(prec=3))
    return Decimal(2) / 3


print(inner.run(change), Decimal(2) / 3, inner.run(lambda: Decimal(1) / 3), getcontext().prec)

with localcontext() as outer:
    outer.prec = 10
    with localcontext(Context(prec=2)) as local:
        print(Decimal(1) / 7, local is getcontext())
    print(Decimal(1) / 7, outer is getcontext())
print(Decimal(1) / 7)

manager = localcontext(ExtendedContext)
print(manager.__enter__() is ExtendedContext, getcontext().prec, manager.__exit__(None, None, None), getcontext().prec)


def generator():
    with localcontext() as context:
        context.prec = 4
        yield +Decimal("1.23456789")
        yield +Decimal("1.23456789")


items = generator()
print(next(items), +Decimal("1.23456789"), next(items))
items.close()
print(+Decimal("1.23456789"), getcontext().prec)
