"""Averages and measures of spread.

Sums are exact: numbers are added up as fractions, and the result is converted to the
type of the data at the end.

>>> mean([1, 2, 3, 4, 4])
2.8
>>> stdev([2.5, 3.25, 5.5, 11.25, 11.75])
4.38961843444...
"""

__all__ = ['NormalDist', 'StatisticsError', 'fmean', 'geometric_mean', 'harmonic_mean', 'mean', 'median',
           'median_grouped', 'median_high', 'median_low', 'mode', 'multimode', 'pstdev', 'pvariance', 'quantiles',
           'stdev', 'variance']

import math
import numbers
import random
from bisect import bisect_left, bisect_right
from collections import Counter
from decimal import Decimal
from fractions import Fraction
from itertools import groupby
from math import erf, exp, fabs, fsum, hypot, log, sqrt, tau
from operator import itemgetter


class StatisticsError(ValueError):
    """Too few or unfit data."""


# ---- exact sums

def _sum(data, start=0):
    """(type of the sum, exact sum as a fraction, number of data); a NaN or infinity is the sum itself."""
    numerator, denominator = _exact_ratio(start)
    sums = {denominator: numerator}  # numerators added up by denominator
    kind = _coerce(int, type(start))
    count = 0
    for each, values in groupby(data, type):
        kind = _coerce(kind, each)
        for numerator, denominator in map(_exact_ratio, values):
            count += 1
            sums[denominator] = sums.get(denominator, 0) + numerator
    if None in sums:
        total = sums[None]
        assert not _isfinite(total)
    else:
        total = sum((Fraction(sums[d], d) for d in sorted(sums)), Fraction(0))
    return kind, total, count


def _isfinite(x):
    try:
        return x.is_finite()
    except AttributeError:
        return math.isfinite(x)


def _coerce(T, S):
    """The type of the sum of numbers of the types T and S."""
    assert T is not bool, 'initial type T is bool'
    if T is S or S is int or S is bool:
        return T
    if T is int:
        return S
    # The more derived class; anything rather than int; float rather than Fraction.
    for one, other in ((S, T), (T, S)):
        if issubclass(one, other):
            return one
    for one, other in ((T, S), (S, T)):
        if issubclass(one, int):
            return other
    for one, other in ((T, S), (S, T)):
        if issubclass(one, Fraction) and issubclass(other, float):
            return other
    raise TypeError("don't know how to coerce %s and %s" % (T.__name__, S.__name__))


def _exact_ratio(x):
    """Numerator and denominator of a number; (x, None) if it is not finite."""
    try:
        if type(x) is float or type(x) is Decimal:
            return x.as_integer_ratio()
        try:
            return x.numerator, x.denominator
        except AttributeError:
            return x.as_integer_ratio()
    except (OverflowError, ValueError):
        return x, None
    except AttributeError:
        raise TypeError("can't convert type '{}' to numerator/denominator".format(type(x).__name__)) from None


def _convert(value, T):
    """The value as a T, or as a float if T cannot hold it."""
    if type(value) is T:
        return value
    if issubclass(T, int) and value.denominator != 1:
        T = float
    try:
        return T(value)
    except TypeError:
        if issubclass(T, Decimal):
            return T(value.numerator) / value.denominator
        raise


def _find_lteq(a, x):
    """The index of the first x in the sorted list a."""
    i = bisect_left(a, x)
    if i == len(a) or a[i] != x:
        raise ValueError
    return i


def _find_rteq(a, l, x):
    """The index of the last x in the sorted list a, looking from l on."""
    i = bisect_right(a, x, l)
    if i == len(a) + 1 or a[i - 1] != x:
        raise ValueError
    return i - 1


def _fail_neg(values, errmsg='negative value'):
    for x in values:
        if x < 0:
            raise StatisticsError(errmsg)
        yield x


def _as_list(data):
    return list(data) if iter(data) is data else data


# ---- averages

def mean(data):
    """The arithmetic mean."""
    kind, total, count = _sum(_as_list(data))
    if not count:
        raise StatisticsError('mean requires at least one data point')
    return _convert(total / count, kind)


def fmean(data):
    """The arithmetic mean as a float; faster than mean()."""
    try:
        count = len(data)
    except TypeError:
        data = list(data)
        count = len(data)
    total = fsum(data)
    if not count:
        raise StatisticsError('fmean requires at least one data point')
    return total / count


