"""Arguments that still may come by name, with a warning that names the calling line; and what is said without them."""
import bdb
import cProfile
import concurrent.futures
import contextlib
import dataclasses
import functools
import inspect
import trace
import unittest
import warnings


def told(function, /, *args, **kwargs):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter('always')
        try:
            result = function(*args, **kwargs)
        except Exception as error:
            result = '%s: %s' % (type(error).__name__, error)
    shown = result if isinstance(result, (str, int)) else type(result).__name__
    print(shown, [(str(each.message), each.filename.rpartition('/')[2], each.lineno) for each in caught])


def five(*args, **kwargs):
    return 5


@dataclasses.dataclass
class Data:
    a: int = 1


class Test(unittest.TestCase):
    def runTest(self):
        pass


pool = concurrent.futures.ThreadPoolExecutor(1)
for cls, method, make, name in (
        (bdb.Bdb, 'runcall', bdb.Bdb, 'func'),
        (cProfile.Profile, 'runcall', cProfile.Profile, 'func'),
        (trace.Trace, 'runfunc', lambda: trace.Trace(count=0, trace=0), 'func'),
        (concurrent.futures.ThreadPoolExecutor, 'submit', lambda: pool, 'fn'),
        (contextlib.ExitStack, 'callback', contextlib.ExitStack, 'callback'),
        (contextlib.AsyncExitStack, 'callback', contextlib.AsyncExitStack, 'callback'),
        (contextlib.AsyncExitStack, 'push_async_callback', contextlib.AsyncExitStack, 'callback'),
        (Test, 'addCleanup', Test, 'function')):
    print('--', cls.__name__, method, inspect.signature(getattr(cls, method)))
    told(getattr(cls, method))
    told(getattr(make(), method))
    told(getattr(make(), method), **{name: five})
    told(getattr(make(), method), five, 1)
pool.shutdown()

print('-- others')
told(functools.partialmethod)
told(functools.partialmethod, func=five)
told(functools.partialmethod, func=5)
told(dataclasses.replace)
told(dataclasses.replace, obj=Data(), a=4)
told(dataclasses.replace, Data(), Data())
