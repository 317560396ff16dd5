# Random list operations checked against a simple model.
x = 777
def rnd(n):
    global x
    x = (x * 1103515245 + 12345) % 2 ** 31
    return x // 65536 % n
l, m = [], ()
for step in range(2000):
    op, i, j = rnd(9), rnd(20) - 4, rnd(25) - 4
    if op == 0: l.append(step); m += (step,)
    elif op == 1: l.insert(i, step); k = max(0, len(m) + i) if i < 0 else min(i, len(m)); m = m[:k] + (step,) + m[k:]
    elif op == 2 and l: k = rnd(len(l)); assert l.pop(k) == m[k]; m = m[:k] + m[k + 1:]
    elif op == 3: s, e, _ = slice(i, j).indices(len(l)); l[i:j] = [step] * 2; m = m[:s] + (step,) * 2 + m[max(s, e):]
    elif op == 4 and len(l) > 15: s, e, _ = slice(i, j).indices(len(l)); del l[i:j]; m = m[:s] + m[max(s, e):]
    elif op == 5: l.reverse(); m = m[::-1]
    elif op == 6 and len(l) > 20: del l[::3]; m = tuple(v for k, v in enumerate(m) if k % 3)
    elif op == 7: l.extend(l[:2]); m += m[:2]
    elif op == 8 and step % 40 == 0: l.sort(); m = tuple(sorted(m))
    assert tuple(l) == m, step
    if step % 250 == 0: print(step, len(l), l[:5], l[-3:])
print(len(l), sum(l))
