# Uncaught exceptions that only look like a SyntaxError: what is printed of them.
import sys


class Any(Exception):
    def __getattribute__(self, name):
        return True


class Odd(SyntaxError):
    pass


def shown(error):
    sys.stderr = sys.stdout
    sys.excepthook(type(error), error, None)


shown(Any("x"))
for changes in ({}, {"text": 5}, {"text": "source\n"}, {"text": "source\n", "offset": 3}, {"lineno": "x"}, {"filename": None}, {"filename": 5}, {"msg": None}, {"text": b"abc"}):
    error = Odd("message", ("file", 3, 1, None))
    for name, value in changes.items():
        setattr(error, name, value)
    print(changes)
    shown(error)
