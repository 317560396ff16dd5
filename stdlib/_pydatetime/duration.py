"""Durations: a timedelta is normalized, so that seconds and microseconds are not negative."""

import math as _math

__name__ = 'datetime'  # where all of this is found


def _cmp(x, y):
    return (x > y) - (x < y)


def _divide_and_round(a, b):
    """The integer nearest to a / b, the even one of two."""
    quotient, rest = divmod(a, b)
    twice = rest * 2
    beyond = twice > b if b > 0 else twice < b
    if beyond or twice == b and quotient % 2 == 1:
        quotient += 1
    return quotient


class _Ordered:
    """Comparisons by a method _cmp(other) and a method _comparable(other, equality).

    The latter tells whether _cmp() may be used; if not, it may return what to return instead.
    """

    __slots__ = ()

    def __le__(self, other):
        return self._cmp(other) <= 0 if self._comparable(other) else NotImplemented

    def __lt__(self, other):
        return self._cmp(other) < 0 if self._comparable(other) else NotImplemented

    def __ge__(self, other):
        return self._cmp(other) >= 0 if self._comparable(other) else NotImplemented

    def __gt__(self, other):
        return self._cmp(other) > 0 if self._comparable(other) else NotImplemented


# ---- durations

_UNITS = (('days', 86400 * 10 ** 6), ('seconds', 10 ** 6), ('microseconds', 1), ('milliseconds', 1000),
          ('minutes', 60 * 10 ** 6), ('hours', 3600 * 10 ** 6), ('weeks', 7 * 86400 * 10 ** 6))


def _sum_microseconds(amounts):
    """The exact sum of amounts of the units, in microseconds.

    The parts of floats beyond whole microseconds are added up and rounded together.
    """
    total = 0
    rest = 0.0
    for (name, factor), amount in zip(_UNITS, amounts):
        if isinstance(amount, int):
            total += amount * factor
        elif isinstance(amount, float):
            part, whole = _math.modf(amount)
            total += int(whole) * factor
            part, whole = _math.modf(part * factor)
            total += int(whole)
            rest += part
        else:
            raise TypeError('unsupported type for timedelta %s component: %s' % (name, type(amount).__name__))
    if rest:
        nearest = round(rest)
        if abs(nearest - rest) == 0.5:  # to the even sum, not to the even rest
            odd = total & 1
            nearest = int(2.0 * round((rest + odd) * 0.5)) - odd
        total += nearest
    return total


class timedelta(_Ordered):
    """The difference of two points in time: days, seconds and microseconds."""

    __slots__ = '_days', '_seconds', '_microseconds', '_hashcode'

    def __new__(cls, days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0):
        total = _sum_microseconds((days, seconds, microseconds, milliseconds, minutes, hours, weeks))
        whole, us = divmod(total, 10 ** 6)
        d, s = divmod(whole, 86400)
        if abs(d) > 999999999:
            raise OverflowError('timedelta # of days is too large: %d' % d)
        self = object.__new__(cls)
        self._days, self._seconds, self._microseconds = d, s, us
        self._hashcode = -1
        return self

    @staticmethod
    def _of_microseconds(us):
        return timedelta(0, 0, us)

    def __repr__(self):
        shown = ['%s=%d' % (name, getattr(self, name)) for name in ('days', 'seconds', 'microseconds')
                 if getattr(self, name)]
        return '%s.%s(%s)' % (self.__class__.__module__, self.__class__.__qualname__, ', '.join(shown) or '0')

    def __str__(self):
        minutes, seconds = divmod(self._seconds, 60)
        text = '%d:%02d:%02d' % (*divmod(minutes, 60), seconds)
        if self._days:
            text = '%d day%s, %s' % (self._days, '' if abs(self._days) == 1 else 's', text)
        if self._microseconds:
            text += '.%06d' % self._microseconds
        return text

    def total_seconds(self):
        return self._to_microseconds() / 10 ** 6

    @property
    def days(self):
        return self._days

    @property
    def seconds(self):
        return self._seconds

    @property
    def microseconds(self):
        return self._microseconds

    def _to_microseconds(self):
        return (self._days * 86400 + self._seconds) * 10 ** 6 + self._microseconds

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        return timedelta(self._days + other._days, self._seconds + other._seconds,
                         self._microseconds + other._microseconds)

    __radd__ = __add__

    def __sub__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        return timedelta(self._days - other._days, self._seconds - other._seconds,
                         self._microseconds - other._microseconds)

    def __rsub__(self, other):
        return -self + other if isinstance(other, timedelta) else NotImplemented

    def __neg__(self):
        return timedelta(-self._days, -self._seconds, -self._microseconds)

    def __pos__(self):
        return timedelta(self._days, self._seconds, self._microseconds)

    def __abs__(self):
        return -self if self._days < 0 else self

    def __mul__(self, other):
        if isinstance(other, int):
            return timedelta(self._days * other, self._seconds * other, self._microseconds * other)
        if isinstance(other, float):
            a, b = other.as_integer_ratio()
            return self._of_microseconds(_divide_and_round(self._to_microseconds() * a, b))
        return NotImplemented

    __rmul__ = __mul__

    def __floordiv__(self, other):
        us = self._to_microseconds()
        if isinstance(other, timedelta):
            return us // other._to_microseconds()
        return self._of_microseconds(us // other) if isinstance(other, int) else NotImplemented

    def __truediv__(self, other):
        us = self._to_microseconds()
        if isinstance(other, timedelta):
            return us / other._to_microseconds()
        if isinstance(other, int):
            return self._of_microseconds(_divide_and_round(us, other))
        if isinstance(other, float):
            a, b = other.as_integer_ratio()
            return self._of_microseconds(_divide_and_round(b * us, a))
        return NotImplemented

    def __mod__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        return self._of_microseconds(self._to_microseconds() % other._to_microseconds())

    def __divmod__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        quotient, rest = divmod(self._to_microseconds(), other._to_microseconds())
        return quotient, self._of_microseconds(rest)

    def __eq__(self, other):
        return self._cmp(other) == 0 if self._comparable(other) else NotImplemented

    def _comparable(self, other):
        return isinstance(other, timedelta)

    def _cmp(self, other):
        return _cmp(self._getstate(), other._getstate())

    def __hash__(self):
        if self._hashcode == -1:
            self._hashcode = hash(self._getstate())
        return self._hashcode

    def __bool__(self):
        return self._getstate() != (0, 0, 0)

    def _getstate(self):
        return self._days, self._seconds, self._microseconds

    def __reduce__(self):
        return self.__class__, self._getstate()


timedelta.min = timedelta(-999999999)
timedelta.max = timedelta(days=999999999, hours=23, minutes=59, seconds=59, microseconds=999999)
timedelta.resolution = timedelta(microseconds=1)


__name__ = __spec__.name
