# N queens in three styles.
def rec(n, rows=()):
    if len(rows) == n: yield rows
    else:
        for c in range(n):
            if all(c != r and abs(c - r) != len(rows) - i for i, r in enumerate(rows)): yield from rec(n, rows + (c,))
def bits(n):
    full = (1 << n) - 1
    def go(c, d1, d2):
        if c == full: return 1
        total, free = 0, full & ~(c | d1 | d2)
        while free:
            b = free & -free
            free ^= b
            total += go(c | b, (d1 | b) << 1, (d2 | b) >> 1)
        return total
    return go(0, 0, 0)
def iterative(n):
    stack, found = [()], 0
    while stack:
        s = stack.pop()
        if len(s) == n: found += 1; continue
        for c in range(n):
            if not any(c in (r, r - (len(s) - i), r + (len(s) - i)) for i, r in enumerate(s)): stack.append(s + (c,))
    return found
for n in range(1, 8): print(n, len(list(rec(n))), bits(n), iterative(n))
first = next(rec(8))
print(first, bits(8))
for r in first: print("".join("Q" if c == r else "." for c in range(8)))
