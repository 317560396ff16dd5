# sys.exit with an integer.
import sys
print("leaving")
try:
    sys.exit(3)
finally:
    print("finally runs")
