# A custom sys.excepthook, which itself gets the traceback.
import sys
def hook(t, v, tb):
    n = 0
    while tb:
        n += 1
        tb = tb.tb_next
    print("hook", t.__name__, v, n)
sys.excepthook = hook
def f():
    raise ValueError("handled by hook")
f()
