# Generators that for loops and yield from resume: values, ends, errors, tracebacks, handled exceptions.
import sys
import traceback


def count(n):
    for i in range(n):
        yield i
    return "end %d" % n


def nested(depth):
    if depth:
        yield from nested(depth - 1)
        result = yield from count(depth)
        yield result
    else:
        yield None


print(list(nested(3)), [x for x in nested(2)])
for x in nested(2):
    print(x, end=" ")
print()


def first_instruction():
    yield


for x in first_instruction():
    print(x)


def raising(n):
    yield n
    raise [ValueError("v"), StopIteration("s"), KeyError("k")][n]


def chain(n):
    try:
        for x in raising(n):
            yield x
    finally:
        print("finally", n, sys.exc_info()[0])


for n in range(3):
    try:
        for x in chain(n):
            print("got", x)
    except Exception as e:
        print(type(e).__name__, e, type(e.__cause__).__name__, [f.name for f in traceback.extract_tb(e.__traceback__)])


def handling():
    try:
        1 / 0
    except ZeroDivisionError:
        for x in count(2):
            print(sys.exc_info()[0].__name__)
            yield x
    print(sys.exc_info()[0])


try:
    {}["k"]
except KeyError:
    for x in handling():
        print(x, sys.exc_info()[0].__name__)
    print(sys.exc_info()[0].__name__)


def itself():
    for x in me:
        yield x


me = itself()
try:
    for x in me:
        pass
except ValueError as e:
    print(e)


def sending():
    total = 0
    while True:
        got = yield total
        if got is None:
            return total
        total += got


def outer():
    print("result", (yield from sending()))
    return 7


g = outer()
print(next(g), g.send(3), g.send(4))
try:
    g.send(None)
except StopIteration as e:
    print("stop", e.value)


def deep(n):
    for x in deep(n + 1):
        yield x


try:
    for x in deep(0):
        pass
except RecursionError as e:
    print(e)


class Dies:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


def holding():
    d = Dies("local")
    yield 1


for x in holding():
    print("body", x)
print("after")
for x in holding():
    break
print("broken off")
print(sys._getframe().f_back)


async def leaf(n):
    return n * 2


async def middle(n):
    return await leaf(n) + await leaf(n + 1)


try:
    middle(3).send(None)
except StopIteration as e:
    print(e.value)
