# deque: both ends, rotation, maxlen, mutation errors.
from collections import deque
d = deque([1, 2, 3])
d.append(4); d.appendleft(0); d.extend("ab"); d.extendleft("xy")
print(d, d.pop(), d.popleft(), len(d), d[0], d[-1], d[2], 3 in d, d.count(1), d.index(3), list(reversed(d)))
d.rotate(2); print(d)
d.rotate(-3); print(d)
d.insert(1, "ins"); d.remove(2); d.reverse(); d[0] = "set"
del d[1]
print(d, d.copy() == d, d + deque([9]), d * 2, deque([1]) < deque([2]), deque("ab") == deque("ab"), bool(deque()))
m = deque(range(5), maxlen=3)
m.append(9); print(m, m.maxlen); m.appendleft(7); print(m); m.extend([1, 2, 3, 4]); print(m, deque([1, 2], 0))
m += "z"; print(m)
for f in (lambda: deque().pop(), lambda: deque().popleft(), lambda: d[100], lambda: d["a"], lambda: d.remove(99), lambda: d.index(99), lambda: deque(5), lambda: deque([], -1), lambda: m.insert(0, 1), lambda: hash(d), lambda: d + [1], lambda: d[0:1], lambda: deque([], "a"), lambda: d.rotate("a"), lambda: d < [1], lambda: setattr(m, "maxlen", 5), lambda: next(i for i in d if d.append(1)), lambda: [d.pop() for _ in d]):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
r = deque([1]); r.append(r); print(r)
