# The context is hidden by from None.
try:
    1 / 0
except ZeroDivisionError:
    raise KeyError("only this") from None
