# The native dates and times: results, errors, classes.
import os, time
os.environ['TZ'] = 'CET-1CEST,M3.5.0,M10.5.0/3'
time.tzset()
import datetime as D, pickle, copy
def t(f):
    try: r = f()
    except Exception as e: r = '%s: %s' % (type(e).__name__, e)
    print(r)
for e in '''D.date() ; D.date(1,2,3,4) ; D.date(1.0,2,3) ; D.date("x",2,3) ; D.date(0,1,1) ; D.date(2000,13,1) ; D.date(2000,2,30) ; D.date(10**20,1,1)
D.date.fromordinal(0) ; D.date.fromordinal(4000000) ; D.date.fromordinal(10**20) ; D.date.fromordinal(1.5) ; D.date.fromordinal("x")
D.date(y=1) ; D.date(2000,1,day=2) ; D.date(2000,1,1,day=2) ; D.date(year=2000)
D.datetime() ; D.datetime(2000,1) ; D.datetime(2000,1,1,25) ; D.datetime(2000,1,1,fold=2) ; D.datetime(2000,1,1,tzinfo=3) ; D.datetime(2000,1,1,0,0,0,0,None,1)
D.time(25) ; D.time(1,60) ; D.time(1,1,60) ; D.time(1,1,1,10**6) ; D.time(fold=2) ; D.time(tzinfo=1) ; D.time(1,2,3,4,D.timezone.utc,fold=1)
D.timedelta("x") ; D.timedelta(days=None) ; D.timedelta(10**10) ; D.timedelta(10**30) ; D.timedelta(float("nan")) ; D.timedelta(float("inf")) ; D.timedelta(foo=1) ; D.timedelta(1,2,3,4,5,6,7,8)
D.timedelta(0.5, 0.3, 0.7, 1e-3) ; D.timedelta(microseconds=0.5) ; D.timedelta(microseconds=1.5) ; D.timedelta(seconds=-0.0000005) ; D.timedelta(weeks=1e300)
D.timedelta(1)/0 ; D.timedelta(1)//0 ; D.timedelta(1)/0.0 ; D.timedelta(1)/D.timedelta(0) ; D.timedelta(1)//D.timedelta(0) ; D.timedelta(1)%D.timedelta(0) ; divmod(D.timedelta(1),D.timedelta(0))
D.timedelta(1)*float("nan") ; D.timedelta(1)*float("inf") ; D.timedelta(1)*10**30 ; D.timedelta(1)*1.5 ; 2*D.timedelta(1,1,1) ; D.timedelta(1)/3 ; D.timedelta(1)/2.5 ; D.timedelta(1)//7 ; D.timedelta(5)%D.timedelta(2) ; divmod(D.timedelta(-5),D.timedelta(2))
D.timedelta(1)+1 ; 1-D.timedelta(1) ; D.timedelta(1)<1 ; D.timedelta(1)==1 ; D.timedelta(1)*"a" ; D.timedelta(1)/"a" ; D.timedelta(1)//1.0 ; D.timedelta(1)%2
D.timedelta.max+D.timedelta.resolution ; -D.timedelta.max ; D.timedelta.max*2 ; abs(D.timedelta.min) ; D.timedelta.max.total_seconds() ; D.timedelta(1,2,3).total_seconds() ; hash(D.timedelta(1,2,3)) == hash((1,2,3))
D.date.min - D.timedelta(1) ; D.date.max + D.timedelta(1) ; D.datetime.max + D.timedelta(0,0,1) ; D.datetime.min - D.timedelta.resolution ; D.date(2000,1,1)+1 ; D.date(2000,1,1)-D.datetime(2000,1,1) ; D.datetime(2000,1,1)-D.date(2000,1,1)
D.date(2000,1,1) < D.datetime(2000,1,1) ; D.datetime(2000,1,1) < D.date(2000,1,1) ; D.date(2000,1,1) == D.datetime(2000,1,1) ; D.date(2000,1,1) < 3 ; D.datetime(2000,1,1) < 3 ; D.time() < 3
D.datetime(2000,1,1) < D.datetime(2000,1,1,tzinfo=D.timezone.utc) ; D.datetime(2000,1,1) - D.datetime(2000,1,1,tzinfo=D.timezone.utc) ; D.time(1) < D.time(1,tzinfo=D.timezone.utc)
D.timezone(1) ; D.timezone(D.timedelta(1)) ; D.timezone(D.timedelta(0,1,1)) ; D.timezone(D.timedelta(hours=-5)) ; str(D.timezone(D.timedelta(hours=-5,seconds=7))) ; D.timezone(D.timedelta(0),"x") ; D.timezone() ; D.timezone(D.timedelta(0),1) ; D.timezone(D.timedelta(0),None)
D.timezone.utc.utcoffset(1) ; D.timezone.utc.tzname("a") ; D.timezone.utc.dst(3) ; D.timezone.utc.fromutc(3) ; D.timezone.utc.fromutc(D.datetime(2000,1,1)) ; D.timezone.utc.utcoffset() ; D.tzinfo().utcoffset(None) ; D.tzinfo().fromutc(3)
D.datetime.combine(1,2) ; D.datetime.combine(D.date(2000,1,1),2) ; D.datetime.combine(D.date(2000,1,1),D.time(1,tzinfo=D.timezone.utc)) ; D.datetime.combine(D.date(2000,1,1),D.time(1,tzinfo=D.timezone.utc), tzinfo=None) ; D.datetime.combine()
D.datetime.fromisoformat("2000") ; D.datetime.fromisoformat(3) ; D.datetime.fromisoformat("2000-01-01T12:30:45.123456+05:30") ; D.datetime.fromisoformat("2000-01-01 12:") ; D.datetime.fromisoformat("2000-13-01") ; D.date.fromisoformat("2000-1-1") ; D.time.fromisoformat("12:30+01:00:00.000001") ; D.time.fromisoformat("25:00") ; D.datetime.fromisoformat("2000-01-01\\ud80012") ; D.time.fromisoformat("12-00:00") ; D.time.fromisoformat("12:+05:00") ; D.time.fromisoformat("") ; D.datetime.fromisoformat("2000-01-01T")
D.date.fromisocalendar(2020,53,7) ; D.date.fromisocalendar(2019,53,7) ; D.date.fromisocalendar(0,1,1) ; D.date.fromisocalendar(2000,0,1) ; D.date.fromisocalendar(2000,1,8) ; D.date.fromisocalendar(10**20,1,1) ; D.date.fromisocalendar(9999,53,7) ; D.date.fromisocalendar(year=2000,week=1,day=1) ; D.date.fromisocalendar(1,1,1) ; D.date.fromisocalendar("a",1,1) ; D.date.fromisocalendar()
D.datetime(2000,1,1).isoformat("xx") ; D.datetime(2000,1,1).isoformat(timespec="x") ; D.datetime(2000,1,1).isoformat(3) ; D.datetime(2000,1,1,1,2,3,4567).isoformat(" ","milliseconds") ; D.time(1,2,3,4567).isoformat("hours") ; D.time(1).isoformat(timespec=3)
D.datetime(2000,1,1).replace(month=13) ; D.datetime(2000,1,1).replace(fold=3) ; D.datetime(2000,1,1).replace(tzinfo=3) ; D.time(1).replace(hour=None) ; D.date(2000,1,1).replace(year="x") ; D.date(2000,1,1).replace(1,2,3,4) ; D.datetime(2000,1,1,fold=1).replace(tzinfo=D.timezone.utc)
D.datetime(2000,1,1).astimezone(3) ; D.datetime(2000,1,1,tzinfo=D.timezone.utc).astimezone(D.timezone(D.timedelta(hours=3))) ; D.datetime(2000,1,1).strftime(3) ; D.datetime(2000,1,1,1,2,3,45).strftime("%f %z|%Z|%% %Y %") ; D.datetime(2000,1,1,tzinfo=D.timezone(D.timedelta(hours=1),"a%Yb")).strftime("%z %Z") ; format(D.date(2000,1,1),"%d") ; format(D.time(3)) ; D.date(2000,1,1).__format__(3)
D.datetime.fromtimestamp(1e30) ; D.datetime.fromtimestamp(2**60) ; D.datetime.fromtimestamp(1e14) ; D.datetime.fromtimestamp(float("nan")) ; D.datetime.fromtimestamp("x") ; D.datetime.utcfromtimestamp(1.9999999) ; D.datetime.utcfromtimestamp(-1.5) ; D.date.fromtimestamp(1e30) ; D.date.fromtimestamp("x") ; D.datetime.fromtimestamp(0, D.timezone.utc) ; D.datetime.fromtimestamp(0, 3) ; D.datetime.now(3) ; D.date.fromtimestamp(-10**15)
D.datetime(2000,1,1).timestamp() ; D.datetime(2000,1,1,0,0,0,5,D.timezone.utc).timestamp() ; D.datetime(1,1,1).timestamp() ; D.datetime(9999,12,31).timestamp() ; D.datetime(2000,1,1).utctimetuple() ; D.datetime(2000,1,1,tzinfo=D.timezone.utc).timetuple() ; D.datetime.min.replace(tzinfo=D.timezone.max).utctimetuple()
D.date(b"12345") ; D.date(b"\\x07\\xd0\\x01\\x02") ; D.time(b"\\x81\\x02\\x03\\x00\\x00\\x05") ; D.time(b"\\x01\\x02\\x03\\x00\\x00\\x05", 3) ; D.datetime(b"\\x07\\xd0\\x81\\x02\\x01\\x02\\x03\\x00\\x00\\x05") ; D.date("\\x07\\xd0\\x01\\x02") ; D.date("\\x07\\u1234\\x01\\x02") ; D.datetime(b"\\x07\\xd0\\x81\\x02\\x01\\x02\\x03\\x00\\x00\\x05", 5)
D.datetime(2000,1,1,fold=1).__reduce_ex__(4) ; D.datetime(2000,1,1,fold=1).__reduce__() ; D.time(1,fold=1).__reduce_ex__(4) ; D.timezone.utc.__reduce__() ; D.tzinfo().__reduce__() ; D.date(2000,1,1).__reduce__() ; D.timedelta(1).__reduce__() ; D.timedelta(1).__reduce__(3)
D.datetime.strptime("2000","%Y") ; D.datetime.strptime(3,"%Y") ; D.datetime.strptime("2000") ; D.date.today(1) ; D.datetime.utcnow(1) ; D.datetime(2000,1,1).date(1) ; D.date(2000,1,1).isocalendar() ; D.date(2000,1,1).ctime() ; D.datetime(2000,1,9,1,2,3).ctime()'''.replace("\n"," ; ").split(" ; "):
    print(e, end=' -> '); t(lambda: eval(e))
