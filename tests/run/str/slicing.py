# Indexing and slicing in 1, 2 and 4 byte strings.
for s in ("abcdef", "aéb€cd", "a😀b€cd", "éàüöäß"):
    print(s[0], s[-1], s[2], s[1:3], s[:2], s[-2:], s[::2], s[::-1], s[4:1:-1], s[10:], s[:-10], s[-100:100], s[5:2], s[True], s[None:None:None], s[::-2], s[1::3], s[3:3] == "")
    print([s[i:j] for i in range(-2, 3) for j in range(1, 5, 2)])
t = "abc"
for f in (lambda: t[3], lambda: t[-4], lambda: ""[0], lambda: t["a"], lambda: t[1.0], lambda: t[::0], lambda: t["a":], lambda: t[None], lambda: t[10 ** 30], lambda: t[1, 2]):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
print("abc"[10 ** 30:], "abc"[-10 ** 30:10 ** 30], "abc"[::10 ** 30], "abc"[::-10 ** 30], "abc"[10 ** 30::-10 ** 30])
class I:
    def __init__(self, v):
        self.v = v
    def __index__(self):
        return self.v
print("abcdef"[I(2)], "abcdef"[I(1):I(5):I(2)], "abcdef"[I(-1)])
for f in (lambda: exec("'abc'[0] = 'x'"), lambda: exec("del 'abc'[0]"), lambda: exec("s = 'abc'; s[0] = 'x'"), lambda: exec("s = 'abc'; del s[0]"), lambda: exec("s = 'abc'; s[:] = 'x'")):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)
print([c for c in "aé€😀"], list(reversed("aé€😀")), "".join(sorted("hello wörld")), max("abc"), min("cab"), tuple("ab"))
