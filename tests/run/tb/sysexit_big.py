# Only the low byte of the status counts.
import sys
print("big")
sys.exit(256 + 7)
