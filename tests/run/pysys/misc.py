# intern, getrefcount-free facts, limits, flags, displayhook, exit hooks.
import sys
a = "".join(["dyn", "amic"])
print(sys.intern(a) is sys.intern("".join(["dynam", "ic"])))
for f in (lambda: sys.intern(5), lambda: sys.intern(type("S", (str,), {})("x")), lambda: sys.setrecursionlimit(0), lambda: sys.setrecursionlimit("a"), lambda: sys.setrecursionlimit(-5), lambda: sys.exit(1, 2), lambda: sys.setswitchinterval(0), lambda: sys.getsizeof(), lambda: sys.setrecursionlimit(2 ** 40), lambda: sys.displayhook()):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
sys.displayhook([1, "a"])
sys.displayhook(None)
import builtins
print(builtins._)
old = sys.getrecursionlimit()
sys.setrecursionlimit(500)
print(sys.getrecursionlimit(), sys.setrecursionlimit(old), sys.getrecursionlimit() == old)
try: sys.exit("never seen")
except SystemExit as e: print(repr(e), e.code)
print(sys.getsizeof(5) > 0, sys.getsizeof([], 99) > 0, sys.is_finalizing(), sys.dont_write_bytecode, isinstance(sys.path, list), isinstance(sys.modules, dict), sys.float_repr_style, sys.thread_info.name, sys.getfilesystemencoding(), sys.stdout.encoding, sys.stdin.fileno(), sys.stdout.name, sys.stderr.errors)
print(sys.version_info >= (3, 8), sys.version_info.major, repr(sys.flags).startswith("sys.flags(debug=0"), sys.hash_info.width, "sys" in sys.builtin_module_names, sys.getallocatedblocks() >= 0)
sys.audit("my.event", 1)
sys.stdout.write("direct\n")
sys.custom = 1
print(sys.custom, sys.__name__, type(sys).__name__)
