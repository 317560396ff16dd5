"""The classes of the datetime module in Python."""

from .calendar import (
    MAXYEAR, MINYEAR, _DAYNAMES, _DAYS_BEFORE_MONTH, _DAYS_IN_MONTH, _DI100Y, _DI400Y, _DI4Y, _MAXORDINAL, _MONTHNAMES,
    _build_struct_time, _days_before_month, _days_before_year, _days_in_month, _is_leap, _isoweek1monday, _ord2ymd,
    _ymd2ord)
from .dates import _date_class, _pickled_bytes, date
from .duration import _cmp, _divide_and_round, timedelta
from .fields import _check_date_fields, _check_int_field, _check_time_fields
from .moments import _EPOCH, _cmperror, datetime
from .text import (
    _format_offset, _format_time, _from_isoformat, _parse_hh_mm_ss_ff, _parse_isoformat_date, _wrap_strftime)
from .times import _time_class, time
from .zones import (
    _check_tzinfo_arg, _check_tzname, _check_utc_offset, _parse_isoformat_time, _tzinfo_class, timezone, tzinfo)
