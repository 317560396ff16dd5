"""Pseudo-random numbers: the Mersenne Twister of _random, and distributions made from it.

The order in which a method takes numbers from the generator is part of its contract: a
seed must give the same results for ever.
"""

from bisect import bisect as _bisect
from itertools import accumulate as _accumulate, repeat as _repeat
from math import (log as _log, exp as _exp, pi as _pi, e as _e, ceil as _ceil, sqrt as _sqrt, acos as _acos,
                  cos as _cos, sin as _sin)
from os import urandom as _urandom
from warnings import warn as _warn
from _collections_abc import Set as _Set, Sequence as _Sequence
import os as _os
import _random

try:
    from _sha512 import sha512 as _sha512
except ImportError:
    from hashlib import sha512 as _sha512

__all__ = ['Random', 'seed', 'random', 'uniform', 'randint', 'choice', 'sample', 'randrange', 'shuffle',
           'normalvariate', 'lognormvariate', 'expovariate', 'vonmisesvariate', 'gammavariate', 'triangular',
           'gauss', 'betavariate', 'paretovariate', 'weibullvariate', 'getstate', 'setstate', 'getrandbits',
           'choices', 'SystemRandom']

NV_MAGICCONST = 4 * _exp(-0.5) / _sqrt(2.0)
TWOPI = 2.0 * _pi
LOG4 = _log(4.0)
SG_MAGICCONST = 1.0 + _log(4.5)
BPF = 53  # bits of a float
RECIP_BPF = 2 ** -BPF


def _text_seed(text):
    """The number that version 1 seeds a string with: that of the hash function of old."""
    if isinstance(text, bytes):
        text = text.decode('latin-1')
    x = ord(text[0]) << 7 if text else 0
    for c in text:
        x = (1000003 * x ^ ord(c)) & 0xFFFFFFFFFFFFFFFF
    x ^= len(text)
    return -2 if x == -1 else x


