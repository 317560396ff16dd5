# Objects of all small sizes die and others take their place: nothing written in one shows in another.
import sys


def churn(round):
    kept = []
    for size in range(0, 70):
        lists = [[size] * n for n in (0, 1, 2, 3, size)]
        texts = ["x" * size, "é" * size, "€" * size, "😀" * size]
        data = [bytes([size % 256]) * size, bytearray(size), (size,) * size, {n: size for n in range(size % 12)}]
        numbers = [size * 2 ** (30 * size), -size ** 7, size / 3]
        kept.append((lists, texts, data, numbers, [lists[1].pop(), [size][:], set(range(size % 9))]))
        if size % 3 == round % 3:
            kept[size // 2] = None
    for size, entry in enumerate(kept):
        if entry is None:
            continue
        lists, texts, data, numbers, rest = entry
        assert lists == [[], [], [size] * 2, [size] * 3, [size] * size]
        assert [len(t) for t in texts] == [size] * 4 and texts[1] == "é" * size and texts[3] == "😀" * size
        assert data[0] == bytes([size % 256]) * size and data[1] == bytes(size) and data[2] == (size,) * size
        assert list(data[3].items()) == [(n, size) for n in range(size % 12)]
        assert numbers == [size * 2 ** (30 * size), -size ** 7, size / 3]
        assert rest == [size, [size], set(range(size % 9))]
    return sum(entry is not None for entry in kept)


print([churn(round) for round in range(9)])


class Point:
    __slots__ = ("x", "y")


class Named:
    pass


points = []
for i in range(500):
    p = Point()
    assert not hasattr(p, "x") and not hasattr(p, "y")
    p.x, p.y = i, -i
    n = Named()
    assert n.__dict__ == {}
    n.a = p
    if i % 4 == 0:
        points.append(n)
print(sum(n.a.x - n.a.y for n in points), sys.getallocatedblocks() > 1000)