def geometric_mean(data):
    """The geometric mean, a float."""
    try:
        return exp(fmean(map(log, data)))
    except ValueError:
        raise StatisticsError('geometric mean requires a non-empty dataset  containing positive numbers') from None


def harmonic_mean(data):
    """The reciprocal of the mean of the reciprocals."""
    data = _as_list(data)
    negative = 'harmonic mean does not support negative values'
    count = len(data)
    if count < 1:
        raise StatisticsError('harmonic_mean requires at least one data point')
    if count == 1:
        only = data[0]
        if not isinstance(only, (numbers.Real, Decimal)):
            raise TypeError('unsupported type')
        if only < 0:
            raise StatisticsError(negative)
        return only
    try:
        kind, total, _ = _sum(1 / x for x in _fail_neg(data, negative))
    except ZeroDivisionError:
        return 0
    return _convert(count / total, kind)


def _middle(data):
    """The data sorted, and the index of the higher one of the middle data."""
    data = sorted(data)
    if not data:
        raise StatisticsError('no median for empty data')
    return data, len(data) // 2


def median(data):
    """The middle value, or the mean of the two middle values."""
    data, middle = _middle(data)
    if len(data) % 2:
        return data[middle]
    return (data[middle - 1] + data[middle]) / 2


def median_low(data):
    """The middle value, or the lower of the two."""
    data, middle = _middle(data)
    return data[middle if len(data) % 2 else middle - 1]


def median_high(data):
    """The middle value, or the higher of the two."""
    data, middle = _middle(data)
    return data[middle]


def median_grouped(data, interval=1):
    """The median of data that stand for intervals of that width around them, interpolated."""
    data, middle = _middle(data)
    n = len(data)
    if n == 1:
        return data[0]
    x = data[middle]
    for each in (x, interval):
        if isinstance(each, (str, bytes)):
            raise TypeError('expected number but got %r' % each)
    try:
        lower = x - interval / 2
    except TypeError:
        lower = float(x) - float(interval) / 2
    first = _find_lteq(data, x)
    last = _find_rteq(data, first, x)
    return lower + interval * (n / 2 - first) / (last - first + 1)


def mode(data):
    """The most frequent value, the first one met of several."""
    common = Counter(iter(data)).most_common(1)
    if not common:
        raise StatisticsError('no mode for empty data')
    return common[0][0]


def multimode(data):
    """All values that are most frequent, as a list in the order met."""
    counts = Counter(iter(data)).most_common()
    if not counts:
        return []
    most = counts[0][1]
    return [value for value, count in counts if count == most]