class Z(D.tzinfo):
    def utcoffset(self, dt): return D.timedelta(hours=1 if dt is None or not dt.fold else 2)
    def dst(self, dt): return D.timedelta(0)
    def tzname(self, dt): return 'Z'
class B(D.tzinfo):
    def utcoffset(self, dt): return 3
    def tzname(self, dt): return 3
    def dst(self, dt): return D.timedelta(days=1)
z = Z()
a = D.datetime(2000,1,1,1,tzinfo=z); b = a.replace(fold=1)
for e in '''a==b ; hash(a)==hash(b) ; a-b ; a==D.datetime(2000,1,1,tzinfo=D.timezone.utc) ; b.utcoffset() ; a.astimezone(D.timezone.utc) ; b.astimezone(D.timezone.utc) ; b.timestamp() ; a.dst() ; a.tzname()
D.time(1,tzinfo=B()).utcoffset() ; D.time(1,tzinfo=B()).tzname() ; D.time(1,tzinfo=B()).dst() ; D.datetime(2000,1,1,tzinfo=B()) == a ; D.datetime(2000,1,1,tzinfo=D.tzinfo()).utcoffset() ; D.datetime(2000,1,1,tzinfo=D.tzinfo()).isoformat()
D.time(1,tzinfo=z) == D.time(0,tzinfo=D.timezone.utc) ; hash(D.time(1,tzinfo=z)) == hash(D.time(0,tzinfo=D.timezone.utc)) ; z.fromutc(D.datetime(2000,1,1,tzinfo=z)).isoformat()'''.replace("\n"," ; ").split(" ; "):
    print(e, end=' -> '); t(lambda: eval(e))
