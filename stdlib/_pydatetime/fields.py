"""Checks of the numbers that dates and times are made of."""

from .calendar import MAXYEAR, MINYEAR, _days_in_month

__name__ = 'datetime'  # where all of this is found


def _check_int_field(value):
    """The value as an int; floats are refused, other numbers with __int__ are deprecated."""
    if isinstance(value, int):
        return value
    if isinstance(value, float):
        raise TypeError('integer argument expected, got float')
    required = 'an integer is required (got type %s)' % type(value).__name__
    for method in ('__index__', '__int__'):
        convert = getattr(value, method, None)
        if convert is None:
            continue
        result = convert()
        if not isinstance(result, int):
            raise TypeError('%s returned non-int (type %s)' % (method, type(result).__name__))
        if method == '__int__':
            import warnings
            warnings.warn(required, DeprecationWarning, stacklevel=2)
        return result
    raise TypeError(required)


def _check_range(name, value, low, high):
    value = _check_int_field(value)
    if not low <= value <= high:
        raise ValueError('%s must be in %d..%d' % (name, low, high), value)
    return value


def _check_date_fields(year, month, day):
    year = _check_int_field(year)
    month = _check_int_field(month)
    day = _check_int_field(day)
    return (_check_range('year', year, MINYEAR, MAXYEAR), _check_range('month', month, 1, 12),
            _check_range('day', day, 1, _days_in_month(year, month)))


def _check_time_fields(hour, minute, second, microsecond, fold):
    checked = (_check_range('hour', hour, 0, 23), _check_range('minute', minute, 0, 59),
               _check_range('second', second, 0, 59), _check_range('microsecond', microsecond, 0, 999999))
    if fold not in (0, 1):
        raise ValueError('fold must be either 0 or 1', fold)
    return (*checked, fold)


__name__ = __spec__.name
