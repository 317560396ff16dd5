"""Helpers shared by the test framework: short reprs, class names, comparing unordered collections."""

from collections import Counter, namedtuple
from os.path import commonprefix

__unittest = True

_MAX_LENGTH = 80
_PLACEHOLDER_LEN = 12
_MIN_BEGIN_LEN = 5
_MIN_END_LEN = 5
_MIN_COMMON_LEN = 5
_MIN_DIFF_LEN = (_MAX_LENGTH - _MIN_BEGIN_LEN - _MIN_COMMON_LEN - _MIN_END_LEN
                 - 2 * _PLACEHOLDER_LEN)


def _shorten(s, prefixlen, suffixlen):
    """Cut the middle out of `s` when the cut is longer than the note which replaces it."""
    cut = len(s) - prefixlen - suffixlen
    if cut <= _PLACEHOLDER_LEN:
        return s
    return '%s[%d chars]%s' % (s[:prefixlen], cut, s[len(s) - suffixlen:])


def _common_shorten_repr(*args):
    """Reprs of all arguments, cut so that the place where they begin to differ stays visible."""
    reprs = tuple(safe_repr(arg) for arg in args)
    longest = max(len(r) for r in reprs)
    if longest <= _MAX_LENGTH:
        return reprs

    prefix = commonprefix(reprs)
    size = len(prefix)
    room = _MAX_LENGTH - (longest - size) - _MIN_BEGIN_LEN - _PLACEHOLDER_LEN
    if room > _MIN_COMMON_LEN:
        # The differing ends fit whole: only the shared beginning loses text.
        shown = _shorten(prefix, _MIN_BEGIN_LEN, room)
        return tuple(shown + r[size:] for r in reprs)
    shown = _shorten(prefix, _MIN_BEGIN_LEN, _MIN_COMMON_LEN)
    return tuple(shown + _shorten(r[size:], _MIN_DIFF_LEN, _MIN_END_LEN) for r in reprs)


def safe_repr(obj, short=False):
    """repr() that survives a broken __repr__; `short` limits its length."""
    try:
        text = repr(obj)
    except Exception:
        text = object.__repr__(obj)
    if short and len(text) >= _MAX_LENGTH:
        text = text[:_MAX_LENGTH] + ' [truncated]...'
    return text


def strclass(cls):
    """Module and qualified name of a class, with a dot between."""
    return '%s.%s' % (cls.__module__, cls.__qualname__)


def _past(seq, pos, value):
    """First index at or after `pos` whose item is not `value`."""
    end = len(seq)
    while pos < end and seq[pos] == value:
        pos += 1
    return pos


def sorted_list_difference(expected, actual):
    """(missing, unexpected) of two sorted lists; duplicates count once."""
    missing, unexpected = [], []
    i = j = 0
    while i < len(expected) and j < len(actual):
        want, got = expected[i], actual[j]
        if want < got:
            missing.append(want)
            i = _past(expected, i + 1, want)
        elif want > got:
            unexpected.append(got)
            j = _past(actual, j + 1, got)
        else:
            i = _past(expected, i + 1, want)
            j = _past(actual, j + 1, got)
    missing += expected[i:]
    unexpected += actual[j:]
    return missing, unexpected


def unorderable_list_difference(expected, actual):
    """(missing, unexpected) of two lists whose items need only ==; empties `expected`."""
    missing = []
    while expected:
        candidate = expected.pop()
        if candidate in actual:
            actual.remove(candidate)
        else:
            missing.append(candidate)
    return missing, actual


def three_way_cmp(x, y):
    """-1, 0 or 1: the old cmp()."""
    return (x > y) - (x < y)


_Mismatch = namedtuple('Mismatch', 'actual expected value')


def _count_diff_all_purpose(actual, expected):
    """Mismatches in how often equal items stand in both; items need only ==."""
    gone = object()
    left, right = list(actual), list(expected)

    def take(items, start, value):
        found = 0
        for k in range(start, len(items)):
            if items[k] == value:
                found += 1
                items[k] = gone
        return found

    result = []
    for i in range(len(left)):
        value = left[i]
        if value is gone:
            continue
        counts = take(left, i, value), take(right, 0, value)
        if counts[0] != counts[1]:
            result.append(_Mismatch(*counts, value))
    for i in range(len(right)):
        value = right[i]
        if value is not gone:
            result.append(_Mismatch(0, take(right, i, value), value))
    return result


def _count_diff_hashable(actual, expected):
    """Mismatches in how often equal items stand in both; items must hash."""
    left, right = Counter(actual), Counter(expected)
    result = [_Mismatch(n, right.get(value, 0), value)
              for value, n in left.items() if n != right.get(value, 0)]
    result += [_Mismatch(0, n, value) for value, n in right.items() if value not in left]
    return result
