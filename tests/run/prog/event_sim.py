# A queue simulation with a binary heap written by hand.
class Heap:
    def __init__(self): self.a = []
    def push(self, x):
        a = self.a
        a.append(x)
        i = len(a) - 1
        while i and a[i] < a[(i - 1) // 2]:
            a[i], a[(i - 1) // 2] = a[(i - 1) // 2], a[i]
            i = (i - 1) // 2
    def pop(self):
        a = self.a
        top, last = a[0], a.pop()
        if a:
            a[0] = last
            i = 0
            while True:
                c = min((j for j in (2 * i + 1, 2 * i + 2) if j < len(a)), key=a.__getitem__, default=None)
                if c is None or a[i] <= a[c]: break
                a[i], a[c] = a[c], a[i]
                i = c
        return top
    def __len__(self): return len(self.a)
class Rng:
    def __init__(self, s): self.s = s
    def __call__(self, n): self.s = (self.s * 6364136223846793005 + 1442695040888963407) % 2 ** 64; return (self.s >> 33) % n
class Sim:
    def __init__(self, servers): self.now, self.q, self.free, self.line, self.n, self.log = 0, Heap(), servers, [], 0, []
    def at(self, dt, what, *args): self.n += 1; self.q.push((self.now + dt, self.n, what, args))
    def run(self, until):
        while self.q and self.q.a[0][0] <= until:
            self.now, _, what, args = self.q.pop()
            getattr(self, what)(*args)
    def arrive(self, c):
        self.log.append("%d: %d arrives" % (self.now, c))
        self.line.append((c, self.now))
        if c < 12: self.at(rng(5) + 1, "arrive", c + 1)
        self.start()
    def start(self):
        while self.free and self.line:
            c, since = self.line.pop(0)
            self.free -= 1
            waits.append(self.now - since)
            self.at(rng(9) + 1, "done", c)
    def done(self, c):
        self.free += 1
        self.log.append("%d: %d leaves" % (self.now, c))
        self.start()
rng, waits = Rng(42), []
s = Sim(2)
s.at(0, "arrive", 1)
s.run(1000)
print("\n".join(s.log))
print(waits, sum(waits) / len(waits), s.now, s.free)
h = Heap()
for _ in range(50): h.push(rng(100))
out = [h.pop() for _ in range(50)]
print(out == sorted(out), out[:5])
try: h.pop()
except IndexError as e: print(e)
