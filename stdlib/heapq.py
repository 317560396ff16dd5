"""Priority queues: lists in which every item is no greater than items 2k+1 and 2k+2, so that the first is the least."""

__all__ = ["heappush", "heappop", "heapify", "heapreplace", "merge", "nlargest", "nsmallest", "heappushpop"]

try:
    from _heapq import *
    from _heapq import _heapreplace_max, _heapify_max, _heappop_max
except ImportError:
    from _pyheapq import *
    from _pyheapq import _heapreplace_max, _heapify_max, _heappop_max


def __getattr__(name):
    # The steps of the heap in Python; the native module has none, yet some want them.
    if name in ("_siftdown", "_siftup", "_siftdown_max", "_siftup_max"):
        import _pyheapq
        return getattr(_pyheapq, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def merge(*iterables, key=None, reverse=False):
    """Iterator over the items of sorted iterables, sorted; equal items come in the order of the iterables.

    >>> list(merge('bdf', 'ae', 'c'))
    ['a', 'b', 'c', 'd', 'e', 'f']
    """
    if reverse:
        build, drop, replace, step = _heapify_max, _heappop_max, _heapreplace_max, -1
    else:
        build, drop, replace, step = heapify, heappop, heapreplace, 1
    # Entries are [sort key, number of the iterable, item, its next]; the number decides between equals.
    heap = []
    for number, iterable in enumerate(iterables):
        advance = iter(iterable).__next__
        try:
            item = advance()
        except StopIteration:
            continue
        heap.append([item if key is None else key(item), number * step, item, advance])
    build(heap)
    while len(heap) > 1:
        entry = heap[0]
        while True:
            yield entry[2]
            try:
                item = entry[2] = entry[3]()
            except StopIteration:
                drop(heap)
                break
            entry[0] = item if key is None else key(item)
            replace(heap, entry)
            if heap[0] is not entry:
                entry = heap[0]
    if heap:
        _, _, item, advance = heap[0]
        yield item
        yield from advance.__self__


def _best(n, iterable, key, first, build, replace, better, step):
    """The n best items in order. `first` is min or max, `build` and `replace` keep the worst on top."""
    if n == 1:
        absent = object()
        found = first(iter(iterable), default=absent, key=key)
        return [] if found is absent else [found]
    descending = step < 0
    try:
        size = len(iterable)
    except (TypeError, AttributeError):
        pass
    else:
        if n >= size:
            return sorted(iterable, key=key, reverse=descending)[:n]
    # Entries are (sort key, order, item): of equals the one that came first is better.
    source = iter(iterable)
    orders = range(0, -n, -1) if descending else range(n)
    kept = [(item if key is None else key(item), order, item) for order, item in zip(orders, source)]
    if not kept:
        return kept
    build(kept)
    worst = kept[0][0]
    order = n * step
    for item in source:
        value = item if key is None else key(item)
        if better(value, worst):
            replace(kept, (value, order, item))
            worst = kept[0][0]
            order += step
    kept.sort(reverse=descending)
    return [item for _, _, item in kept]


def nsmallest(n, iterable, key=None):
    """The n smallest items, like sorted(iterable, key=key)[:n]."""
    return _best(n, iterable, key, min, _heapify_max, _heapreplace_max, lambda value, worst: value < worst, 1)


def nlargest(n, iterable, key=None):
    """The n largest items, like sorted(iterable, key=key, reverse=True)[:n]."""
    return _best(n, iterable, key, max, heapify, heapreplace, lambda value, worst: worst < value, -1)
