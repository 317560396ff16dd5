# operator: functions, itemgetter, attrgetter, methodcaller.
import operator as op
print(op.add(1, 2), op.floordiv(7, 2), op.truediv(1, 2), op.pow(2, 3), op.neg(1), op.inv(5), op.not_(0), op.is_(None, None), op.contains([1], 1), op.countOf([1, 1], 1), op.indexOf([1, 2], 2), op.concat([1], [2]), op.getitem([1, 2], 0), op.index(True), op.truth(""), op.lt(1, 2), op.mod(7, 3), op.length_hint([1, 2]), op.length_hint(5, 9), op.xor(5, 1))
l = [1]
print(op.iadd(l, [2]), l, op.isub(5, 3), op.itemgetter(1)("abc"), op.itemgetter(0, -1)("abc"), op.itemgetter(slice(1, 3))("abcd"), op.attrgetter("real")(5), op.attrgetter("real", "imag")(1j), op.attrgetter("__class__.__name__")(5), op.methodcaller("split", ",")("a,b"), op.methodcaller("replace", "a", "b")("aa"))
op.setitem(l, 0, 9); op.delitem(l, 1); print(l)
print(repr(op.itemgetter(1, 2)), repr(op.attrgetter("a.b")), repr(op.methodcaller("m", 1, k=2)), sorted([(2, "a"), (1, "b")], key=op.itemgetter(1, 0)))
for f in (lambda: op.add(1), lambda: op.add(1, "a"), lambda: op.itemgetter(), lambda: op.itemgetter(1)([]), lambda: op.attrgetter(5), lambda: op.attrgetter("x")(1), lambda: op.methodcaller(), lambda: op.methodcaller(5), lambda: op.index(1.5), lambda: op.indexOf([], 1), lambda: op.concat(1, 2), lambda: op.length_hint(1, "a"), lambda: op.contains(5, 1), lambda: op.countOf(5, 1)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
