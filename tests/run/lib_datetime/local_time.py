# Local time around the hours when clocks are set: folds, gaps, zones of the system.
import os
import time
from datetime import date, datetime, time as clock, timedelta, timezone, tzinfo

os.environ['TZ'] = 'CET-1CEST,M3.5.0,M10.5.0/3'
time.tzset()

spring, autumn = datetime(2021, 3, 28, 1, 59), datetime(2021, 10, 31, 1, 59)
for start in spring, autumn:
    stamp = start.timestamp()
    for minutes in 0, 1, 30, 60, 61, 90, 120, 121:
        moment = datetime.fromtimestamp(stamp + 60 * minutes)
        back = moment.timestamp()
        print(repr(moment), back - stamp, moment.astimezone().isoformat(), moment.astimezone().tzname())
for hour in 2, 3:
    for fold in 0, 1:
        for day in (3, 28), (10, 31):
            moment = datetime(2021, *day, hour, 30, fold=fold)
            print(repr(moment), moment.timestamp(), moment.astimezone(timezone.utc))

print(date.fromtimestamp(0), datetime.fromtimestamp(0), datetime.utcfromtimestamp(0))
print(datetime.fromtimestamp(1.0000005), datetime.fromtimestamp(-1.0000005), datetime.fromtimestamp(0.9999999))
print(datetime(1970, 1, 1).astimezone(timezone(timedelta(hours=-3))))


class Berlin(tzinfo):
    def utcoffset(self, moment):
        return timedelta(hours=1) + self.dst(moment)

    def dst(self, moment):
        summer = spring.replace(hour=2, minute=0) <= moment.replace(tzinfo=None) < autumn.replace(hour=3, minute=0)
        return timedelta(hours=1 if summer and not moment.fold else 0)

    def tzname(self, moment):
        return 'CEST' if self.dst(moment) else 'CET'


berlin = Berlin()
for moment in datetime(2021, 7, 1, tzinfo=berlin), datetime(2021, 10, 31, 2, 30, tzinfo=berlin):
    later = moment.replace(fold=1)
    print(moment, later, moment == later, hash(moment) == hash(later), moment - later)
    print(moment.astimezone(timezone.utc) == moment, later.astimezone(timezone.utc) == later)
    print(moment.timetuple(), later.utctimetuple(), moment.strftime('%z %Z'), later.timetz().fold, later.time())
print(datetime(2021, 7, 1, 12, tzinfo=timezone.utc).astimezone(berlin))
print(berlin.fromutc(datetime(2021, 12, 1, tzinfo=berlin)))
try:
    print(repr(clock(1)), clock(1, tzinfo=berlin).utcoffset())
except AttributeError as error:
    print(error)
