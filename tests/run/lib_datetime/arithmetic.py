# Durations, dates and zones: arithmetic, comparison, hashes, subclasses, pickles, local time with folds.
import copy
import datetime as d
import os
import pickle
import random
import time

random.seed(38)

for _ in range(60):
    a = d.timedelta(random.uniform(-1e3, 1e3), random.uniform(-1e6, 1e6), random.uniform(-1e7, 1e7))
    b = d.timedelta(hours=random.uniform(-50, 50), milliseconds=random.randrange(-10**6, 10**6))
    n, x = random.randrange(-9, 10), random.uniform(-3, 3)
    print(a, repr(b), a + b, a - b, a * n, a * x, x * b, abs(a), -b, bool(a), a < b, a == b)
    print(a // b, a % b, divmod(b, a), (a / b).hex(), a / x, b / (n or 7), b // (n or 7), a.total_seconds())
for us in (0.5, 1.5, -0.5, -1.5, 2.5, 0.49999):
    print(d.timedelta(microseconds=us), d.timedelta(seconds=1, microseconds=us), d.timedelta(microseconds=1) * us)
print(d.timedelta.max / d.timedelta(microseconds=1), d.timedelta.max // d.timedelta.resolution, d.timedelta.min)


class Zone(d.tzinfo):
    """Summer time from April to September."""

    def __repr__(self):
        return "Zone()"

    def utcoffset(self, when):
        return d.timedelta(hours=1) + self.dst(when)

    def dst(self, when):
        return d.timedelta(hours=int(when is not None and 4 <= when.month <= 9))

    def tzname(self, when):
        return "ZS" if self.dst(when) else "Z"


class Date(d.date):
    def __repr__(self):
        return "Date:" + super().__repr__()


class Moment(d.datetime):
    def __new__(cls, *args, extra=7, **kwargs):
        self = super().__new__(cls, *args, **kwargs)
        self.extra = extra
        return self


zone = Zone()
fixed = d.timezone(d.timedelta(hours=-5, minutes=-30), "west")
for moment in (
    d.datetime(2020, 2, 29, 23, 59, 59, 999999),
    d.datetime(2020, 7, 1, 12, tzinfo=zone),
    d.datetime(2020, 12, 31, 23, 30, tzinfo=fixed),
    d.datetime(1, 1, 1, tzinfo=d.timezone.utc),
    Moment(2021, 3, 4, 5, 6, 7, 8, zone),
):
    print(repr(moment), moment, moment.isoformat("_", "milliseconds"), moment.ctime())
    print(moment.utcoffset(), moment.dst(), moment.tzname(), moment.timetuple(), moment.utctimetuple())
    print(repr(moment + d.timedelta(days=1.5)), moment.date(), repr(moment.timetz()), moment.time())
    print(moment.isocalendar(), moment.toordinal(), moment.weekday(), moment.isoweekday())
    print(moment.strftime("%Y-%m-%d %H:%M:%S.%f %z %Z %j"), "{:%d/%m}".format(moment), "{}".format(moment))
    if moment.tzinfo and moment.year > 1:
        print(moment.astimezone(d.timezone.utc), moment.astimezone(zone), moment.timestamp())
        print(moment == moment.astimezone(fixed), hash(moment) == hash(moment.astimezone(fixed)))
    for proto in range(5):
        back = pickle.loads(pickle.dumps(moment, proto))
        assert type(back) is type(moment) and (back == moment or moment.tzinfo is zone), (back, moment)
    print(repr(copy.copy(moment)), moment.__reduce_ex__(4)[1][0])
print(type(Date(2020, 1, 1) + d.timedelta(1)), Date.today().__class__, Date.fromisoformat("2020-02-03"))
print(Date.fromordinal(5), Date(2020, 5, 6).replace(day=1), Date(2020, 5, 6) - Date(2020, 5, 1))
m = Moment(2020, 1, 1, extra=9)
print(type(m + d.timedelta(1)), (m + d.timedelta(1)).extra, hasattr(m.replace(hour=1), "extra"), Moment.max)
print(Moment.combine(d.date(2020, 1, 1), d.time(1, 2, fold=1)).fold, Moment.strptime("2020", "%Y"))
print(type(Moment.fromtimestamp(0, d.timezone.utc)), type(Moment.fromisoformat("2020-01-01")))

# Times with zones.
for a in (d.time(1, 2), d.time(1, 2, tzinfo=d.timezone.utc), d.time(3, 2, tzinfo=d.timezone(d.timedelta(hours=2)))):
    for b in (d.time(1, 2), d.time(1, 2, tzinfo=d.timezone.utc)):
        print(a == b, a != b, hash(a) == hash(b), a, repr(b), a.replace(minute=5, tzinfo=None))

# An object that wants to be compared and added.
class Other:
    def __eq__(self, other): return "eq"
    def __lt__(self, other): return "lt"
    def __gt__(self, other): return "gt"
    def __radd__(self, other): return "radd"
    def __rsub__(self, other): return "rsub"
    def __rmul__(self, other): return "rmul"


for value in (d.date(1, 1, 1), d.datetime(1, 1, 1), d.time(1), d.timedelta(1), d.timezone.utc):
    print(value == Other(), [f() for f in (lambda: value < Other(), lambda: value > Other()) if value is not d.timezone.utc])
    if not isinstance(value, (d.time, d.timezone)):
        print(value + Other(), value - Other())

# Local time by the system, with a fold and a gap.
os.environ["TZ"] = "CET-1CEST,M3.5.0,M10.5.0/3"
time.tzset()
for stamp in (1603587599, 1603587600, 1603591199, 1603591200, 1603594800, 1585443599, 1585443600, 0, -1.5, 1e9 + 0.0000005, 0.9999999):
    moment = d.datetime.fromtimestamp(stamp)
    print(repr(moment), moment.timestamp(), moment.astimezone(), d.date.fromtimestamp(stamp))
    print(repr(d.datetime.utcfromtimestamp(stamp)), repr(d.datetime.fromtimestamp(stamp, zone)))
for fold in (0, 1):
    for moment in (d.datetime(2020, 3, 29, 2, 30, fold=fold), d.datetime(2020, 10, 25, 2, 30, fold=fold)):
        print(moment.timestamp(), moment.astimezone(d.timezone.utc), repr(moment.astimezone().tzinfo), hash(moment) == hash(moment.replace(fold=0)))

# Pickles of Python 2 and of subclasses of tzinfo.
print(pickle.loads(b"cdatetime\ndate\n(S'\\x07\\xdf\\x0b\\x1b'\ntR.", encoding="latin1"))
print(pickle.loads(b"cdatetime\ndatetime\n(S'\\x07\\xdf\\x0b\\x1b\\x14;\\x01\\x00\\x10\\x00'\ntR.", encoding="latin1"))


class State(d.tzinfo):
    def __init__(self, offset=None):
        self.offset = offset

    def __getinitargs__(self):
        return ("args",)


print(State(3).__reduce__(), d.tzinfo().__reduce__(), d.timezone.utc.__reduce__(), fixed.__reduce__())
for ty in (d.date, d.time, d.datetime, d.timedelta, d.tzinfo, d.timezone):
    print(ty, ty.__basicsize__, sorted((k, type(v).__name__) for k, v in vars(ty).items() if k != "__doc__"))
    for name in ("min", "max", "resolution", "utc"):
        print(name, repr(getattr(ty, name, None)))
