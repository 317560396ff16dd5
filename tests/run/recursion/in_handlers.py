# RecursionError caught at several depths; state is right afterwards.
import sys
sys.setrecursionlimit(200)
def f(n):
    try: return f(n + 1)
    except RecursionError: return n > 150
print(f(0))
def g():
    try: g()
    finally: counts[0] += 1
counts = [0]
try: g()
except RecursionError as e: print(counts[0] > 150, e.__context__ is None)
class A:
    def __getattr__(self, n): return self.missing
print("skip")
try: A().x
except RecursionError as e: print("getattr", str(e)[:32])
def h(n=0):
    l = [n]
    try: h(n + 1)
    except RecursionError:
        if n < 100:
            depths.append(n)
        raise
depths = []
try: h()
except RecursionError: print(len(depths), depths[0], depths[-1])
def it():
    for x in [1]: yield from it()
try: next(it())
except RecursionError: print("gen")
try: sys.setrecursionlimit(1)
except RecursionError as e: print(e)
def after(): return sum(range(10))
print(after())
with_count = 0
class CM:
    def __enter__(self): pass
    def __exit__(self, *a):
        global with_count
        with_count += 1
def w():
    with CM(): w()
try: w()
except RecursionError: print(with_count > 100)
