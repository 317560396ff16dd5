# yield from: delegation of send, throw, close and results.
def sub():
    try:
        x = yield "s1"
        print("sub got", x)
        y = yield "s2"
        print("sub got", y)
    except ValueError as e:
        print("sub caught", e)
        yield "recovered"
    return "sub result"
def main():
    r = yield from sub()
    print("result", r)
    r = yield from [10, 20]
    print("list result", r)
    r = yield from "ab"
    return r
m = main()
print(next(m), m.send("A"), m.throw(ValueError("boo")), next(m), next(m), next(m), next(m))
try:
    next(m)
except StopIteration as e:
    print("end", e.value)
m = main()
next(m)
print(m.gi_yieldfrom.__name__)
m2 = main()
next(m2), m2.throw(ValueError), next(m2)
for f in (lambda: m2.send(5), lambda: next(m2)):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
class It:
    def __iter__(self):
        return self
    def __next__(self):
        return "next"
    def send(self, v):
        return ("sent", v)
    def throw(self, *a):
        return ("thrown", a[0].__name__ if isinstance(a[0], type) else repr(a[0]))
    def close(self):
        print("closed")
def d():
    yield from It()
x = d()
print(next(x), x.send(None), x.send(3), x.throw(KeyError), x.throw(ValueError("v")))
x.close()
def bad():
    yield from 5
try:
    next(bad())
except TypeError as e:
    print(e)
def nest(n):
    if n:
        yield n
        r = yield from nest(n - 1)
        return r + n
    return 0
def top():
    print("sum", (yield from nest(5)))
print(list(top()))
def st():
    r = yield from iter([])
    print(r)
    class S:
        def __iter__(self): return self
        def __next__(self): raise StopIteration("val")
    print((yield from S()))
print(list(st()))
