"""Numbers whose box could be used again keep their value wherever else they are referred to."""


def ints():
    x = 1000
    y = x
    x = x + 1
    x += 1
    print(x, y)
    kept = []
    for i in range(998, 1004):
        kept.append(i)
        i = i * 2
        kept.append(i)
    print(kept)
    z = 2 ** 40
    w = z
    z = z - 1
    print(z, w, z is w)
    x = x + x
    x = x * x - x
    print(x, x + (x + 5) * (x - 3))
    small = 300
    small = small - 200
    hundred, minus = 100, -5
    print(small is hundred, (minus + small - small) is minus)


def floats():
    x = 1.5
    y = x
    x = x + 1.0
    x = x * x
    print(x, y, [x - y, x * 2.0 - y * (x + 1.0)])
    values = [0.5]
    total = 0.0
    for value in values * 3:
        total = total + value
        values.append(total)
    print(values)
    z = 2.0 - x * (y - x)
    print(z)


def defaults(step=1000, scale=2.5):
    step = step + 1
    scale = scale * 2.0
    return step, scale


def closures():
    count = 1000

    def add():
        nonlocal count
        count = count + 1
        return count

    first = add()
    second = add()
    return first, second, count


def generator(n):
    total = 500
    for i in range(500, 500 + n):
        total = total + i
        yield total, i


def ranges():
    rows = [[i * j for j in range(600, 603)] for i in range(700, 703)]
    print(rows)
    i = None
    for i in range(1000, 1003):
        held = i
    print(i, held)
    for i in range(2 ** 62, 2 ** 62 + 2):
        print(i)
    for i in range(1005, 1000, -2):
        for j in range(i, i + 2):
            print(i, j, end=' ')
    print()


ints()
floats()
print(defaults(), defaults(), defaults.__defaults__)
print(closures())
print(list(generator(4)))
ranges()
