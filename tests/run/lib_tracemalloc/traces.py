# What tracemalloc knows of the memory of objects.
import gc
import pickle
import tracemalloc


def make(size):
    return b'x' * (size - bytes().__sizeof__())


def where(obj):
    found = tracemalloc.get_object_traceback(obj)
    return found and [(frame.filename.rpartition('/')[2], frame.lineno) for frame in found]


print(tracemalloc.is_tracing(), tracemalloc.get_traceback_limit(), tracemalloc.get_traced_memory())
before = make(100)
for frames in 0, -1, 178956970:
    try:
        tracemalloc.start(frames)
    except ValueError as error:
        print(error)

tracemalloc.start(2)
tracemalloc.start(7)
print(tracemalloc.is_tracing(), tracemalloc.get_traceback_limit())
print(where(before))


def outer():
    return make(12345)


block = outer()
print(where(block))
print([(domain, size) for domain, size, _ in tracemalloc._get_traces() if size == 12345])


class Plain:
    pass


class Slots:
    __slots__ = 'a', 'b'


made = [
    Plain(),
    Slots(),
    bytearray(5000),
    memoryview(block),
    frozenset([1, 2]),
]
print([where(item) for item in made])

# A dead object's trace goes with it; its memory serves the next one, whose place is told.
made = None
gc.collect()
first = [1, 2, 3]
del first
second = [4, 5, 6]
print(where(second))

# Growing moves the block.
grown = bytearray()
for i in range(100):
    grown += b'0123456789' * 100
now, peak = tracemalloc.get_traced_memory()
print(now >= 12345 + 100000, peak >= now)
del grown
print(now - tracemalloc.get_traced_memory()[0] >= 100000)

# Equal tracebacks are one object.
twins = [make(54321) for i in range(2)]
traces = [trace for trace in tracemalloc._get_traces() if trace[1] == 54321]
print(len(traces), traces[0][2] is traces[1][2])

snapshot = tracemalloc.take_snapshot()
here = snapshot.filter_traces([tracemalloc.Filter(True, __file__)])
big = [stat for stat in here.statistics('lineno') if stat.size > 50000]
print([(stat.traceback[0].lineno, stat.size, stat.count) for stat in big])
by_traceback = [stat for stat in here.statistics('traceback') if stat.size > 50000]
print([[frame.lineno for frame in stat.traceback] for stat in by_traceback])
again = pickle.loads(pickle.dumps(snapshot))
print(again.traces == snapshot.traces, again.traceback_limit)
twins.append(make(77777))
difference = tracemalloc.take_snapshot().compare_to(snapshot, 'lineno')
print([(stat.size_diff, stat.count_diff) for stat in difference if stat.size_diff >= 77777])

print(tracemalloc.get_tracemalloc_memory() > 1000)
tracemalloc.clear_traces()
print(where(block), tracemalloc.is_tracing(), tracemalloc.get_traced_memory()[0] < 5000)
tracemalloc.stop()
print(tracemalloc.is_tracing(), tracemalloc.get_traced_memory(), tracemalloc._get_traces(), where(twins))
print(tracemalloc.get_traceback_limit(), tracemalloc.get_tracemalloc_memory() < 5000)
