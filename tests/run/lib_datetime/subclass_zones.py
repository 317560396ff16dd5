# In another zone, an instance of a subclass stays one, whether it had a zone or not.
import datetime


class Moment(datetime.datetime):
    pass


class Zone(datetime.tzinfo):
    def utcoffset(self, moment):
        return datetime.timedelta(hours=1)

    def dst(self, moment):
        return datetime.timedelta(0)

    def __repr__(self):
        return "Zone()"


utc = datetime.timezone.utc
for zone in (None, utc, Zone()):
    moment = Moment(2001, 2, 3, tzinfo=zone)
    print(type(moment.astimezone()), [type(moment.astimezone(other)) for other in (utc, Zone())])
    if zone is not None:
        print(moment.astimezone(utc), moment.astimezone(Zone()))
