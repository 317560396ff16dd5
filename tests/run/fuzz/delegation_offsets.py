"""Where a frame stands that is suspended in a delegation, and where tracebacks say that it stood."""
import sys

sys.unraisablehook = lambda a: print('unraisable', a.exc_type.__name__)


class Plain:
    def __iter__(self):
        return self

    def __next__(self):
        return 1


class Throws(Plain):
    def throw(self, *args):
        raise LookupError('own')


class Ends(Plain):
    def throw(self, *args):
        raise StopIteration('value')


class BadClose(Plain):
    def close(self):
        raise OSError('close')


class Looks(Plain):
    def __next__(self):
        print('inside', sys._getframe(1).f_lasti)
        return 2

    def close(self):
        print('closing', self.frame.f_lasti)


def generator(it):
    yield 0
    try:
        x = yield from it
    except ValueError as e:
        print('caught', e.__traceback__.tb_lasti)
        x = yield from it
    yield x


def places(e):
    found, tb = [], e.__traceback__
    while tb:
        found.append((tb.tb_frame.f_code.co_name, tb.tb_lasti))
        tb = tb.tb_next
    return found[1:]


def sub():
    yield 1
    yield 2


for make in Plain, Throws, Ends, BadClose, Looks, sub, lambda: iter([1, 2]):
    print(make.__name__)
    for action in ('next', ValueError, KeyError, GeneratorExit, 'close'):
        it = make()
        g = generator(it)
        if make is Looks:
            it.frame = g.gi_frame
        print(action, g.gi_frame.f_lasti, end=' ')
        next(g)
        print(g.gi_frame.f_lasti, end=' ')
        next(g)
        print(g.gi_frame.f_lasti, g.gi_frame.f_lineno)
        try:
            if action == 'next':
                print(next(g))
            elif action == 'close':
                print(g.close())
            else:
                print(g.throw(action))
            print('at', g.gi_frame and g.gi_frame.f_lasti)
        except BaseException as e:
            print(type(e).__name__, e, places(e), g.gi_frame)


async def outer(a):
    await a


class Wait:
    def __await__(self):
        yield 5


c = outer(Wait())
print(c.send(None), c.cr_frame.f_lasti)
try:
    c.throw(KeyError)
except KeyError as e:
    print(places(e))


def looping(it):
    while True:
        try:
            yield from it
        except KeyError as e:
            print('tb', e.__traceback__.tb_lasti)


it = Looks()
g = looping(it)
it.frame = g.gi_frame
next(g)
print(g.gi_frame.f_lasti)
print(g.throw(KeyError), g.gi_frame.f_lasti)
print(next(g), g.gi_frame.f_lasti)
g.close()
