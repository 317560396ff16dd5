# A small event loop of coroutines, without modules.
class Switch:
    def __await__(self):
        yield self
class Sleep:
    def __init__(self, n):
        self.n = n
    def __await__(self):
        woke = yield self
        return woke
class Join:
    def __init__(self, t):
        self.t = t
    def __await__(self):
        return (yield self)
class Loop:
    def __init__(self):
        self.now, self.ready, self.sleeping, self.waiting, self.done = 0, [], [], {}, {}
    def spawn(self, name, coro):
        self.ready.append((name, coro, None))
        return name
    def run(self):
        while self.ready or self.sleeping:
            if not self.ready:
                self.sleeping.sort(key=lambda s: s[:2])
                when, _, name, coro = self.sleeping.pop(0)
                self.now = when
                self.ready.append((name, coro, when))
            name, coro, v = self.ready.pop(0)
            try:
                req = coro.send(v)
            except StopIteration as e:
                self.done[name] = e.value
                print(self.now, name, "done", e.value)
                self.ready += [(n, c, e.value) for n, c in self.waiting.pop(name, [])]
                continue
            except Exception as e:
                print(self.now, name, "failed", e)
                continue
            if isinstance(req, Sleep):
                self.sleeping.append((self.now + req.n, len(self.sleeping), name, coro))
            elif isinstance(req, Join):
                if req.t in self.done:
                    self.ready.append((name, coro, self.done[req.t]))
                else:
                    self.waiting.setdefault(req.t, []).append((name, coro))
            else:
                self.ready.append((name, coro, None))
loop = Loop()
async def worker(name, n):
    for i in range(n):
        print(loop.now, name, i)
        woke = await Sleep(i + 1)
        assert woke == loop.now
        await Switch()
    if name == "w3":
        raise ValueError("w3 breaks")
    return name.upper()
async def ticks():
    for i in range(3):
        await Sleep(2)
        yield loop.now
async def boss():
    a = await Join("w1")
    async for t in ticks():
        print("tick", t)
    b = await Join("w2")
    return a + b
loop.spawn("w1", worker("w1", 3))
loop.spawn("boss", boss())
loop.spawn("w2", worker("w2", 2))
loop.spawn("w3", worker("w3", 1))
loop.run()
