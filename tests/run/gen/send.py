# send: values in, values out, first send, finished generators.
def g():
    x = yield 1
    print("got", x)
    y = yield x * 2
    print("got", y)
    return "ret"
it = g()
try:
    it.send(5)
except TypeError as e:
    print(e)
print(it.send(None), it.send(10))
try:
    it.send("last")
except StopIteration as e:
    print("stop", e.value, e.args)
for f in (lambda: next(it), lambda: it.send(1), lambda: it.send(None)):
    try:
        f()
    except StopIteration as e:
        print("again", e.value, e.args)
def avg():
    total = n = 0
    value = None
    while True:
        x = yield value
        total += x
        n += 1
        value = total / n
a = avg()
next(a)
print([a.send(v) for v in (10, 20, 60)])
def expr():
    print((yield "a") or "none", (yield "b"), [(yield "c")])
    z = yield
    w = (yield z) + (yield z)
    return w
e = expr()
print(next(e), e.send(0), e.send(2), e.send(3), e.send(7), e.send(20))
try:
    e.send(22)
except StopIteration as s:
    print(s.value)
def self_run():
    try:
        next(me)
    except ValueError as err:
        yield str(err)
me = self_run()
print(next(me))
try:
    g().send()
except TypeError as err:
    print(err)
