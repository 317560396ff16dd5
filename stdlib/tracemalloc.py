"""Which lines allocated the memory that a program has.

start() has every allocation noted with the lines that led to it.  A snapshot
is what is noted at a moment; it can be filtered, summed up by file, line or
traceback, compared with an earlier one, and written to a file.

What is noted are plain tuples, (domain, size, ((file, line), ...)), the
innermost line first; the classes here only show them.
"""

import fnmatch
import linecache
import os
import pickle
from _tracemalloc import *
from _tracemalloc import _get_object_traceback, _get_traces
from collections.abc import Iterable, Sequence
from functools import total_ordering

_UNITS = 'B', 'KiB', 'MiB', 'GiB', 'TiB'


def _format_size(size, sign):
    """A size in the first unit in which it is below 10 * 1024; sign: with a plus, too."""
    exponent = 0
    while exponent < len(_UNITS) - 1 and abs(size) >= 10 * 1024:
        size, exponent = size / 1024, exponent + 1
    digits = 1 if exponent and abs(size) < 100 else 0
    return f'{size:{"+" if sign else ""}.{digits}f} {_UNITS[exponent]}'


# ---- lines

@total_ordering
class Frame:
    """A line of a traceback."""

    __slots__ = '_frame',

    def __init__(self, frame):
        """Of a pair of file and line."""
        self._frame = frame

    @property
    def filename(self):
        """The file."""
        return self._frame[0]

    @property
    def lineno(self):
        """The line in it."""
        return self._frame[1]

    def __eq__(self, other):
        return self._frame == other._frame

    def __lt__(self, other):
        return self._frame < other._frame

    def __hash__(self):
        return hash(self._frame)

    def __str__(self):
        return '%s:%s' % self._frame[:2]

    def __repr__(self):
        return '<Frame filename=%r lineno=%r>' % self._frame[:2]


def _shown(items, index, kind):
    """An item, or a tuple of those of a slice, in its class."""
    found = items[index]
    return tuple(map(kind, found)) if isinstance(index, slice) else kind(found)


@total_ordering
class Traceback(Sequence):
    """Frames, the outermost first."""

    __slots__ = '_frames',

    def __init__(self, frames):
        """Of pairs of file and line, the innermost first."""
        self._frames = tuple(frames)[::-1]

    def __len__(self):
        return len(self._frames)

    def __getitem__(self, index):
        return _shown(self._frames, index, Frame)

    def __contains__(self, frame):
        return frame._frame in self._frames

    def __eq__(self, other):
        return self._frames == other._frames

    def __lt__(self, other):
        return self._frames < other._frames

    def __hash__(self):
        return hash(self._frames)

    def __str__(self):
        return str(self[0])

    def __repr__(self):
        return '<Traceback %r>' % (tuple(self),)

    def format(self, limit=None, most_recent_first=False):
        """Lines that show it with the source, at most limit frames, the inner ones; -limit are left out."""
        frames = self[:]
        if limit is not None:
            frames = frames[-limit:] if limit > 0 else frames[:limit]
        lines = []
        for frame in reversed(frames) if most_recent_first else frames:
            lines.append('  File "%s", line %s' % (frame.filename, frame.lineno))
            source = linecache.getline(frame.filename, frame.lineno).strip()
            if source:
                lines.append('    ' + source)
        return lines


def get_object_traceback(obj):
    """The traceback of the allocation of an object, None if that was not noted."""
    frames = _get_object_traceback(obj)
    return None if frames is None else Traceback(frames)


# ---- allocations

class Trace:
    """An allocation."""

    __slots__ = '_trace',

    def __init__(self, trace):
        """Of a tuple of domain, size and frames."""
        self._trace = trace

    @property
    def domain(self):
        """The number of the kind of memory."""
        return self._trace[0]

    @property
    def size(self):
        """How many bytes."""
        return self._trace[1]

    @property
    def traceback(self):
        """From where."""
        return Traceback(self._trace[2])

    def __eq__(self, other):
        return self._trace == other._trace

    def __hash__(self):
        return hash(self._trace)

    def __str__(self):
        return '%s: %s' % (self.traceback, _format_size(self.size, False))

    def __repr__(self):
        return '<Trace domain=%s size=%s, traceback=%r>' % (
            self.domain, _format_size(self.size, False), self.traceback)


