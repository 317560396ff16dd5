"""Objects of all kinds, which the programs about pydoc beside this one show."""

import collections
import enum


class X:
    'What X is.'
    a: int = 3
    b = 'x' * 200
    c = r'a\b'

    @property
    def p(self):
        'A property.'

    @property
    def q(self):
        pass

    @q.setter
    def q(self, value):
        pass

    @classmethod
    def made(cls, x=1):
        'Make one.'

    @staticmethod
    def static():
        pass

    async def waits(self):
        'A coroutine.'

    def method(self, a, *b, c: int = 3, **k) -> str:
        """
        Several
          lines.
        """
    other = method
    lam = lambda self, x: 3
    _hidden = 3

    class Inner(Exception):
        pass


class Y(X):
    pass


class E(enum.Enum):
    one = 1


# A comment above.
def commented():
    pass


Point = collections.namedtuple('Point', 'x y')


if __name__ == '__main__':
    print(X, Y.__bases__, list(E), commented.__name__, Point(1, 2))
