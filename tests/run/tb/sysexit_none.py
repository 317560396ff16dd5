# sys.exit() is success.
import sys
print("ok")
sys.exit()
