# True is the integer 1; False success is checked elsewhere.
import sys
print("bool")
sys.exit(True)
