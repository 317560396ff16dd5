# What constructors and methods say of wrong arguments, and what unusual ones give.
import datetime as d


class F(float):
    def as_integer_ratio(self):
        return RATIO


def t(s):
    try:
        print(s.encode("unicode_escape").decode(), "->", repr(eval(s)).encode("unicode_escape").decode())
    except Exception as e:
        print(s.encode("unicode_escape").decode(), type(e).__name__, str(e).encode("unicode_escape").decode())


for RATIO in (3, (1, 2, 3), (1, 0), (1.5, 2), (3, 2)):
    t("d.timedelta(1) * F()")
    t("d.timedelta(1) / F()")

for s in r"""d.date()
d.date(1,2,3,4)
d.date(1,2,3,x=3)
d.date(1.0,2,3)
d.date('a',2,3)
d.date(2,3,year=3)
d.date(10**20,3,1)
d.date(10**10,3,1)
d.date(0,0,0)
d.date(1,13,0)
d.date(1,2,29)
d.date(None,1,1)
d.date(b'abcd')
d.date(1)
d.time(1,2,3,4,5)
d.time(1,2,3,4,5,6)
d.time(24)
d.time(fold=2)
d.time(1,60)
d.time(1,2,60)
d.time(1,2,3,10**6)
d.datetime(1)
d.datetime(1,1,1,tzinfo=3)
d.datetime(*[1]*9)
d.timedelta(1,2,3,4,5,6,7,8)
d.timedelta('a')
d.timedelta(x=3)
d.timedelta(10**10)
d.timedelta(1e300)
d.timedelta(float('nan'))
d.timedelta(float('inf'))
d.timezone()
d.timezone(3)
d.timezone(d.timedelta(2))
d.timezone(d.timedelta(0),3)
d.timezone(d.timedelta(0),'a',3)
d.tzinfo(3,x=4).__class__
d.date.fromtimestamp()
d.date.fromtimestamp('a')
d.date.fromtimestamp(1e20)
d.datetime.fromtimestamp()
d.datetime.fromtimestamp(1,2)
d.datetime.fromtimestamp(1,tz=2)
d.datetime.fromtimestamp(1e300)
d.datetime.fromtimestamp(timestamp=0, tz=d.timezone.utc)
d.datetime.now(3)
d.datetime.now(1,2)
d.datetime.now(tz=None, x=3)
d.date(1,1,1).strftime()
d.date(1,1,1).strftime(3)
d.date(1,1,1).strftime(format='%Y')
d.date(1,1,1).strftime(x='%Y')
d.date(1,1,1).replace(1,2,3,4)
d.date(1,1,1).replace(x=4)
d.date(1,1,1).__format__(3)
d.date(1,1,1).__format__()
d.date.fromisoformat(3)
d.date.fromisoformat('abc')
d.date.fromordinal('a')
d.date.fromordinal(0)
d.date.fromordinal(10**7)
d.date.fromordinal(2**31-1)
d.date.fromordinal(10**17)
d.date.fromordinal(1.0)
d.date.fromordinal()
d.date.fromordinal(n=3)
d.date.fromisocalendar()
d.date.fromisocalendar(1,2,3,4)
d.date.fromisocalendar(0,1,1)
d.date.fromisocalendar(2020,54,1)
d.date.fromisocalendar(2021,53,1)
d.date.fromisocalendar(2020,53,7)
d.date.fromisocalendar(9999,52,7)
d.date.fromisocalendar(2020,1,0)
d.date.fromisocalendar(10**20,1,0)
d.date.fromisocalendar('a',1,0)
d.datetime.combine(1)
d.datetime.combine(1,2)
d.datetime.combine(d.date(1,1,1),2)
d.datetime.combine(d.date(1,1,1),d.time(1),3)
d.datetime.combine(d.date(1,1,1),d.time(1),3,4)
d.datetime.strptime(3,4)
d.datetime.strptime('3')
d.datetime.strptime('a','%Y')
d.datetime(1,1,1).isoformat(3)
d.datetime(1,1,1).isoformat('ab')
d.datetime(1,1,1).isoformat('b','x')
d.datetime(1,1,1).isoformat('b','x',3)
d.datetime(1,1,1).isoformat(timespec=3)
d.datetime(1,1,1).isoformat('\ud800')
d.time(1,1,1).isoformat('\ud800')
d.datetime(1,1,1).astimezone(3)
d.datetime(1,1,1).astimezone(1,2)
d.timezone.utc.utcoffset(3)
d.timezone.utc.utcoffset()
d.timezone.utc.fromutc(3)
d.timezone.utc.fromutc(d.datetime(1,1,1))
d.tzinfo().utcoffset(None)
d.tzinfo().fromutc(3)
d.tzinfo().fromutc(d.datetime(1,1,1))
d.datetime(1,1,1).timestamp()
d.date(1,1,1).isoformat(1)
d.timezone.utc.__eq__(3)
d.timezone.utc.__lt__(d.timezone.utc)
d.timedelta(1)/0
d.timedelta(1)//0
d.timedelta(1)/0.0
d.timedelta(1)/d.timedelta(0)
d.timedelta(1)//d.timedelta(0)
d.timedelta(1)%d.timedelta(0)
divmod(d.timedelta(1),d.timedelta(0))
d.timedelta(1)*float('nan')
d.timedelta(1)/float('inf')
d.timedelta(1)*1e300
d.timedelta(1)*10**30
d.timedelta(1)*10**100
d.timedelta(1)//10**100
d.timedelta(-1)//10**100
d.timedelta(-1)/10**100
d.timedelta(10**9)
d.timedelta.max+d.timedelta(1)
-d.timedelta.max
d.timedelta(1)<3
d.timedelta(1)+3
d.date.max+d.timedelta(1)
d.date(2020,1,1).strftime('a\0b')
d.date(2020,1,1).strftime('%')
d.date(2020,1,1).strftime('')
d.datetime(2020,1,1).strftime('%z|%Z|%f')
d.datetime(2020,1,1,tzinfo=d.timezone(d.timedelta(hours=-3,seconds=5),'%d')).strftime('%z|%Z|%%z\xe9%f')
d.date(2020,1,1).strftime('%z|%Z|%f')
d.datetime(2020,1,1)-d.datetime(2020,1,1,tzinfo=d.timezone.utc)
d.datetime(2020,1,1)<d.datetime(2020,1,1,tzinfo=d.timezone.utc)
d.time(1)<d.time(1,tzinfo=d.timezone.utc)
d.datetime(2020,1,1)<d.date(2020,1,1)
d.timedelta(1,2,3,4,5,6,days=3)
d.timedelta(1,2,hours=3,x=3)
d.timezone(d.timedelta(0)) is d.timezone.utc
d.timezone(d.timedelta(0),'UTC') is d.timezone.utc
d.timezone(offset=d.timedelta(0),name='UTC')
d.timezone(d.timedelta(0),None)
d.timezone.utc.__reduce__()
d.timezone(d.timedelta(seconds=3.5)).tzname(None)
d.timezone(-d.timedelta(seconds=3.5)).tzname(None)
d.timezone(-d.timedelta(seconds=3.5),'x')
d.timezone.utc.__getinitargs__()
d.time(1).__reduce_ex__()
d.time(1).__reduce_ex__('a')
d.time(1,fold=1).__reduce_ex__(4)
d.time(1,fold=1).__reduce__()
d.datetime.utcfromtimestamp()
d.datetime.utcfromtimestamp(timestamp=3)
d.time(1).isoformat(timespec='hours', x=2)
d.datetime(2020,1,1).replace(tzinfo=3)
d.datetime(2020,1,1).replace(fold=3)
d.time(1).replace(1,2,3,4,5,6)
d.datetime.fromtimestamp(1,None,3)
d.date(True,True,True)
d.timedelta(1).total_seconds(2)
d.timedelta(True)
d.timedelta(None)
d.timedelta(days=1e10)
d.timedelta(days=10**10,hours=-24*10**10)
d.timedelta(days=1e30,hours=-24e30)
d.time(b'12')
d.time(b'\x01\0\0\0\0\0', 3)
d.datetime(b'\x01\0\x01\0\0\0\0\0\0\0', 3)
d.datetime(b'\x01\0\x01\0\0\0\0\0\0\0',)
d.datetime(b'\x01\0\x81\x01\0\0\0\0\0\0',)
d.datetime(b'\xff\xff\x0c\xff\xff\xff\xff\xff\xff\xff',).isoformat()
d.datetime(b'\xff\xff\x0c\xff\xff\xff\xff\xff\xff\xff',).timetuple().tm_yday
d.date('\x01\0\x01\0')
d.date('\u1234\0\x01\0')
d.datetime('\x01\u1234\x01\0\0\0\0\0\0\0',)
d.datetime(1,1,1,fold=1,tzinfo=d.timezone.utc)
d.time(1,fold=1,tzinfo=d.timezone.utc)""".splitlines():
    t(s)

for kind, texts in (
    ("time", ["12:30:45:123456", "12.123", "12:30:45.123+05:00:00.123456", "12:30:45.1234", "12+05:00",
              "12:+05:00", "12:", "12:30+24:00", "12:30-00:00", "12:30+00:00:00.000001", "\u0660\u0664:00",
              "", "1", "12:30:45+05:0x", "12:30:45-", "24:00", "12:60"]),
    ("datetime", ["2020-01-01", "2020-01-01T", "2020-01-01\ud80012", "2020-01-01\ud800\ud80012",
                  "2020-01-0\ud80012", "2020-01-01 12", "2020-13-01", "0000-01-01", "2020/01/01",
                  "2020-01-01\xe912:30+01:00", "2020-01-01 24", "2020-01-01T12\0"]),
    ("date", ["2020-01-0\ud800", "2020-01-011", "2020-00-01", "2020-02-29"]),
):
    for text in texts:
        t("d.%s.fromisoformat(%r)" % (kind, text))
