# append, extend, insert, pop, remove, index, count, reverse, clear, copy.
l = [3, 1, 2]
print(l.append(4), l.extend("ab"), l.extend(x for x in (7, 8)), l.insert(0, "first"), l.insert(-1, "pre"), l.insert(100, "end"), l.insert(-100, "start"), l)
print(l.pop(), l.pop(0), l.pop(-2), l.pop(True), l)
print(l.remove("a"), l.index(4), l.count(4), [1, 1.0, True].count(1), l.reverse(), l, l.copy() == l, l.copy() is l)
print([5, 6, 5, 6].index(5, 1), [5, 6, 5, 6].index(6, -1), [5, 6, 5].index(5, 1, 100), l.clear(), l)
l = [1, 2]
l.extend(l)
l += l[:1]
print(l)
for f in (lambda: l.pop(100), lambda: [].pop(), lambda: l.remove(99), lambda: l.index(99), lambda: l.index(1, 10), lambda: l.extend(5), lambda: l.append(), lambda: l.append(1, 2), lambda: l.insert(1), lambda: l.insert("a", 1), lambda: l.pop("a"), lambda: l.pop(1.5), lambda: l.index(1, "a"), lambda: l.count(), lambda: list(5), lambda: list(1, 2), lambda: list(x=1), lambda: hash(l), lambda: l.nope, lambda: [].pop(0), lambda: l.reverse(1), lambda: l.extend(None)):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
