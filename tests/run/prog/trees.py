# Binary search tree, trie, huffman, linked list, union of protocols.
class Node:
    __slots__ = "k", "l", "r"
    def __init__(self, k): self.k, self.l, self.r = k, None, None
class Tree:
    def __init__(self, it=()):
        self.root, self.n = None, 0
        for x in it: self.add(x)
    def add(self, k):
        if self.root is None: self.root = Node(k); self.n += 1; return
        n = self.root
        while n.k != k:
            side = "l" if k < n.k else "r"
            if getattr(n, side) is None: setattr(n, side, Node(k)); self.n += 1; return
            n = getattr(n, side)
    def __contains__(self, k):
        n = self.root
        while n and n.k != k: n = n.l if k < n.k else n.r
        return n is not None
    def __len__(self): return self.n
    def __iter__(self):
        def go(n):
            if n: yield from go(n.l); yield n.k; yield from go(n.r)
        return go(self.root)
    def __reversed__(self):
        st, n = [], self.root
        while st or n:
            while n: st.append(n); n = n.r
            n = st.pop()
            yield n.k
            n = n.l
    def __getitem__(self, i):
        if isinstance(i, slice): return list(self)[i]
        for j, k in enumerate(self):
            if j == i: return k
        raise IndexError("tree index")
    def __eq__(self, o): return list(self) == list(o)
    def depth(self): return (lambda f, n: f(f, n))(lambda f, n: 0 if n is None else 1 + max(f(f, n.l), f(f, n.r)), self.root)
t = Tree([5, 2, 8, 1, 9, 3, 5])
print(list(t), len(t), 3 in t, 7 in t, list(reversed(t)), t[0], t[1:3], t.depth(), t == Tree(range(10)), max(t), [*t][::-1], t == [1, 2, 3, 5, 8, 9])
try: t[99]
except IndexError as e: print(e)
try: t.add("x")
except TypeError as e: print(e)
trie = {}
for w in ("tea", "ten", "to", "inn", "in"):
    d = trie
    for c in w: d = d.setdefault(c, {})
    d["$"] = w
def words(d): return [v for k, v in d.items() if k == "$"] + [w for k, v in d.items() if k != "$" for w in words(v)]
print(trie, words(trie), words(trie["t"]["e"]))
text = "abracadabra alakazam"
q = sorted((text.count(c), c, None) for c in set(text))
n = 0
while len(q) > 1:
    a, b = q.pop(0), q.pop(0)
    n += 1
    q.append((a[0] + b[0], "~%02d" % n, (a, b)))
    q.sort(key=lambda x: x[:2])
codes = {}
def walk(n, p=""):
    if n[2]: walk(n[2][0], p + "0"); walk(n[2][1], p + "1")
    else: codes[n[1]] = p
walk(q[0])
enc = "".join(codes[c] for c in text)
rev = {v: k for k, v in codes.items()}
out = cur = ""
for b in enc:
    cur += b
    if cur in rev: out += rev[cur]; cur = ""
print(sorted(codes.items(), key=lambda p: (len(p[1]), p)), len(enc), out == text)
