"""Times as text: writing, and reading what isoformat() makes."""

import time as _time

__name__ = 'datetime'  # where all of this is found


# ---- text

_TIMESPECS = {
    'hours': '{:02d}',
    'minutes': '{:02d}:{:02d}',
    'seconds': '{:02d}:{:02d}:{:02d}',
    'milliseconds': '{:02d}:{:02d}:{:02d}.{:03d}',
    'microseconds': '{:02d}:{:02d}:{:02d}.{:06d}',
}


def _format_time(hh, mm, ss, us, timespec='auto'):
    if timespec == 'auto':
        timespec = 'microseconds' if us else 'seconds'
    elif timespec == 'milliseconds':
        us //= 1000
    try:
        form = _TIMESPECS[timespec]
    except KeyError:
        raise ValueError('Unknown timespec value')
    return form.format(hh, mm, ss, us)


def _split_offset(off):
    """Sign, hours, minutes, seconds and microseconds of an offset."""
    sign = '-' if off.days < 0 else '+'
    off = abs(off)
    minutes, seconds = divmod(off.days * 86400 + off.seconds, 60)
    return (sign, *divmod(minutes, 60), seconds, off.microseconds)


def _format_offset(off):
    if off is None:
        return ''
    sign, hh, mm, ss, us = _split_offset(off)
    text = '%s%02d:%02d' % (sign, hh, mm)
    if ss or us:
        text += ':%02d' % ss
    if us:
        text += '.%06d' % us
    return text


def _wrap_strftime(object, format, timetuple):
    """strftime() with %f, %z and %Z, which the time module does not know all of, filled in."""
    pieces = []
    rest = iter(format)
    for char in rest:
        if char != '%':
            pieces.append(char)
            continue
        code = next(rest, '')
        if code == 'f':
            pieces.append('%06d' % getattr(object, 'microsecond', 0))
        elif code == 'z':
            offset = object.utcoffset() if hasattr(object, 'utcoffset') else None
            if offset is not None:
                pieces.append(_format_offset(offset).replace(':', ''))
        elif code == 'Z':
            name = object.tzname() if hasattr(object, 'tzname') else None
            if name is not None:
                pieces.append(name.replace('%', '%%'))
        else:
            pieces.append('%' + code)
    return _time.strftime(''.join(pieces), timetuple)


def _parse_isoformat_date(dtstr):
    """[year, month, day] of 'YYYY-MM-DD'."""
    if len(dtstr) != 10 or dtstr[4] != '-' or dtstr[7] != '-':
        raise ValueError('Invalid date separator: %s' % dtstr[4:5])
    return [int(dtstr[:4]), int(dtstr[5:7]), int(dtstr[8:])]


def _parse_hh_mm_ss_ff(tstr):
    """[hour, minute, second, microsecond] of 'HH[:MM[:SS[.fff[fff]]]]'."""
    whole, dot, fraction = tstr.partition('.')
    found = [0, 0, 0, 0]
    fields = whole.split(':')
    if len(fields) > 3 or any(len(field) != 2 for field in fields):
        raise ValueError('Invalid time separator')
    for i, field in enumerate(fields):
        found[i] = int(field)
    if dot:
        if len(fields) != 3 or len(fraction) not in (3, 6):
            raise ValueError('Invalid microsecond component')
        found[3] = int(fraction) * (1000 if len(fraction) == 3 else 1)
    return found


def _from_isoformat(text, parse):
    """What parse() makes of text."""
    if not isinstance(text, str):
        raise TypeError('fromisoformat: argument must be str')
    try:
        return parse(text)
    except Exception:
        raise ValueError(f'Invalid isoformat string: {text!r}')


__name__ = __spec__.name
