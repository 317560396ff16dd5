"""Special methods of numbers that return an instance of a subclass: the warnings."""

import operator
import warnings


class F(float):
    pass


class C(complex):
    pass


class A:
    def __int__(self):
        return True

    def __index__(self):
        return True

    def __float__(self):
        return F(1)

    def __complex__(self):
        return C(1)


with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter('always')
    print(int(A()), operator.index(A()), [1, 2][A():], '%d' % A(), '%x' % A(), float(A()), complex(A()))
for warning in caught:
    print(warning.category.__name__, warning.message)
