# Stability, keys, reverse, and errors while sorting.
words = ["banana", "Apple", "cherry", "date", "Elder", "fig", "apple"]
print(sorted(words), sorted(words, key=str.lower), sorted(words, key=len), sorted(words, key=len, reverse=True), sorted(words, reverse=True))
pairs = [(i % 5, i) for i in range(30)]
pairs.sort(key=lambda p: p[0])
print(pairs)
pairs.sort(key=lambda p: p[0], reverse=True)
print(pairs[:8])
x = 12345
data = []
for _ in range(300):
    x = (x * 1103515245 + 12345) % 2 ** 31
    data.append(x % 1000)
s = sorted(data)
print(s[:10], s[-5:], all(a <= b for a, b in zip(s, s[1:])), sorted(data, key=lambda v: -v) == s[::-1] or len(set(data)) < 300)
print(sorted([3, 1.5, True, -2, 10 ** 20]), sorted(["b", "a", "é", "€"]), sorted([(2, "a"), (1, "z"), (1, "b")]), sorted([[2], [1, 5], []]), sorted({3: 1, 1: 2}), sorted("hello"), sorted([]))
for f in (lambda: sorted([1, "a"]), lambda: sorted([None, None]), lambda: sorted([1j, 2j]), lambda: sorted(5), lambda: sorted([1], key=5), lambda: sorted([1, 2], key=lambda: 0), lambda: [1].sort(lambda x: x), lambda: sorted([1], reverse="a"), lambda: sorted(), lambda: sorted([{}, {}]), lambda: sorted([1], nope=1), lambda: sorted([1, 2], None), lambda: sorted([2, 1], reverse=None), lambda: [3, "a", 1, 2].sort()):
    try:
        print(f())
    except TypeError as e:
        print(e)
class K:
    log = []
    def __init__(self, v):
        self.v = v
    def __lt__(self, o):
        K.log.append((self.v, o.v))
        return self.v < o.v
print([k.v for k in sorted(map(K, [3, 1, 2]))], K.log)
K.log.clear()
print([k.v for k in sorted(map(K, [1, 2, 3, 0, 5, 4]))], K.log)
