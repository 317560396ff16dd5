# Changing a dict while iterating over it.
def attempt(name, f):
    d = {1: "a", 2: "b", 3: "c"}
    seen = []
    try:
        f(d, seen)
        print(name, "ok", seen, d)
    except RuntimeError as e:
        print(name, e, seen, d)
def add(d, seen):
    for k in d:
        seen.append(k)
        d[k + 10] = 1
def delete(d, seen):
    for k in d:
        seen.append(k)
        del d[k]
def swap(d, seen):
    for k in d:
        seen.append(k)
        del d[k]
        d[k + 10] = 1
        if len(seen) > 6:
            break
def assign(d, seen):
    for k in d:
        seen.append(k)
        d[k] = "new"
def clear(d, seen):
    for k in d:
        seen.append(k)
        d.clear()
def items(d, seen):
    for k, v in d.items():
        seen.append((k, v))
        d[v] = k
def values(d, seen):
    for v in d.values():
        seen.append(v)
        d.pop(3, None)
def last(d, seen):
    for k in d:
        seen.append(k)
        if k == 3:
            d[4] = 1
def copy(d, seen):
    for k in list(d):
        seen.append(k)
        del d[k]
for f in (add, delete, swap, assign, clear, items, values, last, copy):
    attempt(f.__name__, f)
it = iter({1: 2, 3: 4})
d = {1: 1}
it = iter(d)
d[2] = 2
for _ in range(2):
    try:
        next(it)
    except Exception as e:
        print(type(e).__name__, e)
class Evil:
    def __init__(self, d):
        self.d = d
    def __hash__(self):
        return 1
    def __eq__(self, o):
        self.d.clear()
        return False
d = {}
d[Evil(d)] = 1
d[1] = 2
print(len(d))
