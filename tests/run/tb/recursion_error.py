# An uncaught RecursionError.
import sys
sys.setrecursionlimit(60)
def f():
    return f()
f()
