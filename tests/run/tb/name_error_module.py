# NameError and UnboundLocalError, uncaught.
def f():
    x += 1
try:
    undefined
except NameError:
    f()
