# Random string slicing and concatenation across character widths.
x = 31337
def rnd(n):
    global x
    x = (x * 1103515245 + 12345) % 2 ** 31
    return x // 65536 % n
pieces = ["a", "bc", "é", "ÿz", "€", "\u0100q", "😀", "\U0010ffff", " ", "\n"]
s, cs = "", []
for step in range(1200):
    op, i, j = rnd(6), rnd(25) - 5, rnd(25) - 5
    if op < 2: p = pieces[rnd(10)]; s += p; cs += p
    elif op == 2: p = pieces[rnd(10)]; s = p + s; cs = list(p) + cs
    elif op == 3 and len(s) > 12: k = rnd(6); s = s[k:]; cs = cs[k:]
    elif op == 4: s = s[::-1]; cs.reverse()
    elif op == 5 and len(s) > 25: s = s[::2]; cs = cs[::2]
    assert list(s) == cs and len(s) == len(cs) and "".join(cs) == s and hash(s) == hash("".join(cs))
    assert s[i:j] == "".join(cs[i:j]) and s[j:i:-2] == "".join(cs[j:i:-2])
    p = pieces[rnd(10)]
    assert s.count(p) * len(p) == len(s) - len(s.replace(p, "")) and (p in s) == (s.find(p) >= 0) == (s.rfind(p) >= 0)
    assert s.encode("utf-8").decode("utf-8") == s and s.encode("utf-16").decode("utf-16") == s
    if step % 200 == 0: print(step, len(s), ascii(s[:8]), max(map(ord, s), default=0))
print(ascii(s), s == s.casefold().casefold() or s.upper() != s)
