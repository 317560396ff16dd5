# A hook that fails.
import sys
def hook(t, v, tb):
    raise KeyError("in hook")
sys.excepthook = hook
print("x")
raise ValueError("original")
