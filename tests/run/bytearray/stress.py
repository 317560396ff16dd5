# Random bytearray edits checked against immutable bytes.
x = 4242
def rnd(n):
    global x
    x = (x * 1103515245 + 12345) % 2 ** 31
    return x // 65536 % n
b, m = bytearray(), b""
for step in range(1500):
    op, i, j, v = rnd(8), rnd(30) - 5, rnd(30) - 5, rnd(256)
    if op == 0: b.append(v); m += bytes([v])
    elif op == 1: b[i:j] = bytes([v, v]); s, e, _ = slice(i, j).indices(len(m)); m = m[:s] + bytes([v, v]) + m[max(s, e):]
    elif op == 2 and len(b) > 10: del b[:rnd(5)]; m = m[len(m) - len(b):]
    elif op == 3: b.extend(b[:3]); m += m[:3]
    elif op == 4 and b: k = rnd(len(b)); assert b.pop(k) == m[k]; m = m[:k] + m[k + 1:]
    elif op == 5: b.insert(0, v); m = bytes([v]) + m
    elif op == 6: b.reverse(); m = m[::-1]
    elif op == 7 and len(b) > 40: del b[::2]; m = m[1::2]
    assert b == m and bytes(b) == m and len(b) == len(m)
    assert b.find(v) == m.find(v) and b.count(v) == m.count(v)
    if step % 300 == 0: print(step, len(b), b[:6], b[-3:].hex())
print(len(b), sum(b), b.upper() == m.upper(), b.replace(b"a", b"") == m.replace(b"a", b""))
