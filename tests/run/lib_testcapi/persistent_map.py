# The map of contexts with keys of any kind: _testcapi.hamt.
import _testcapi
import random


class Key:
    def __init__(self, hash, name):
        self.hash, self.name = hash, name

    def __hash__(self):
        return self.hash

    def __eq__(self, other):
        if self.name == "fail" or other.name == "fail":
            raise ValueError("no comparison")
        return self.name == other.name

    def __repr__(self):
        return "Key(%d, %r)" % (self.hash, self.name)


empty = _testcapi.hamt()
print(type(empty).__name__, len(empty), list(empty), empty == _testcapi.hamt())

# Versions stay as they were.
one = empty.set("a", 1)
two = one.set("b", 2)
print(len(empty), len(one), len(two), "b" in one, "b" in two, two["b"], one.get("b"), one.get("b", 5))
print(one.set("a", one["a"]) is one, one.set("a", 1.0) is one, two.delete("c") is two, two.delete("b") == one)
for bad in (lambda: one["x"], lambda: one.set([], 1), lambda: [] in one, lambda: hash(one)):
    try:
        bad()
    except Exception as error:
        print(type(error).__name__, error)

# Colliding hashes, also such that differ in their high bits alone, and keys at the deepest level.
names = [(1 << 31, "c"), (1 << 31, "d"), (0, "e"), (1, "f"), (33, "g"), (1, "h"), (1025, "i")]
keys = [Key(*name) for name in names]
full = empty
for number, key in enumerate(keys):
    full = full.set(key, number)
print(len(full), sorted(key.name for key in full), sorted(full.values()))
print([full[Key(*name)] for name in names])
for order in (keys, keys[::-1], keys[3:] + keys[:3]):
    left = full
    for key in order:
        left = left.delete(key)
        assert key not in left and all(full[other] == left.get(other, full[other]) for other in keys)
    print(len(left), left == empty)
for action in (full.get, full.delete, lambda key: full.set(key, 0), full.__contains__):
    try:
        print(action(Key(33, "fail")))
    except ValueError as error:
        print(error)

# As a dict, over many changes.
generator = random.Random(5)
mapping, expected, kept = empty, {}, []
for step in range(3000):
    key = generator.randrange(400) * 2654435761
    if generator.random() < 0.6:
        mapping, expected[key] = mapping.set(key, step), step
    else:
        mapping = mapping.delete(key)
        expected.pop(key, None)
    if step % 500 == 0:
        kept.append((mapping, dict(expected)))
    assert len(mapping) == len(expected)
print(dict(mapping.items()) == expected, all(dict(old.items()) == then for old, then in kept))
again = empty
for key in sorted(expected, reverse=True):
    again = again.set(key, expected[key])
print(again == mapping, again != mapping.set(1, 1), len(again.keys()), list(again) == list(mapping))
