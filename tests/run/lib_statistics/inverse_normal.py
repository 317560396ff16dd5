"""The inverse of the normal distribution, near a half, beside it and in the tails, to the last bit."""

import statistics

POINTS = [0.5, 0.4, 0.075, 0.0749, 0.05, 0.01, 1e-5, 1e-9, 1e-12, 1e-30, 1e-300]
normal = statistics.NormalDist()
for p in POINTS:
    print(p, normal.inv_cdf(p).hex(), normal.inv_cdf(1 - p).hex() if 1 - p < 1 else "-")
wide = statistics.NormalDist(100, 15)
for k in range(1, 20):
    print(k, wide.inv_cdf(k / 20).hex())
for bad in 0, 1, -0.5, 1.5:
    try:
        normal.inv_cdf(bad)
    except statistics.StatisticsError as error:
        print(bad, error)
