# Calls whose arguments are put in their places: default values, keywords, a tuple of arguments; again and again, so
# that frames are used a second time, and while the function changes.
import traceback


def two(a, b=2):
    return a, b


def four(a, b=2, c=3, d=4):
    return a, b, c, d


def positional(a, b=2, /, c=3):
    return a, b, c


def keyword(a, *, b=2):
    return a, b


def many(a, b, c, d, e, f, g, h, i, j, k, l, m=13, n=14):
    return a, b, c, d, e, f, g, h, i, j, k, l, m, n


class Class:
    def __init__(self, a, b=2):
        self.values = a, b

    def method(self, a=1, b=2):
        return a, b

    @classmethod
    def of_class(cls, a=1, b=2):
        return cls.__name__, a, b

    def __call__(self, a=1, b=2):
        return 'called', a, b

    def __getitem__(self, key, other='default'):
        return key, other

    def __add__(self, other, more='more'):
        return other, more

    @property
    def prop(self, default='default'):
        return default


def calls():
    instance = Class(1)
    args, none, empty = (7, 8), (), {}
    yield lambda: two(1)
    yield lambda: two(1, b=3)
    yield lambda: two(b=3, a=1)
    yield lambda: two(a=1)
    yield lambda: two()
    yield lambda: two(b=1)
    yield lambda: two(1, 2, 3)
    yield lambda: two(1, a=2)
    yield lambda: two(1, c=2)
    yield lambda: two(*args)
    yield lambda: two(*none)
    yield lambda: two(*args, **empty)
    yield lambda: two(*args, **{'b': 1})
    yield lambda: two(**{'a': 5})
    yield lambda: two(*[1, 2])
    yield lambda: two(*args, *args)
    yield lambda: four(1)
    yield lambda: four(1, d=5)
    yield lambda: four(d=5, a=1)
    yield lambda: four(1, 2, c=9)
    yield lambda: four(c=1)
    yield lambda: four(1, b=2, c=3, d=4)
    yield lambda: four(1, 2, 3, 4, 5)
    yield lambda: positional(1)
    yield lambda: positional(1, c=5)
    yield lambda: positional(1, b=5)
    yield lambda: positional(a=5)
    yield lambda: keyword(1)
    yield lambda: keyword(1, b=5)
    yield lambda: keyword(1, 5)
    yield lambda: many(*range(12))
    yield lambda: many(*range(13))
    yield lambda: many(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, n=0, l=12)
    yield lambda: many(*range(14))
    yield lambda: Class(5).values
    yield lambda: Class(b=5, a=6).values
    yield lambda: Class(5, b=6).values
    yield lambda: Class().values
    yield lambda: Class(1, 2, 3)
    yield lambda: Class(1, c=3)
    yield lambda: Class(*args).values
    yield lambda: instance.method()
    yield lambda: instance.method(5)
    yield lambda: instance.method(b=5)
    yield lambda: instance.method(1, 2, 3)
    yield lambda: instance.method(self=1)
    yield lambda: Class.method(instance, b=6)
    yield lambda: instance.of_class(b=7)
    yield lambda: instance()
    yield lambda: instance(5)
    yield lambda: instance(b=5)
    yield lambda: instance[1]
    yield lambda: instance + 1
    yield lambda: instance.prop


def attempt(call):
    try:
        return call()
    except TypeError as error:
        return str(error), len(traceback.format_exc().splitlines())


for call in calls():
    print(*{repr(attempt(call)) for _ in range(4)})

# Defaults that change, or are lost, between two calls.
for defaults in ((2,), (3, 4), None, (), ([],)):
    two.__defaults__ = defaults
    print(defaults, attempt(lambda: two(1)), attempt(lambda: two()), attempt(lambda: two(b=6)))


# Defaults that are replaced by the call that uses them.
def renews(a, b=object):
    renews.__defaults__ = (a,)
    return b


print([renews(index) for index in range(5)])


# Values live as long as the call needs them.
class Value:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print('del', self.name)


def drops(a, b=None, c=None):
    print('in', a.name)
    del a
    print('deleted')
    return b


for _ in range(2):
    print(type(drops(Value('a'), c=Value('c'))))
    print(type(drops(*(Value('d'), Value('e')))))


# Depth of recursion.
def deep(n, step=1):
    depths.append(n)
    return deep(n + step)


def deep_keyword(n, step=1):
    depths.append(n)
    return deep_keyword(step=step, n=n + 1)


def deep_tuple(n, step=1):
    depths.append(n)
    return deep_tuple(*(n + 1, step))


for function in (deep, deep_keyword, deep_tuple):
    for _ in range(2):
        depths = []
        try:
            function(0)
        except RecursionError as error:
            print(function.__name__, depths[-1], error)
