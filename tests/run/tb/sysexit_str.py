# sys.exit with a string goes to stderr with status 1.
import sys
print("out")
sys.exit("message to stderr")