class _Traces(Sequence):
    """Allocations, of a list of tuples."""

    def __init__(self, traces):
        self._traces = traces

    def __len__(self):
        return len(self._traces)

    def __getitem__(self, index):
        return _shown(self._traces, index, Trace)

    def __contains__(self, trace):
        return trace._trace in self._traces

    def __eq__(self, other):
        return self._traces == other._traces

    def __repr__(self):
        return '<Traces len=%d>' % len(self)


# ---- filters

def _normalize_filename(filename):
    filename = os.path.normcase(filename)
    return filename[:-1] if filename.endswith('.pyc') else filename


class BaseFilter:
    """What has a method _match(trace): inclusive says whether it is for traces that are wanted."""

    def __init__(self, inclusive):
        """A filter for traces that are wanted, or not wanted."""
        self.inclusive = inclusive

    def _match(self, trace):
        raise NotImplementedError


class Filter(BaseFilter):
    """Traces from files whose names match a pattern, maybe of one line and one domain.

    Only the innermost frame counts, with all_frames any.
    """

    def __init__(self, inclusive, filename_pattern, lineno=None, all_frames=False, domain=None):
        """A filter for files by a pattern of shells."""
        super().__init__(inclusive)
        self._filename_pattern = _normalize_filename(filename_pattern)
        self.lineno, self.all_frames, self.domain = lineno, all_frames, domain

    @property
    def filename_pattern(self):
        """The pattern of the names of files."""
        return self._filename_pattern

    def _is_of(self, filename, lineno):
        if self.lineno is not None and lineno != self.lineno:
            return False
        return fnmatch.fnmatch(_normalize_filename(filename), self._filename_pattern)

    def _match_frame(self, filename, lineno):
        return self._is_of(filename, lineno) == bool(self.inclusive)

    def _match_traceback(self, traceback):
        frames = traceback if self.all_frames else traceback[:1]
        return any(self._is_of(*frame) for frame in frames) == bool(self.inclusive)

    def _match(self, trace):
        domain, _, traceback = trace
        if self.domain is None:
            return self._match_traceback(traceback)
        if self.inclusive:
            return domain == self.domain and self._match_traceback(traceback)
        return domain != self.domain or self._match_traceback(traceback)


class DomainFilter(BaseFilter):
    """Traces of one kind of memory."""

    def __init__(self, inclusive, domain):
        """A filter for a domain's number."""
        super().__init__(inclusive)
        self._domain = domain

    @property
    def domain(self):
        """The number of the kind of memory."""
        return self._domain

    def _match(self, trace):
        return (trace[0] == self._domain) == bool(self.inclusive)


# ---- sums

class Statistic:
    """What was allocated from one place."""

    __slots__ = 'traceback', 'size', 'count'

    def __init__(self, traceback, size, count):
        """So many bytes, in so many blocks."""
        self.traceback, self.size, self.count = traceback, size, count

    def _values(self):
        return tuple(getattr(self, name) for name in type(self).__slots__)

    def __hash__(self):
        return hash(self._values())

    def __eq__(self, other):
        return self.traceback == other.traceback and self.size == other.size and self.count == other.count

    def _average(self):
        return ', average=' + _format_size(self.size / self.count, False) if self.count else ''

    def __str__(self):
        return '%s: size=%s, count=%i%s' % (
            self.traceback, _format_size(self.size, False), self.count, self._average())

    def __repr__(self):
        return '<Statistic traceback=%r size=%i count=%i>' % (self.traceback, self.size, self.count)

    def _sort_key(self):
        return self.size, self.count, self.traceback