class DS(D.datetime):
    def __new__(cls, *a, **k):
        self = super().__new__(cls, *a, **k); self.extra = len(a); return self
class Da(D.date): pass
for e in '''type(DS(2000,1,1)+D.timedelta(1)).__name__ ; (DS(2000,1,1)+D.timedelta(1)).extra ; type(DS.now()).__name__ ; type(DS.fromisoformat("2000-01-01")).__name__ ; type(Da(2000,1,1).replace(day=3)).__name__ ; type(Da(2000,1,1)+D.timedelta(1)).__name__ ; repr(DS(2000,1,1)) ; repr(Da(2000,1,1)) ; type(DS.combine(D.date(2000,1,1), D.time(1))).__name__ ; type(DS.strptime("2000","%Y")).__name__ ; type(DS.fromordinal(3)).__name__ ; pickle.loads(pickle.dumps(D.datetime(2000,1,1,fold=1),4)).fold ; copy.copy(D.timezone.utc) is D.timezone.utc ; copy.deepcopy(D.timezone(D.timedelta(hours=1),"x")) ; D.datetime.__new__ is D.date.__new__
sorted(n for n in vars(D.datetime)) ; sorted(n for n in vars(D.date)) ; sorted(n for n in vars(D.time)) ; sorted(n for n in vars(D.timedelta)) ; sorted(n for n in vars(D.tzinfo)) ; sorted(n for n in vars(D.timezone))
type("x",(D.timezone,),{}) ; D.date(2000,1,1).__setattr__("year",3) ; D.timedelta(1).__setattr__("days",3) ; D.datetime.__setattr__ ; D.timedelta.days ; D.date.year'''.replace("\n"," ; ").split(" ; "):
    print(e, end=' -> '); t(lambda: eval(e))
