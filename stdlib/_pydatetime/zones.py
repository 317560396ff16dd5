"""Time zones: the base class, and those of a fixed offset."""

import _pydatetime

from .duration import timedelta
from .text import _format_offset, _parse_hh_mm_ss_ff

__name__ = 'datetime'  # where all of this is found


def _check_tzname(name):
    if name is not None and not isinstance(name, str):
        raise TypeError("tzinfo.tzname() must return None or a string, not '%s'" % type(name))


def _check_utc_offset(name, offset):
    assert name in ('utcoffset', 'dst')
    if offset is None:
        return
    if not isinstance(offset, timedelta):
        raise TypeError("tzinfo.%s() must return None or timedelta, not '%s'" % (name, type(offset)))
    if not -timedelta(1) < offset < timedelta(1):
        raise ValueError('%s()=%s, must be strictly between -timedelta(hours=24) and timedelta(hours=24)'
                         % (name, offset))


def _check_tzinfo_arg(tz):
    if tz is not None and not isinstance(tz, tzinfo):
        raise TypeError('tzinfo argument must be None or of a tzinfo subclass')


class tzinfo:
    """Base of time zones."""

    __slots__ = ()

    def tzname(self, dt):
        """The zone's name at that time."""
        raise NotImplementedError('tzinfo subclass must override tzname()')

    def utcoffset(self, dt):
        """How far local time is ahead of UTC at that time, as a timedelta."""
        raise NotImplementedError('tzinfo subclass must override utcoffset()')

    def dst(self, dt):
        """The part of utcoffset() that is due to daylight saving time, None if unknown."""
        raise NotImplementedError('tzinfo subclass must override dst()')

    def fromutc(self, dt):
        """Convert a datetime that has this tzinfo but is in UTC.

        Supposes that standard time is always the same: utcoffset() less dst().
        """
        if not isinstance(dt, _pydatetime.datetime):
            raise TypeError('fromutc() requires a datetime argument')
        if dt.tzinfo is not self:
            raise ValueError('dt.tzinfo is not self')
        offset = dt.utcoffset()
        if offset is None:
            raise ValueError('fromutc() requires a non-None utcoffset() result')
        saving = dt.dst()
        if saving is None:
            raise ValueError('fromutc() requires a non-None dst() result')
        standard = offset - saving
        if standard:
            dt += standard
            saving = dt.dst()
            if saving is None:
                raise ValueError('fromutc(): dt.dst gave inconsistent results; cannot convert')
        return dt + saving

    def __reduce__(self):
        args = getattr(self, '__getinitargs__', tuple)()
        if hasattr(self, '__getstate__'):
            state = self.__getstate__()
        else:
            state = getattr(self, '__dict__', None) or None
        return (self.__class__, args) if state is None else (self.__class__, args, state)


_tzinfo_class = tzinfo  # where a parameter has the name


class timezone(tzinfo):
    """A zone with a fixed offset from UTC."""

    __slots__ = '_offset', '_name'

    _Omitted = object()
    _maxoffset = timedelta(hours=24, microseconds=-1)
    _minoffset = -_maxoffset

    def __new__(cls, offset, name=_Omitted):
        if not isinstance(offset, timedelta):
            raise TypeError('offset must be a timedelta')
        if name is cls._Omitted:
            if not offset:
                return cls.utc
            name = None
        elif not isinstance(name, str):
            raise TypeError('name must be a string')
        if not cls._minoffset <= offset <= cls._maxoffset:
            raise ValueError('offset must be a timedelta strictly between -timedelta(hours=24) and '
                             'timedelta(hours=24).')
        return cls._create(offset, name)

    @classmethod
    def _create(cls, offset, name=None):
        self = tzinfo.__new__(cls)
        self._offset = offset
        self._name = name
        return self

    def __getinitargs__(self):
        return (self._offset,) if self._name is None else (self._offset, self._name)

    def __eq__(self, other):
        return self._offset == other._offset if isinstance(other, timezone) else NotImplemented

    def __hash__(self):
        return hash(self._offset)

    def __repr__(self):
        name = '%s.%s' % (self.__class__.__module__, self.__class__.__qualname__)
        if self is self.utc:
            return 'datetime.timezone.utc'
        return '%s(%s)' % (name, ', '.join(map(repr, self.__getinitargs__())))

    def __str__(self):
        return self.tzname(None)

    def _checked(self, method, dt, result):
        if dt is None or isinstance(dt, _pydatetime.datetime):
            return result
        raise TypeError('%s() argument must be a datetime instance or None' % method)

    def utcoffset(self, dt):
        return self._checked('utcoffset', dt, self._offset)

    def tzname(self, dt):
        name = self._name_from_offset(self._offset) if self._name is None else self._name
        return self._checked('tzname', dt, name)

    def dst(self, dt):
        return self._checked('dst', dt, None)

    def fromutc(self, dt):
        if not isinstance(dt, _pydatetime.datetime):
            raise TypeError('fromutc() argument must be a datetime instance or None')
        if dt.tzinfo is not self:
            raise ValueError('fromutc: dt.tzinfo is not self')
        return dt + self._offset

    @staticmethod
    def _name_from_offset(delta):
        return 'UTC' + _format_offset(delta) if delta else 'UTC'


timezone.utc = timezone._create(timedelta(0))
# Older pickles and the documentation know these bounds as whole minutes.
timezone.min = timezone._create(-timedelta(hours=23, minutes=59))
timezone.max = timezone._create(timedelta(hours=23, minutes=59))


def _parse_isoformat_time(tstr):
    """[hour, minute, second, microsecond, timezone or None] of a time with or without offset."""
    if len(tstr) < 2:
        raise ValueError('Isoformat time too short')
    at = max(tstr.find('-'), tstr.find('+'))
    if at < 0:
        return _parse_hh_mm_ss_ff(tstr) + [None]
    found = _parse_hh_mm_ss_ff(tstr[:at])
    offset = tstr[at + 1:]
    if len(offset) not in (5, 8, 15):
        raise ValueError('Malformed time zone string')
    hours, minutes, seconds, microseconds = _parse_hh_mm_ss_ff(offset)
    delta = timedelta(hours=hours, minutes=minutes, seconds=seconds, microseconds=microseconds)
    if not delta:
        return found + [timezone.utc]
    return found + [timezone(-delta if tstr[at] == '-' else delta)]


__name__ = __spec__.name
