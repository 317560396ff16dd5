# str() of KeyError and other exceptions with special texts.
for e in (KeyError("k"), KeyError(), KeyError(1, 2), KeyError(("t",)), KeyError(""), KeyError("it's"), KeyError(None), IndexError("k"), StopIteration(5), SystemExit("x"), ImportError("m"), ImportError("m", name="n"), ImportError(), ModuleNotFoundError("q", name="z"), AssertionError("a", "b"), NameError("n"), UnicodeError(1), LookupError(3.5), KeyboardInterrupt(), MemoryError("m"), Exception(Exception("nested"))):
    print(type(e).__name__, "|", str(e), "|", repr(e), "|", e.args)
try: {}[{"a": 1}.get("b")]
except KeyError as e: print(e, repr(e))
try: import no_such_module_xyz
except ImportError as e: print(repr(e), e.name, e.path, e.msg)
try: from sys import nope
except ImportError as e: print(e, e.name, type(e).__name__)
try: import sys.nope
except ImportError as e: print(e, e.name)
try: assert 0, ("tuple", 1)
except AssertionError as e: print(e, e.args)
try: assert False
except AssertionError as e: print(repr(e), str(e) == "")
try: undefined
except NameError as e: print(e, e.args)
print(SystemExit(1, 2).code, SystemExit().code, SystemExit((1, 2)).code, SystemExit("s").code)
class K(KeyError):
    def __str__(self): return "custom " + self.args[0]
try: raise K("key")
except KeyError as e: print(e, repr(e), "%s" % e, f"{e!r}")
