# TracebackException with exceptions that say they are false, and with values that are no exceptions.
import traceback


class Falsy(Exception):
    def __bool__(self):
        return False


class Broken(Exception):
    def __len__(self):
        raise RuntimeError("len")


for kind in (Falsy, Broken):
    for cause in (ZeroDivisionError("a"), None):
        try:
            raise kind("m") from cause
        except Exception as caught:
            try:
                summary = traceback.TracebackException.from_exception(caught)
                print(kind.__name__, summary.__cause__, summary.__suppress_context__, len(list(summary.format())))
            except RuntimeError as problem:
                print(kind.__name__, repr(problem))

for value in (0, "", [], 1, "a", None):
    for kind in (None, ValueError, SyntaxError):
        try:
            print(value, kind, traceback.format_exception_only(kind, value))
        except AttributeError as problem:
            print(value, kind, problem)

one = traceback.TracebackException(ValueError, ValueError("x"), None)
same = traceback.TracebackException(ValueError, ValueError("x"), None)
print(one == same, one == ValueError)
try:
    one == 5
except AttributeError as problem:
    print(problem)
