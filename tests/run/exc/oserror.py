# OSError: construction, mapping to subclasses, attributes and text.
for args in ((), ("msg",), (2, "no"), (2, "no", "file"), (2, "no", "f1", None, "f2"), (13, "denied", b"by"), (99999, "x"), (17, "e"), ("2", "s"), (2, "a", "b", "c", "d"), (1, 2, 3, 4, 5, 6), (None, "n"), (11, "again"), (11, "again", 5), (20, "nd"), (21, "isd"), (32, "pipe"), (104, "reset"), (110, "to"), (111, "ref"), (103, "ab"), (10, "child"), (3, "proc"), (4, "intr"), (1, "perm")):
    e = OSError(*args)
    print(args, type(e).__name__, e, repr(e), e.args, e.errno, e.strerror, e.filename, e.filename2)
print(type(FileNotFoundError(13, "x")).__name__, type(PermissionError("m")).__name__)
class Sub(OSError): pass
print(type(Sub(2, "x")).__name__, Sub(2, "x").errno, isinstance(OSError(2, ""), FileNotFoundError))
class Init(OSError):
    def __init__(self, a, b): super().__init__(a, b, "fn")
print(Init(2, "msg"), Init(5, "q").errno)
try: BlockingIOError(11, "x").characters_written
except AttributeError as e: print(e)
print(BlockingIOError(11, "x", 7).characters_written)
for f in (lambda: open("/no/such/file"), lambda: open("/"), lambda: open("/etc/passwd/x")):
    try: f()
    except OSError as e: print(type(e).__name__, e, e.errno, e.filename)
e = OSError(2, "old", "f")
e.errno, e.strerror, e.filename = 5, "new", "g"
print(e, e.args)
try: OSError(x=1)
except TypeError as x: print(x)