def quantiles(data, *, n=4, method='exclusive'):
    """The n - 1 points that divide the data into n intervals of equal probability.

    method 'inclusive' is for data that contain the extremes of the population.
    """
    if n < 1:
        raise StatisticsError('n must be at least 1')
    data = sorted(data)
    size = len(data)
    if size < 2:
        raise StatisticsError('must have at least two data points')
    if method not in ('inclusive', 'exclusive'):
        raise ValueError(f'Unknown method: {method!r}')
    found = []
    for i in range(1, n):
        if method == 'inclusive':
            below, part = divmod(i * (size - 1), n)
            above = below + 1
        else:
            above = min(max(i * (size + 1) // n, 1), size - 1)
            part = i * (size + 1) - above * n
            below = above - 1
        found.append((data[below] * (n - part) + data[above] * part) / n)
    return found


# ---- spread

def _ss(data, c=None):
    """(type, exact sum of the squares of the distances from c, by default from the mean)."""
    if c is not None:
        return _sum((x - c) ** 2 for x in data)[:2]
    c = mean(data)
    kind, total, count = _sum((x - c) ** 2 for x in data)
    # The mean was rounded: take out what that added.
    total -= _sum(x - c for x in data)[1] ** 2 / len(data)
    assert not total < 0, 'negative sum of square deviations: %f' % total
    return kind, total


def variance(data, xbar=None):
    """The variance of a sample, whose mean may be given."""
    data = _as_list(data)
    n = len(data)
    if n < 2:
        raise StatisticsError('variance requires at least two data points')
    kind, squares = _ss(data, xbar)
    return _convert(squares / (n - 1), kind)


def pvariance(data, mu=None):
    """The variance of a whole population, whose mean may be given."""
    data = _as_list(data)
    n = len(data)
    if n < 1:
        raise StatisticsError('pvariance requires at least one data point')
    kind, squares = _ss(data, mu)
    return _convert(squares / n, kind)


def _root(value):
    try:
        return value.sqrt()
    except AttributeError:
        return math.sqrt(value)


def stdev(data, xbar=None):
    """The square root of the variance of a sample."""
    return _root(variance(data, xbar))


def pstdev(data, mu=None):
    """The square root of the variance of a population."""
    return _root(pvariance(data, mu))


# ---- normal distribution

# Wichura's algorithm AS 241: coefficients of numerator and denominator, highest power first,
# for p near one half, in the tails and far out in the tails.
_CENTRAL = (
    (2.50908_09287_30122_6727e+3, 3.34305_75583_58812_8105e+4, 6.72657_70927_00870_0853e+4,
     4.59219_53931_54987_1457e+4, 1.37316_93765_50946_1125e+4, 1.97159_09503_06551_4427e+3,
     1.33141_66789_17843_7745e+2, 3.38713_28727_96366_6080e+0),
    (5.22649_52788_52854_5610e+3, 2.87290_85735_72194_2674e+4, 3.93078_95800_09271_0610e+4,
     2.12137_94301_58659_5867e+4, 5.39419_60214_24751_1077e+3, 6.87187_00749_20579_0830e+2,
     4.23133_30701_60091_1252e+1, 1.0))
_TAIL = (
    (7.74545_01427_83414_07640e-4, 2.27238_44989_26918_45833e-2, 2.41780_72517_74506_11770e-1,
     1.27045_82524_52368_38258e+0, 3.64784_83247_63204_60504e+0, 5.76949_72214_60691_40550e+0,
     4.63033_78461_56545_29590e+0, 1.42343_71107_49683_57734e+0),
    (1.05075_00716_44416_84324e-9, 5.47593_80849_95344_94600e-4, 1.51986_66563_61645_71966e-2,
     1.48103_97642_74800_74590e-1, 6.89767_33498_51000_04550e-1, 1.67638_48301_83803_84940e+0,
     2.05319_16266_37758_82187e+0, 1.0))
_FAR_TAIL = (
    (2.01033_43992_92288_13265e-7, 2.71155_55687_43487_57815e-5, 1.24266_09473_88078_43860e-3,
     2.65321_89526_57612_30930e-2, 2.96560_57182_85048_91230e-1, 1.78482_65399_17291_33580e+0,
     5.46378_49111_64114_36990e+0, 6.65790_46435_01103_77720e+0),
    (2.04426_31033_89939_78564e-15, 1.42151_17583_16445_88870e-7, 1.84631_83175_10054_68180e-5,
     7.86869_13114_56132_59100e-4, 1.48753_61290_85061_48525e-2, 1.36929_88092_27358_05310e-1,
     5.99832_20655_58879_37690e-1, 1.0))


def _polynomial(coefficients, r):
    value = 0.0
    for c in coefficients:
        value = value * r + c
    return value


def _normal_dist_inv_cdf(p, mu, sigma):
    q = p - 0.5
    if fabs(q) <= 0.425:
        r = 0.180625 - q * q
        above, below = _CENTRAL
        return mu + _polynomial(above, r) * q / _polynomial(below, r) * sigma
    r = sqrt(-log(p if q <= 0.0 else 1.0 - p))
    r, (above, below) = (r - 1.6, _TAIL) if r <= 5.0 else (r - 5.0, _FAR_TAIL)
    x = _polynomial(above, r) / _polynomial(below, r)
    return mu + (-x if q < 0.0 else x) * sigma


try:
    from _statistics import _normal_dist_inv_cdf
except ImportError:
    pass


class NormalDist:
    """The normal distribution of a random variable, with arithmetic."""

    __slots__ = {'_mu': 'Arithmetic mean of a normal distribution',
                 '_sigma': 'Standard deviation of a normal distribution'}

    def __init__(self, mu=0.0, sigma=1.0):
        """The distribution with mean mu and standard deviation sigma.

        A negative sigma is a StatisticsError; with sigma 0 there is no density and no cdf().
        """
        if sigma < 0.0:
            raise StatisticsError('sigma must be non-negative')
        self._mu = float(mu)
        self._sigma = float(sigma)

    @classmethod
    def from_samples(cls, data):
        """The distribution that data are a sample of."""
        if not isinstance(data, (list, tuple)):
            data = list(data)
        centre = fmean(data)
        return cls(centre, stdev(data, centre))

    def samples(self, n, *, seed=None):
        """n random numbers of this distribution."""
        draw = random.gauss if seed is None else random.Random(seed).gauss
        return [draw(self._mu, self._sigma) for _ in range(n)]

    def pdf(self, x):
        """The probability density at x."""
        variance = self._sigma ** 2.0
        if not variance:
            raise StatisticsError('pdf() not defined when sigma is zero')
        return exp((x - self._mu) ** 2.0 / (-2.0 * variance)) / sqrt(tau * variance)

    def cdf(self, x):
        """The probability of a value less than or equal to x."""
        if not self._sigma:
            raise StatisticsError('cdf() not defined when sigma is zero')
        return 0.5 * (1.0 + erf((x - self._mu) / (self._sigma * sqrt(2.0))))

    def inv_cdf(self, p):
        """The x whose cdf(x) is p."""
        if p <= 0.0 or p >= 1.0:
            raise StatisticsError('p must be in the range 0.0 < p < 1.0')
        if self._sigma <= 0.0:
            raise StatisticsError('cdf() not defined when sigma at or below zero')
        return _normal_dist_inv_cdf(p, self._mu, self._sigma)

    def quantiles(self, n=4):
        """The n - 1 points that divide the distribution into intervals of equal probability."""
        return [self.inv_cdf(i / n) for i in range(1, n)]

    def overlap(self, other):
        """The area that the two density curves have in common, from 0.0 to 1.0."""
        if not isinstance(other, NormalDist):
            raise TypeError('Expected another NormalDist instance')
        narrow, wide = sorted((self, other), key=lambda d: (d._sigma, d._mu))
        var_n, var_w = narrow.variance, wide.variance
        if not var_n or not var_w:
            raise StatisticsError('overlap() not defined when sigma is zero')
        spread = var_w - var_n
        distance = fabs(wide._mu - narrow._mu)
        if not spread:
            return 1.0 - erf(distance / (2.0 * narrow._sigma * sqrt(2.0)))
        # The curves cross at two points.
        a = narrow._mu * var_w - wide._mu * var_n
        b = narrow._sigma * wide._sigma * sqrt(distance ** 2.0 + spread * log(var_w / var_n))
        crossings = (a + b) / spread, (a - b) / spread
        return 1.0 - sum([fabs(wide.cdf(x) - narrow.cdf(x)) for x in crossings])

    @property
    def mean(self):
        """The arithmetic mean."""
        return self._mu

    median = mode = mean

    @property
    def stdev(self):
        """The standard deviation."""
        return self._sigma

    @property
    def variance(self):
        """The square of the standard deviation."""
        return self._sigma ** 2.0

    def __add__(x1, x2):
        """Shift by a constant, or the distribution of the sum of two independent variables."""
        if isinstance(x2, NormalDist):
            return NormalDist(x1._mu + x2._mu, hypot(x1._sigma, x2._sigma))
        return NormalDist(x1._mu + x2, x1._sigma)

    def __sub__(x1, x2):
        """Shift by a constant, or the distribution of the difference of two independent variables."""
        if isinstance(x2, NormalDist):
            return NormalDist(x1._mu - x2._mu, hypot(x1._sigma, x2._sigma))
        return NormalDist(x1._mu - x2, x1._sigma)

    def __mul__(x1, x2):
        """Scale by a constant."""
        return NormalDist(x1._mu * x2, x1._sigma * fabs(x2))

    def __truediv__(x1, x2):
        """Scale by the inverse of a constant."""
        return NormalDist(x1._mu / x2, x1._sigma / fabs(x2))

    def __pos__(x1):
        """A copy."""
        return NormalDist(x1._mu, x1._sigma)

    def __neg__(x1):
        """The distribution mirrored at 0: the mean has the other sign, the spread remains."""
        return NormalDist(-x1._mu, x1._sigma)

    __radd__ = __add__
    __rmul__ = __mul__

    def __rsub__(x1, x2):
        """A constant minus the random variable: mirrored, then shifted."""
        return -(x1 - x2)

    def __eq__(x1, x2):
        """Equal are distributions of the same mean and standard deviation."""
        if not isinstance(x2, NormalDist):
            return NotImplemented
        return x1._mu == x2._mu and x1._sigma == x2._sigma

    def __hash__(self):
        """Of mean and standard deviation: what is equal has the same hash."""
        return hash((self._mu, self._sigma))

    def __repr__(self):
        """The call that makes the distribution."""
        return f'{type(self).__name__}(mu={self._mu!r}, sigma={self._sigma!r})'
