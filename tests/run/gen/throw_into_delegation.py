class F:
    def __init__(s, n): s.n = n
    def __await__(self):
        r = yield self.n
        print("resumed", self.n, r)
        return self.n * 10
async def main():
    try: await F(1)
    except KeyError as e: print("caught")
    print(await F(2))
    return 5
c = main()
print(c.send(None))
print(c.throw(KeyError))
try: c.send(None)
except StopIteration as e: print("ret", e.value)
def sub():
    try: yield 1
    except KeyError: print("sub caught"); yield 7
    return 3
def g():
    x = yield from sub()
    print("x", x)
    try: y = yield from sub()
    except ValueError: print("VE")
    z = yield from [8, 9]
    print(z)
i = g()
print(next(i), i.throw(KeyError)); print(next(i)); print(i.throw(ValueError)); print(next(i)); print(list(i))
