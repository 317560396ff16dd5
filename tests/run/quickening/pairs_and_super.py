"""zip and enumerate give new pairs where the last is kept; super() finds what it should, however called."""


def pairs():
    kept = [pair for pair in zip([1, 2, 3], 'abc')]
    print(kept, [pair for pair in enumerate('xyz', 1)])
    iterator = zip([1, 2, 3], [4, 5, 6])
    first = next(iterator)
    second = next(iterator)
    print(first, second, first is second)
    print([a + b for a, b in zip([1, 2], [3, 4])], dict(zip('ab', [1, 2])))
    seen = set(enumerate(['p', 'q']))
    print(sorted(seen))
    print(list(zip()), list(zip([1])), list(zip([1], [2], [3])), list(zip([1, 2], [3])))

    def failing():
        yield 1
        raise KeyError('second')

    try:
        for pair in zip([1, 2], failing()):
            print(pair)
    except KeyError as error:
        print('error', error)


class Base:
    attribute = 'base attribute'

    def __init__(self):
        self.log = ['Base']

    def method(self, *args, **kwargs):
        return 'Base.method', args, kwargs

    @classmethod
    def make(cls, value):
        return cls.__name__, value

    @staticmethod
    def plain(value):
        return 'plain', value

    @property
    def prop(self):
        return 'prop of ' + type(self).__name__

    def __getattr__(self, name):
        return 'missing ' + name


class Left(Base):
    def __init__(self):
        super().__init__()
        self.log.append('Left')

    def method(self, *args, **kwargs):
        return ('Left',) + super().method(*args, **kwargs)


class Right(Base):
    def __init__(self):
        super().__init__()
        self.log.append('Right')

    def method(self, *args, **kwargs):
        return ('Right',) + super().method(*args, **kwargs)

    @classmethod
    def make(cls, value):
        return super().make(value) + ('Right',)


class Both(Left, Right):
    def __init__(self):
        super().__init__()
        self.log.append('Both')

    def method(self, *args, **kwargs):
        return super().method(*args, **kwargs)

    @property
    def prop(self):
        return super().prop + '!'

    def others(self):
        yield super().attribute
        yield super().plain(1)
        yield super().__class__
        yield super(Left, self).method(3)
        try:
            super().nothing
        except AttributeError as error:
            yield str(error)
        try:
            super().nothing()
        except AttributeError as error:
            yield str(error)
        yield [name for name in (lambda self: super().method(4))(self)]

    def own(self):
        method = super().method
        self.method = lambda: 'instance'
        return method(), super().method(), self.method()


class Callable:
    def __call__(self, *args):
        return args


class WithCallable:
    method = Callable()
    bound = Both().method


class Under(WithCallable):
    def run(self):
        return super().method(1), super().bound(2)


def no_cell():
    return super()


for _ in range(3):
    both = Both()
    print(both.log, both.method(1, k=2), both.prop, Both.make(5))
    print(list(both.others()))
    print(both.own())
    print(Under().run())
for call in (no_cell, lambda: Both.method()):
    try:
        call()
    except (RuntimeError, TypeError) as error:
        print(type(error).__name__, error)
pairs()
