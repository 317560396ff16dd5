# Game of life, a text Mandelbrot set, sieve, Pascal, Langton's ant.
def life(cells):
    n = {}
    for x, y in cells:
        for dx in (-1, 0, 1):
            for dy in (-1, 0, 1):
                if dx or dy: n[x + dx, y + dy] = n.get((x + dx, y + dy), 0) + 1
    return {c for c, k in n.items() if k == 3 or k == 2 and c in cells}
cells = {(1, 0), (2, 1), (0, 2), (1, 2), (2, 2)}
for g in range(5):
    print("\n".join("".join(".#"[(x, y) in cells] for x in range(6)) for y in range(5)), sorted(cells)[0])
    cells = life(cells)
r = {(0, 1), (1, 0), (1, 1), (1, 2), (2, 2)}
for _ in range(60): r = life(r)
print(len(r), min(r), max(r))
for y in range(-6, 7):
    row = ""
    for x in range(-40, 21):
        z = c = complex(x / 20, y / 6)
        for i in range(40):
            if abs(z) > 2: break
            z = z * z + c
        row += " .:-=+*#%@"[i // 4]
    print(row)
sieve = bytearray([1]) * 1000
for i in range(2, 32):
    if sieve[i]: sieve[i * i::i] = bytes(len(range(i * i, 1000, i)))
print(sum(sieve) - 2, [i for i in range(2, 60) if sieve[i]])
row = [1]
for _ in range(10): row = [a + b for a, b in zip([0] + row, row + [0])]
print(row)
pos, d, black = 0j, 1j, set()
for _ in range(500):
    d *= -1j if pos not in black else 1j
    black ^= {pos}
    pos += d
print(len(black), pos, d)
