"""What a plain call leaves behind: frames, locals, arguments, and instances whose class refuses."""
import sys


class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print('del', self.name)


def keep_frame(value):
    local = value * 2
    return sys._getframe()


def rebinds(argument):
    argument = None
    print('rebound')
    return argument


def fails(value):
    inner = value
    raise ValueError(value)


class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y


class Bad:
    def __init__(self, value):
        return value


class Raises:
    def __init__(self, value):
        self.value = value
        raise KeyError(value)

    def __del__(self):
        print('gone', self.value)


class Child(Point):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.sum = self.x + self.y


def outer(depth):
    if depth == 0:
        return sys._getframe()
    return outer(depth - 1)


def recursive(n):
    return 0 if n == 0 else 1 + recursive(n - 1)


def frames():
    frame = keep_frame(21)
    print(frame.f_code.co_name, sorted(frame.f_locals.items()), frame.f_back is not None)
    frame.clear()
    print(frame.f_locals)
    names = []
    frame = outer(3)
    while frame is not None:
        names.append(frame.f_code.co_name)
        frame = frame.f_back
    print(names)
    try:
        fails(Noisy('held'))
    except ValueError as error:
        print(error.__traceback__.tb_next.tb_frame.f_locals.keys())


def arguments():
    rebinds(Noisy('argument'))
    print('after')
    print(rebinds(1), rebinds(argument=2))


def instances():
    for round in range(3):
        point = Point(round, y=2)
        print(point.x, point.y, Child(round, y=1).sum)
        try:
            Bad(round)
        except TypeError as error:
            print(error)
        try:
            Raises(round)
        except KeyError as error:
            print('raised', error)
        del point


def deep():
    sys.setrecursionlimit(6000)
    print(recursive(4000), recursive(4500))
    sys.setrecursionlimit(200)
    for _ in range(2):
        try:
            recursive(1000)
        except RecursionError as error:
            print(error)
    print(recursive(20))


frames()
arguments()
for step in (frames, arguments):
    step()
instances()
deep()
