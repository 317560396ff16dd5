# Names in a class that are no str: how often they are compared, and what a comparison may change.
class Key:
    def __hash__(self):
        return hash('name')

    def __eq__(self, other):
        asked.append(other)
        return False


asked = []


class Base:
    name = 1


C = type('C', (Base,), {Key(): 5})
for read in lambda: C.name, lambda: C().name:
    for _ in range(4):
        asked.clear()
        print(read(), len(asked) > 0)


class Swap:
    def __hash__(self):
        return hash('first')

    def __eq__(self, other):
        X.__bases__ = (Other,)


class Base:
    first = second = 'from Base'


class Other:
    first = second = 'from Other'


X = type('X', (Base,), {Swap(): 5})
print(X.first, X.second)


# A class that once had a __new__ in Python goes on looking it up.
class A:
    def __new__(cls, *args):
        raise AssertionError


class B(A):
    __new__ = object.__new__

    def __init__(self, *args):
        pass


class D:
    def __init__(self, *args):
        pass


def attempt(make):
    try:
        print(type(make()).__name__)
    except (AssertionError, TypeError) as error:
        print(type(error).__name__, error)


attempt(lambda: B(3))
del B.__new__
attempt(lambda: B(3))
del A.__new__
attempt(lambda: B(3))
attempt(lambda: A(3))
attempt(A)
attempt(lambda: D(3))
D.__new__ = lambda cls, *args: object.__new__(cls)
attempt(lambda: D(3))
D.__new__ = object.__new__
attempt(lambda: D(3))
del D.__new__
attempt(lambda: D(3))
attempt(D)
