# Importing what is not there.
print("importing")
from sys import nothing_here
