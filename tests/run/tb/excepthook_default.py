# sys.excepthook and sys.__excepthook__ called by hand.
import sys
try:
    1 / 0
except ZeroDivisionError:
    sys.__excepthook__(*sys.exc_info())
sys.__excepthook__(ValueError, ValueError("no tb"), None)
sys.__excepthook__(KeyError, "just a value", None)
print("done")
sys.exit(2)
