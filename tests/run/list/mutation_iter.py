# Lists changed while iterated, and the list iterator's end state.
l = [1, 2, 3, 4]
for x in l:
    if x < 4:
        l.append(x * 10)
    if len(l) > 8:
        break
print(l)
l = [1, 2, 3, 4, 5, 6]
seen = []
for x in l:
    seen.append(x)
    l.remove(x)
print(seen, l)
l = [1, 2, 3]
it = iter(l)
print(next(it), it.__length_hint__())
l.insert(0, 0)
print(next(it))
l.clear()
print(list(it), it.__length_hint__())
l.extend([7, 8, 9])
print(list(it), next(it, "exhausted"))
l = [1, 2, 3]
r = reversed(l)
print(next(r), r.__length_hint__())
l.append(4)
print(next(r))
del l[:]
print(list(r))
l = list("abcdef")
for i, c in enumerate(l):
    if c in "bd":
        del l[i]
print(l)
l = [1, 2, 3]
print([l.pop() for _ in l], l)
it = iter([1, 2, 3])
print(it.__reduce__()[1:], next(it), it.__reduce__()[1:])
it.__setstate__(2)
print(list(it), it.__reduce__()[1:])
a = [0, 1, 2]
for a[-1] in a:
    print(a)
