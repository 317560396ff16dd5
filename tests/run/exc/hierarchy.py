# Every builtin exception with its bases.
import builtins
def tree(c, depth=0):
    print("  " * depth + c.__name__, [b.__name__ for b in c.__bases__])
    for s in sorted((s for s in c.__subclasses__() if s.__module__ == "builtins"), key=lambda s: s.__name__):
        tree(s, depth + 1)
tree(BaseException)
print(IOError is OSError, EnvironmentError is OSError)
for c in (ValueError, KeyError, OSError, StopIteration, SystemExit):
    print(c(), repr(c()), repr(c(1)), repr(c("a", 2)), str(c("a")), c("x").args)
print(ValueError("a") == ValueError("a"), BaseException.__module__, Exception.__doc__ is not None)
