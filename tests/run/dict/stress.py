# Many inserts and deletes checked against a list of pairs.
x, d, ref = 12345, {}, []
def rnd(n):
    global x
    x = (x * 1103515245 + 12345) % 2 ** 31
    return x // 65536 % n
for step in range(3000):
    op, k = rnd(10), rnd(150)
    key = ("k%d" % k, k, float(k), (k,))[k % 4]
    if op < 6:
        for p in ref:
            if p[0] == key: p[1] = step; break
        else: ref.append([key, step])
        d[key] = step
    elif op < 9:
        got = d.pop(key, None)
        want = next((p for p in ref if p[0] == key), None)
        assert got == (want and want[1])
        if want: ref.remove(want)
    elif ref:
        assert d.popitem() == tuple(ref.pop())
    if step % 500 == 0:
        assert list(d.items()) == [tuple(p) for p in ref]
        print(step, len(d), list(d.items())[:3])
print(len(d), sum(d.values()), list(d)[-3:], list(d.copy()) == list(d), {**d} == d)
