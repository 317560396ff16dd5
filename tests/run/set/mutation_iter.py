# Changing sets while iterating, and pop until empty.
s = {1, 2, 3}
try:
    for x in s:
        s.add(x + 10)
except RuntimeError as e:
    print(e, len(s))
s = {1, 2, 3}
n = 0
try:
    for x in s:
        n += 1
        s.discard(x)
except RuntimeError as e:
    print(e, n)
s = {1, 2, 3}
for x in s:
    s.add(x)
print(sorted(s))
got = []
while s:
    got.append(s.pop())
print(sorted(got), s)
it = iter({5})
print(next(it), next(it, "end"), it.__length_hint__())
s = set(range(100))
for i in range(0, 100, 2):
    s.remove(i)
for i in range(200, 250):
    s.add(i)
print(len(s), sum(s), sorted(s)[:5], sorted(s)[-3:])
class H:
    def __init__(self, v):
        self.v = v
    def __hash__(self):
        return self.v % 3
    def __eq__(self, o):
        return self.v == o.v
hs = {H(i % 7) for i in range(30)}
print(len(hs), sorted(h.v for h in hs), H(3) in hs, H(10) in hs, len(hs & {H(1), H(99)}), len(hs | {H(1), H(99)}), hs == {H(i) for i in range(7)})
rec = []
fs = frozenset()
print(fs == set(), hash(fs) == hash(frozenset([])), {fs: "empty"}[frozenset()], sorted([{1, 2}, {1}, set()], key=len), max([{1}, {1, 2}], key=len))
print(sorted(({1, 2} | {3}) - {1} ^ {9}), {*[1], *(1,)}, {*()} or "empty", {i // 2 for i in range(2)})