class Random(_random.Random):
    """A generator with a state of its own; a subclass may replace random() or getrandbits()."""

    VERSION = 3

    def __init__(self, x=None):
        """A generator, seeded with x."""
        self.seed(x)
        self.gauss_next = None

    def __init_subclass__(cls, /, **kwargs):
        """Choose how the class finds random integers, by which methods it overrides."""
        # What the subclass, or the nearest of its bases, defines decides what integers are made from.
        methods = {'getrandbits': cls._randbelow_with_getrandbits, 'random': cls._randbelow_without_getrandbits}
        for base in cls.__mro__:
            if '_randbelow' in base.__dict__:
                return
            for name, method in methods.items():
                if name in base.__dict__:
                    cls._randbelow = method
                    return

    def seed(self, a=None, version=2):
        """Begin anew from a number, a string or bytes; from what the system knows by default."""
        if version == 1 and isinstance(a, (str, bytes)):
            a = _text_seed(a)
        elif version == 2 and isinstance(a, (str, bytes, bytearray)):
            if isinstance(a, str):
                a = a.encode()
            a += _sha512(a).digest()  # which a bytearray keeps, as in CPython
            a = int.from_bytes(a, 'big')
        super().seed(a)
        self.gauss_next = None

    def getstate(self):
        """The state, for setstate()."""
        return self.VERSION, super().getstate(), self.gauss_next

    def setstate(self, state):
        """Go back to a state from getstate()."""
        version = state[0]
        if version not in (2, 3):
            raise ValueError('state with version %s passed to Random.setstate() of version %s'
                             % (version, self.VERSION))
        _, internal, self.gauss_next = state
        if version == 2:
            # Was saved as signed numbers on 32-bit machines.
            try:
                internal = tuple(word % 2 ** 32 for word in internal)
            except ValueError as error:
                raise TypeError from error
        super().setstate(internal)

    def __getstate__(self):
        return self.getstate()

    def __setstate__(self, state):
        self.setstate(state)

    def __reduce__(self):
        return self.__class__, (), self.getstate()

    # ---- integers

    def randrange(self, start, stop=None, step=1, _int=int):
        """An element of range(start, stop, step)."""
        low = _int(start)
        if low != start:
            raise ValueError('non-integer arg 1 for randrange()')
        if stop is None:
            if low > 0:
                return self._randbelow(low)
            raise ValueError('empty range for randrange()')
        high = _int(stop)
        if high != stop:
            raise ValueError('non-integer stop for randrange()')
        width = high - low
        if step == 1:
            if width > 0:
                return low + self._randbelow(width)
            raise ValueError('empty range for randrange() (%d, %d, %d)' % (low, high, width))
        by = _int(step)
        if by != step:
            raise ValueError('non-integer step for randrange()')
        if not by:
            raise ValueError('zero step for randrange()')
        count = -(-width // by)
        if count <= 0:
            raise ValueError('empty range for randrange()')
        return low + by * self._randbelow(count)

    def randint(self, a, b):
        """An integer from a to b, both included."""
        return self.randrange(a, b + 1)

    def _randbelow_with_getrandbits(self, n):
        """An integer in range(n)."""
        draw = self.getrandbits
        bits = n.bit_length()
        found = draw(bits)
        while found >= n:
            found = draw(bits)
        return found

    def _randbelow_without_getrandbits(self, n, int=int, maxsize=1 << BPF):
        """An integer in range(n), for subclasses that define only random()."""
        draw = self.random
        if n >= maxsize:
            _warn('Underlying random() generator does not supply \n'
                  'enough bits to choose from a population range this large.\n'
                  'To remove the range limitation, add a getrandbits() method.')
            return int(draw() * n)
        if n == 0:
            raise ValueError('Boundary cannot be zero')
        # Values beyond the last multiple of n would favour small results.
        limit = (maxsize - maxsize % n) / maxsize
        found = draw()
        while found >= limit:
            found = draw()
        return int(found * maxsize) % n

    _randbelow = _randbelow_with_getrandbits

    # ---- sequences

    def choice(self, seq):
        """An element of a sequence that is not empty."""
        try:
            index = self._randbelow(len(seq))
        except ValueError:
            raise IndexError('Cannot choose from an empty sequence') from None
        return seq[index]

    def shuffle(self, x, random=None):
        """Shuffle the list x; random, if given, is a function returning floats in [0.0, 1.0)."""
        for last in range(len(x) - 1, 0, -1):
            other = self._randbelow(last + 1) if random is None else int(random() * (last + 1))
            x[last], x[other] = x[other], x[last]

    def sample(self, population, k):
        """k different elements of a sequence or set, in random order."""
        if isinstance(population, _Set):
            population = tuple(population)
        if not isinstance(population, _Sequence):
            raise TypeError('Population must be a sequence or set.  For dicts, use list(d).')
        n = len(population)
        if not 0 <= k <= n:
            raise ValueError('Sample larger than population or is negative')
        below = self._randbelow
        found = [None] * k
        # Which way is smaller in memory: a list of the population or a set of the indices taken?
        set_size = 21 + (4 ** _ceil(_log(k * 3, 4)) if k > 5 else 0)
        if n <= set_size:
            pool = list(population)
            for at in range(k):
                left = n - at
                index = below(left)
                found[at] = pool[index]
                pool[index] = pool[left - 1]
            return found
        taken = set()
        for at in range(k):
            index = below(n)
            while index in taken:
                index = below(n)
            taken.add(index)
            found[at] = population[index]
        return found

    def choices(self, population, weights=None, *, cum_weights=None, k=1):
        """k elements, repetitions allowed, with probabilities by weights or cumulative weights."""
        draw = self.random
        n = len(population)
        if cum_weights is None:
            if weights is None:
                size = n + 0.0
                return [population[int(draw() * size)] for _ in _repeat(None, k)]
            cum_weights = list(_accumulate(weights))
        elif weights is not None:
            raise TypeError('Cannot specify both weights and cumulative weights')
        if len(cum_weights) != n:
            raise ValueError('The number of weights does not match the population')
        total = cum_weights[-1] + 0.0
        return [population[_bisect(cum_weights, draw() * total, 0, n - 1)] for _ in _repeat(None, k)]

    # ---- real distributions

    def uniform(self, a, b):
        """Between a and b, all equally likely."""
        return a + (b - a) * self.random()

    def triangular(self, low=0.0, high=1.0, mode=None):
        """Between low and high, most likely near mode (by default, the middle)."""
        u = self.random()
        try:
            peak = 0.5 if mode is None else (mode - low) / (high - low)
        except ZeroDivisionError:
            return low
        if u > peak:
            u, peak = 1.0 - u, 1.0 - peak
            low, high = high, low
        return low + (high - low) * _sqrt(u * peak)

    def normalvariate(self, mu, sigma):
        """Normal distribution, by the ratio of uniforms of Kinderman and Monahan."""
        draw = self.random
        while True:
            u = draw()
            v = 1.0 - draw()
            z = NV_MAGICCONST * (u - 0.5) / v
            if z * z / 4.0 <= -_log(v):
                return mu + z * sigma

    def lognormvariate(self, mu, sigma):
        """A number whose logarithm is normally distributed."""
        return _exp(self.normalvariate(mu, sigma))

    def expovariate(self, lambd):
        """Exponential distribution with the mean 1 / lambd."""
        return -_log(1.0 - self.random()) / lambd

    def vonmisesvariate(self, mu, kappa):
        """Angles, with mean mu and concentration kappa (Fisher's algorithm of 1993)."""
        draw = self.random
        if kappa <= 1e-6:
            return TWOPI * draw()
        s = 0.5 / kappa
        r = s + _sqrt(1.0 + s * s)
        while True:
            z = _cos(_pi * draw())
            d = z / (r + z)
            u = draw()
            if u < 1.0 - d * d or u <= (1.0 - d) * _exp(d):
                break
        q = 1.0 / r
        angle = _acos((q + z) / (1.0 + q * z))
        return (mu + angle if draw() > 0.5 else mu - angle) % TWOPI

    def gammavariate(self, alpha, beta):
        """Gamma distribution with shape alpha and scale beta."""
        if alpha <= 0.0 or beta <= 0.0:
            raise ValueError('gammavariate: alpha and beta must be > 0.0')
        if alpha == 1.0:
            return -_log(1.0 - self.random()) * beta
        return (self._gamma_above_one if alpha > 1.0 else self._gamma_below_one)(alpha) * beta

    def _gamma_above_one(self, alpha):
        # R.C.H. Cheng, 1977
        draw = self.random
        root = _sqrt(2.0 * alpha - 1.0)
        b = alpha - LOG4
        c = alpha + root
        while True:
            u = draw()
            if not 1e-7 < u < .9999999:
                continue
            w = 1.0 - draw()
            v = _log(u / (1.0 - u)) / root
            x = alpha * _exp(v)
            z = u * u * w
            r = b + c * v - x
            if r + SG_MAGICCONST - 4.5 * z >= 0.0 or r >= _log(z):
                return x

    def _gamma_below_one(self, alpha):
        # Ahrens and Dieter, 1974
        draw = self.random
        while True:
            b = (_e + alpha) / _e
            p = b * draw()
            if p <= 1.0:
                x = p ** (1.0 / alpha)
                bound = _exp(-x)
            else:
                x = -_log((b - p) / alpha)
                bound = x ** (alpha - 1.0)
            if draw() <= bound:
                return x

    def gauss(self, mu, sigma):
        """Normal distribution; faster than normalvariate(), not safe for threads.

        Numbers come in pairs; the second is kept for the next call.
        """
        z, self.gauss_next = self.gauss_next, None
        if z is None:
            angle = self.random() * TWOPI
            radius = _sqrt(-2.0 * _log(1.0 - self.random()))
            z = _cos(angle) * radius
            self.gauss_next = _sin(angle) * radius
        return mu + z * sigma

    def betavariate(self, alpha, beta):
        """Beta distribution, between 0 and 1."""
        y = self.gammavariate(alpha, 1.0)
        return y / (y + self.gammavariate(beta, 1.0)) if y else 0.0

    def paretovariate(self, alpha):
        """Pareto distribution with shape alpha."""
        return 1.0 / (1.0 - self.random()) ** (1.0 / alpha)

    def weibullvariate(self, alpha, beta):
        """Weibull distribution with scale alpha and shape beta."""
        return alpha * (-_log(1.0 - self.random())) ** (1.0 / beta)


class SystemRandom(Random):
    """Numbers from the operating system's source; without a state."""

    def random(self):
        """A random number from 0 up to 1, without that."""
        return (int.from_bytes(_urandom(7), 'big') >> 3) * RECIP_BPF

    def getrandbits(self, k):
        """An integer of k random bits."""
        if k <= 0:
            raise ValueError('number of bits must be greater than zero')
        size = -(-k // 8)
        return int.from_bytes(_urandom(size), 'big') >> (size * 8 - k)

    def seed(self, *args, **kwds):
        """Does nothing."""

    def _notimplemented(self, *args, **kwds):
        """There is no state."""
        raise NotImplementedError('System entropy source does not have state.')

    getstate = setstate = _notimplemented


# ---- functions of a shared generator

_inst = Random()
betavariate = _inst.betavariate
choice = _inst.choice
choices = _inst.choices
expovariate = _inst.expovariate
gammavariate = _inst.gammavariate
gauss = _inst.gauss
getrandbits = _inst.getrandbits
getstate = _inst.getstate
lognormvariate = _inst.lognormvariate
normalvariate = _inst.normalvariate
paretovariate = _inst.paretovariate
randint = _inst.randint
random = _inst.random
randrange = _inst.randrange
sample = _inst.sample
seed = _inst.seed
setstate = _inst.setstate
shuffle = _inst.shuffle
triangular = _inst.triangular
uniform = _inst.uniform
vonmisesvariate = _inst.vonmisesvariate
weibullvariate = _inst.weibullvariate

if hasattr(_os, 'fork'):
    _os.register_at_fork(after_in_child=_inst.seed)


def _test_generator(n, func, args):
    import time
    start = time.perf_counter()
    values = [func(*args) for _ in range(n)]
    spent = time.perf_counter() - start
    mean = sum(values) / n
    deviation = _sqrt(sum((v - mean) ** 2 for v in values) / n)
    print('%d times %s: %.3f s, avg %g, stddev %g, min %g, max %g'
          % (n, func.__name__, spent, mean, deviation, min(values), max(values)))


def _test(N=2000):
    for func, args in ((random, ()), (normalvariate, (0.0, 1.0)), (lognormvariate, (0.0, 1.0)),
                       (vonmisesvariate, (0.0, 1.0)), (gammavariate, (0.5, 1.0)), (gammavariate, (2.0, 1.0)),
                       (gauss, (0.0, 1.0)), (betavariate, (3.0, 3.0)), (triangular, (0.0, 1.0, 1.0 / 3.0))):
        _test_generator(N, func, args)


if __name__ == '__main__':
    _test()
