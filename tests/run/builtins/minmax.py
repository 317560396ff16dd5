# min and max: key, default, ties, errors.
print(min(1, 2), max(1, 2), min([3, 1]), max("abc"), min((1, "a"), (1, "b")), max([1], [0, 5]), min({3: 0, 2: 1}), max(1, 1.0), max(1.0, 1), min(True, 1), max([], default="d"), min([], default=None), max([1], default=5))
print(max("a", "bb", key=len), min(["bb", "a", "c"], key=len), max([1, -5], key=abs), max([1, 2], key=None), min(3, 1, 2, key=lambda x: -x))
class A:
    def __init__(self, v): self.v = v
    def __lt__(self, o): log.append(("lt", self.v, o.v)); return self.v < o.v
    def __gt__(self, o): log.append(("gt", self.v, o.v)); return self.v > o.v
log = []
print(min(A(2), A(1), A(3)).v, log); log.clear()
print(max(A(2), A(1), A(3)).v, log)
for f in (lambda: min(), lambda: max([]), lambda: min(5), lambda: max(1, "a"), lambda: max(1, 2, default=3), lambda: max([1], nope=1), lambda: max([1, 2], key=5), lambda: min(None, 1), lambda: max([1j, 2j]), lambda: min([], default=1, key=5), lambda: max(1, 2, key=lambda: 1)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
