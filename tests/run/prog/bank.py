# Classes with properties, exceptions, class registries and operators.
class BankError(Exception):
    def __init__(self, acct, msg): super().__init__(msg); self.acct = acct
    def __str__(self): return "[%s] %s" % (self.acct.owner, super().__str__())
class Insufficient(BankError): pass
class Money:
    __slots__ = ("cents",)
    def __init__(self, v): object.__setattr__(self, "cents", round(v * 100))
    def __setattr__(self, *a): raise AttributeError("immutable")
    def __repr__(self): return "$%d.%02d" % divmod(self.cents, 100)
    def __format__(self, spec): return format(repr(self), spec)
    def __add__(self, o): return Money((self.cents + o.cents) / 100) if isinstance(o, Money) else NotImplemented
    def __sub__(self, o): return Money((self.cents - o.cents) / 100)
    def __lt__(self, o): return self.cents < o.cents
    def __eq__(self, o): return isinstance(o, Money) and self.cents == o.cents
    def __hash__(self): return hash(self.cents)
    def __bool__(self): return self.cents != 0
class Account:
    kinds = {}
    def __init_subclass__(cls, kind): cls.kinds[kind] = cls
    def __init__(self, owner): self.owner, self._bal, self.history = owner, Money(0), []
    @property
    def balance(self): return self._bal
    def deposit(self, v): self._bal += Money(v); self.history.append(("+", v))
    def withdraw(self, v):
        m = Money(v)
        if self.limit() < m: raise Insufficient(self, "cannot take %s from %s" % (m, self._bal))
        self._bal -= m
        self.history.append(("-", v))
    def limit(self): return self._bal
    @staticmethod
    def open(kind, *a): return Account.kinds[kind](*a)
class Checking(Account, kind="chk"):
    def limit(self): return super().limit() + Money(100)
class Savings(Account, kind="sav"): pass
class Transfer:
    def __init__(self, *accts): self.accts = accts
    def __enter__(self): self.saved = [(a._bal, a.history[:]) for a in self.accts]; return self
    def __exit__(self, t, v, tb):
        if t and issubclass(t, BankError):
            for a, (b, h) in zip(self.accts, self.saved): a._bal, a.history = b, h
            print("rolled back:", v)
            return True
a, b = Account.open("chk", "Ann"), Account.open("sav", "Bob")
a.deposit(50.25); b.deposit(10)
a.withdraw(120)
print(a.balance, b.balance, a.history)
with Transfer(a, b):
    a.deposit(5); b.withdraw(20); print("never")
print(a.balance, b.balance, a.history)
for f in (lambda: setattr(a, "balance", 5), lambda: Account.open("zzz"), lambda: setattr(a.balance, "cents", 1), lambda: a.balance + 5, lambda: b.withdraw(99), lambda: a.balance > 5):
    try: f()
    except Exception as e: print(type(e).__name__, e)
print(f"{a.balance:>10}|{b.balance:<8}|", sorted([Money(3), Money(1.5)]), {Money(1): "one"}[Money(1.0)], bool(Money(0)), sum([Money(1), Money(2)], Money(0)), sorted(Account.kinds))
