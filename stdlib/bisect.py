"""Places in sorted lists."""


def insort_right(a, x, lo=0, hi=None):
    """Insert x after the items equal to it."""
    place = bisect_right(a, x, lo, hi)
    a.insert(place, x)


def insort_left(a, x, lo=0, hi=None):
    """Insert x before the items equal to it."""
    place = bisect_left(a, x, lo, hi)
    a.insert(place, x)


def _search(a, lo, hi, goes_right):
    """The first place in a[lo:hi] whose item `goes_right` does not accept."""
    if lo < 0:
        raise ValueError("lo must be non-negative")
    if hi is None:
        hi = len(a)
    while lo < hi:
        middle = (lo + hi) // 2
        if goes_right(a[middle]):
            lo = middle + 1
        else:
            hi = middle
    return lo


def bisect_right(a, x, lo=0, hi=None):
    """The place behind the items that are not greater than x."""
    return _search(a, lo, hi, lambda item: not x < item)


def bisect_left(a, x, lo=0, hi=None):
    """The place behind the items that are less than x."""
    return _search(a, lo, hi, lambda item: item < x)


try:
    from _bisect import *
except ImportError:
    pass

bisect = bisect_right
insort = insort_right
