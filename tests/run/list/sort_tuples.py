# Sorting tuples: of one shape, of several lengths, of types that cannot be ordered, with equal items.
rows = [(i * 7919 % 13, "k%d" % (i * 31 % 7), i * 0.5) for i in range(40)]
print(sorted(rows)[:6])
print(sorted(rows, reverse=True)[:6])
print([r[2] for r in sorted(rows, key=lambda r: (r[1], -r[0]))])
print([r[2] for r in sorted(rows, key=lambda r: r[:1], reverse=True)])
print(sorted([(1, 2), (1,), (), (1, 2, 3), (0, 9), (1, 1, 1)]))
print(sorted([(2 ** 70, 1), (3, 2), (-2 ** 70, 3), (True, 4), (1, 0)]))
print(sorted([(0.0, 1), (-0.0, 0), (1, 2.5), (1.0, 2)]))
nan = float("nan")
print(sorted([(nan, 2), (nan, 1), (1.0, 0)]), sorted([(1, nan), (0, nan)]))
for bad in ([(1, "a"), (1, 2)], [(1, None), (1, 2)], [("a",), (1,)], [(1,), [1]]):
    try:
        print(sorted(bad))
    except TypeError as error:
        print(error)
print(sorted([(None, 1), (None, 0)][:1]), sorted([((1, 2), "x"), ((1, 1), "y")]))


class Loud(str):
    def __lt__(self, other):
        print("lt", self[:], other[:])
        return str.__lt__(self, other)


print([t[0][:] for t in sorted([(Loud("b"),), (Loud("a"),)])])
# Tuples as keys: found by their items' values, whatever the items are.
table = {(i, str(i)): i for i in range(50)}
print(table[(7, "7")], table[(7.0, "7")], table.get((7, 7)), (True, "1") in table, (1, "1", 0) in table)
print({(nan,): 1}.get((nan,)), {(1.5, 2): "x"}[(1.5, 2)], {((1,), 2): "y"}[((1,), 2)])