class StatisticDiff:
    """What was allocated from one place, and how that differs from before."""

    __slots__ = 'traceback', 'size', 'size_diff', 'count', 'count_diff'

    def __init__(self, traceback, size, size_diff, count, count_diff):
        """So many bytes and blocks, each with the difference."""
        self.traceback = traceback
        self.size, self.size_diff = size, size_diff
        self.count, self.count_diff = count, count_diff

    _values = Statistic._values
    _average = Statistic._average

    def __hash__(self):
        return hash(self._values())

    def __eq__(self, other):
        return all(getattr(self, name) == getattr(other, name) for name in self.__slots__)

    def __str__(self):
        return '%s: size=%s (%s), count=%i (%+i)%s' % (
            self.traceback, _format_size(self.size, False), _format_size(self.size_diff, True), self.count,
            self.count_diff, self._average())

    def __repr__(self):
        return '<StatisticDiff traceback=%r size=%i (%+i) count=%i (%+i)>' % self._values()

    def _sort_key(self):
        return abs(self.size_diff), self.size, abs(self.count_diff), self.count, self.traceback


# What the frames of a trace are summed up under.
_PLACES = {
    'filename': lambda frame: ((frame[0], 0),),
    'lineno': lambda frame: (frame,),
}


class Snapshot:
    """What was noted at a moment: traces, each with at most traceback_limit frames."""

    def __init__(self, traces, traceback_limit):
        """Of tuples of domain, size and frames."""
        self.traces = _Traces(traces)
        self.traceback_limit = traceback_limit

    def dump(self, filename):
        """Write it to a file."""
        with open(filename, 'wb') as file:
            pickle.dump(self, file, pickle.HIGHEST_PROTOCOL)

    @staticmethod
    def load(filename):
        """Read one from a file."""
        with open(filename, 'rb') as file:
            return pickle.load(file)

    def filter_traces(self, filters):
        """A snapshot of those that any inclusive filter matches, if there is one, and all the others."""
        if not isinstance(filters, Iterable):
            raise TypeError('filters must be a list of filters, not %s' % type(filters).__name__)
        filters = list(filters)
        wanted = [each for each in filters if each.inclusive]
        unwanted = [each for each in filters if not each.inclusive]
        left = [trace for trace in self.traces._traces
                if (not wanted or any(each._match(trace) for each in wanted))
                and all(each._match(trace) for each in unwanted)]
        return Snapshot(left, self.traceback_limit)

    def _group_by(self, key_type, cumulative):
        if key_type not in ('traceback', 'filename', 'lineno'):
            raise ValueError('unknown key_type: %r' % (key_type,))
        if cumulative and key_type not in _PLACES:
            raise ValueError('cumulative mode cannot by used with key type %r' % key_type)
        place = _PLACES.get(key_type)
        sums = {}
        for _, size, frames in self.traces._traces:
            # With cumulative, a place that occurs twice counts twice.
            for each in (frames,) if place is None else map(place, frames if cumulative else frames[:1]):
                entry = sums.setdefault(each, [0, 0])
                entry[0] += size
                entry[1] += 1
        return {traceback: Statistic(traceback, *entry)
                for traceback, entry in ((Traceback(frames), entry) for frames, entry in sums.items())}

    def statistics(self, key_type, cumulative=False):
        """Statistics by 'filename', 'lineno' or 'traceback', the largest first.

        With cumulative, not only the innermost lines are said to have allocated.
        """
        found = self._group_by(key_type, cumulative)
        return sorted(found.values(), key=Statistic._sort_key, reverse=True)

    def compare_to(self, old_snapshot, key_type, cumulative=False):
        """The same with differences from another snapshot, the largest first."""
        now, before = self._group_by(key_type, cumulative), old_snapshot._group_by(key_type, cumulative)
        return _compare_grouped_stats(before, now)


def _compare_grouped_stats(old_group, new_group):
    found = []
    for traceback in dict.fromkeys([*new_group, *old_group]):
        none = Statistic(traceback, 0, 0)
        new, old = new_group.get(traceback, none), old_group.get(traceback, none)
        found.append(StatisticDiff(traceback, new.size, new.size - old.size, new.count, new.count - old.count))
    return sorted(found, key=StatisticDiff._sort_key, reverse=True)


def take_snapshot():
    """A snapshot of now."""
    if not is_tracing():
        raise RuntimeError('the tracemalloc module must be tracing memory allocations to take a snapshot')
    return Snapshot(_get_traces(), get_traceback_limit())
