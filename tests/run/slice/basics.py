# slice objects: attributes, indices, comparison, hash.
for s in (slice(5), slice(1, 5), slice(1, 10, 2), slice(None), slice(-3, None), slice(None, None, -1), slice(10, 0, -3), slice("a", 1.5, [])):
    print(s, s.start, s.stop, s.step)
    try:
        print([s.indices(n) for n in (0, 3, 8, 100)])
    except TypeError as e:
        print(e)
print(slice(1, 2) == slice(1, 2), slice(1, 2) == slice(1, 2, 1), slice(1, 2) < slice(1, 3), slice(1) == (None, 1, None), slice(10 ** 30).indices(10 ** 31), slice(None, None, 10 ** 30).indices(5), slice(-10 ** 30, None).indices(5))
for f in (lambda: slice(), lambda: slice(1, 2, 3, 4), lambda: hash(slice(1)), lambda: {slice(1): 1}, lambda: slice(1).indices(-1), lambda: slice(1, 2, 0).indices(5), lambda: slice(1).indices("a"), lambda: slice(x=1), lambda: slice(1).indices(), lambda: slice(1) < 5, lambda: slice(1, "a") < slice(1, 2)):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
class S:
    def __getitem__(self, k):
        return k
    def __setitem__(self, k, v):
        print("set", k, v)
    def __delitem__(self, k):
        print("del", k)
s = S()
print(s[1], s[1:2], s[1:2:3], s[:], s[::], s[1:, ::2], s[...], s[1, 2], s[()], s[None], s[:, ...], s["a":"b"], s[(1, 2):3], s[1:2, ], s[-1:], s[not 1:])
s[1:2] = 5
s[1, ..., 2:3] = 6
del s[::2]
del s[1, 2]
s[0] = s[1] = 7
def st(src):
    try:
        exec(src)
    except Exception as e:
        print(src, type(e).__name__, e)
st("slice(1).start = 2")
st("class Q(slice): pass")
st("slice(1)[0]")
