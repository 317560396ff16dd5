# Prints the digests that `src/dict/replay.rs` expects: orders and sizes after many random operations.
# Run with CPython 3.8 when the operations in the test change.
import sys

MASK = (1 << 64) - 1
state = 1


def rand(n):
    global state
    state = (state * 6364136223846793005 + 1442695040888963407) & MASK
    return (state >> 33) % n


digest = 0


def note(value):
    global digest
    digest = (digest * 1000003 ^ value) & MASK


def note_set(s):
    for x in s:
        note(x)
    note(sys.getsizeof(s) - sys.getsizeof(set()))


def run_sets():
    sets = [set() for _ in range(4)]
    for step in range(6000):
        a, b = sets[rand(4)], sets[rand(4)]
        op, value = rand(24), rand(400)
        if op < 8:
            a.add(value)
        elif op < 12:
            a.discard(value)
        elif op == 12 and a:
            note(a.pop())
        elif op == 13:
            a.update(b)
        elif op == 14:
            a.difference_update(b)
        elif op == 15:
            a.intersection_update(b)
        elif op == 16:
            a.symmetric_difference_update(b)
        elif op == 17:
            sets[rand(4)] = a | b
        elif op == 18:
            sets[rand(4)] = a & b
        elif op == 19:
            sets[rand(4)] = a - b
        elif op == 20:
            sets[rand(4)] = a ^ b
        elif op == 21:
            sets[rand(4)] = a.copy()
        elif op == 22 and value < 40:
            a.clear()
        elif op == 23:
            for i in range(value % 97):
                a.add((value + i * 7) % 1000)
        note_set(a)
        note((a <= b) + 2 * (a == b) + 4 * a.isdisjoint(b))
        if step % 16 == 0:
            note(hash(frozenset(a)) & MASK)


def note_dict(d):
    for k, v in d.items():
        note(k)
        note(v)
    note(sys.getsizeof(d) - sys.getsizeof({}))


def run_dicts():
    dicts = [{} for _ in range(4)]
    for step in range(6000):
        a, b = dicts[rand(4)], dicts[rand(4)]
        op, key, value = rand(18), rand(400), rand(100)
        if op < 6:
            a[key] = value
        elif op < 9:
            note(a.pop(key, 12345))
        elif op == 9:
            note(a.setdefault(key, value))
        elif op == 10 and a:
            k, v = a.popitem()
            note(k)
            note(v)
        elif op == 11:
            a.update(b)
        elif op == 12:
            dicts[rand(4)] = a.copy()
        elif op == 13 and value < 10:
            a.clear()
        elif op == 14:
            for i in range(value):
                a[(key + i * 7) % 1000] = i
        elif op == 15:
            for k in list(a)[::3]:
                del a[k]
        elif op == 16:
            dicts[rand(4)] = dict.fromkeys(b, value)
        elif op == 17:
            note(a == b)
        note_dict(a)


for run in run_sets, run_dicts:
    state, digest = 1, 0
    run()
    print(run.__name__, digest)
