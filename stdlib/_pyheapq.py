"""The native part of `heapq` in Python. Every function is there for the least on top and the greatest on top."""

__all__ = ["heappush", "heappop", "heapify", "heapreplace", "heappushpop"]


def _family(before):
    """The functions of a heap in which no item is `before` the one above it."""

    def rise(heap, startpos, pos):
        """Move the item at `pos` up to its place, not above `startpos`."""
        item = heap[pos]
        while pos > startpos:
            above = (pos - 1) >> 1
            if not before(item, heap[above]):
                break
            heap[pos] = heap[above]
            pos = above
        heap[pos] = item

    def sink(heap, pos):
        """Put the item at `pos` in its place below: down to a leaf along the better children, then up."""
        end = len(heap)
        startpos = pos
        item = heap[pos]
        child = 2 * pos + 1
        while child < end:
            other = child + 1
            if other < end and not before(heap[child], heap[other]):
                child = other
            heap[pos] = heap[child]
            pos = child
            child = 2 * pos + 1
        heap[pos] = item
        rise(heap, startpos, pos)

    def push(heap, item):
        """Put an item in."""
        heap.append(item)
        rise(heap, 0, len(heap) - 1)

    def pop(heap):
        """Take the first item out."""
        last = heap.pop()
        if not heap:
            return last
        first = heap[0]
        heap[0] = last
        sink(heap, 0)
        return first

    def replace(heap, item):
        """Take the first item out, then put another in."""
        first = heap[0]
        heap[0] = item
        sink(heap, 0)
        return first

    def pushpop(heap, item):
        """Put an item in, then take the first out."""
        if heap and before(heap[0], item):
            item, heap[0] = heap[0], item
            sink(heap, 0)
        return item

    def build(x):
        """Make a heap of a list, in place."""
        for pos in range(len(x) // 2 - 1, -1, -1):
            sink(x, pos)

    return rise, sink, push, pop, replace, pushpop, build


_siftdown, _siftup, heappush, heappop, heapreplace, heappushpop, heapify = _family(lambda a, b: a < b)
_siftdown_max, _siftup_max, _, _heappop_max, _heapreplace_max, _, _heapify_max = _family(lambda a, b: b < a)
del _

for _name, _function in list(globals().items()):
    if callable(_function) and _name != "_family":
        _function.__name__ = _function.__qualname__ = _name
        _function.__module__ = "heapq"
del _name, _function
