"""What the Python datetime says where a naive and an aware one meet, and where types do not fit."""

import sys

sys.modules["_datetime"] = None
from datetime import date, datetime, time, timedelta, timezone

naive, aware = datetime(2020, 1, 2), datetime(2020, 1, 2, tzinfo=timezone.utc)
for left, right in [(naive, aware), (naive.time(), aware.timetz()), (naive, naive.date()), (naive.time(), naive)]:
    for name in ("__eq__", "__lt__", "__ge__", "__sub__"):
        try:
            print(name, getattr(type(left), name, None) and getattr(left, name)(right))
        except Exception as error:
            print(name, type(error).__name__, error)
for make in (lambda: naive < 1, lambda: date(2020, 1, 1) < 1, lambda: time(1) < 1, lambda: timedelta(1) < 1,
             lambda: naive + 1, lambda: timedelta(1) * "a", lambda: naive - time(1)):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)
