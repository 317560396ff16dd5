"""datetime: calendars, differences, comparison, time zones, timedelta arithmetic."""
import sys
from datetime import date, datetime, time, timedelta, timezone

DEFAULT = 220


def run(n):
    day = timedelta(days=1)
    step = timedelta(hours=7, minutes=13, microseconds=250001)
    berlin = timezone(timedelta(hours=2), "CEST")
    total = 0
    for k in range(n):
        start = datetime(2020, 1, 1 + k % 28, 8, 30)
        moments = []
        moment = start
        for _ in range(1000):
            moment += step
            moments.append(moment)
            total += moment.weekday() + moment.hour
        total += sum((b - a).seconds for a, b in zip(moments, moments[1:]))
        total += sum(moment < start + timedelta(days=i) for i, moment in enumerate(moments))
        today = date(2019, 12, 31)
        for i in range(1000):
            today = today + day
            total += today.toordinal() % 7 + today.isocalendar()[1] + (today.month == 2 and today.day == 29)
        elapsed = timedelta()
        for i in range(1000):
            elapsed += timedelta(seconds=i, milliseconds=5) * 3 // 2
            total += elapsed > day
        total += elapsed.total_seconds()
        for i in range(300):
            aware = datetime(2020, 6, 1, i % 24, i % 60, tzinfo=timezone.utc)
            local = aware.astimezone(berlin)
            total += local.hour + (local == aware) + local.replace(minute=0, second=0).day
            total += hash(local) == hash(aware)
        times = sorted(time(i * 7 % 24, i * 13 % 60, i % 60) for i in range(300))
        total += times[150].hour + len(set(moment.date() for moment in moments)) + int(max(moments).timestamp()) % 1000
    return "%r" % total


if __name__ == "__main__":
    print("datetime_arith", run(int(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT))
