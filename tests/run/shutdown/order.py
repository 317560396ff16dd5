"""What goes away when: exit functions, modules as wholes, cycles with their globals still there."""
import atexit
import builtins
import sys
import types
import warnings


class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("gone:", self.name, warnings is not None, sys.is_finalizing())


class Cycle:
    pass


builtins.held = Noisy("in builtins")
cycle = Cycle()
cycle.me = cycle
cycle.noisy = Noisy("in a cycle")
atexit.register(print, "first registered, last run")


@atexit.register
def last_registered():
    print("last registered, first run", sys.is_finalizing())


class Shouting:
    def write(self, text):
        sys.__stdout__.write(text.upper())

    def flush(self):
        sys.__stdout__.flush()


sys.stdout = Shouting()
print("end of program")
