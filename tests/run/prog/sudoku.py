# Sudoku by constraint propagation and search.
def solve(s):
    rows, cols = "ABCDEFGHI", "123456789"
    squares = [r + c for r in rows for c in cols]
    units = [[r + c for c in cols] for r in rows] + [[r + c for r in rows] for c in cols] + [[r + c for r in rs for c in cs] for rs in ("ABC", "DEF", "GHI") for cs in ("123", "456", "789")]
    peers = {s: {q for u in units if s in u for q in u} - {s} for s in squares}
    vals = {q: "123456789" for q in squares}
    def eliminate(vals, q, d):
        if d not in vals[q]: return vals
        vals[q] = vals[q].replace(d, "")
        if not vals[q]: return False
        if len(vals[q]) == 1 and not all(eliminate(vals, p, vals[q]) for p in sorted(peers[q])): return False
        for u in units:
            if q in u:
                places = [p for p in u if d in vals[p]]
                if not places: return False
                if len(places) == 1 and not assign(vals, places[0], d): return False
        return vals
    def assign(vals, q, d): return all(eliminate(vals, q, o) for o in vals[q].replace(d, "")) and vals
    def search(vals):
        if not vals: return False
        if all(len(v) == 1 for v in vals.values()): return vals
        _, q = min((len(v), k) for k, v in vals.items() if len(v) > 1)
        return next((r for r in (search(assign(dict(vals), q, d)) for d in vals[q]) if r), False)
    for q, d in zip(squares, s):
        if d != "." and not assign(vals, q, d): return None
    r = search(vals)
    return r and "".join(r[q] for q in squares)
for p in ("..3.2.6..9..3.5..1..18.64....81.29..7.......8..67.82....26.95..8..2.3..9..5.1.3..", "4.....8.5.3..........7......2.....6.....8.4......1.......6.3.7.5..2.....1.4......"):
    r = solve(p)
    for i in range(0, 81, 9): print(p[i:i + 9], r[i:i + 9])
    print()
print(solve("11" + "." * 79))
