# Asking for sys and builtins by name or spec gives the ones that the interpreter works with.
import sys
import builtins

import _imp
import importlib._bootstrap as bootstrap


class Spec:
    def __init__(self, name):
        self.name = name


for name in ("sys", "builtins"):
    module = sys.modules[name]
    print(name, bootstrap._builtin_from_name(name) is module)
    print(module.__name__, module.__spec__.name, module.__loader__.__name__)
    print(_imp.create_builtin(Spec(name)) is module, sys.modules[name] is module, module.__spec__)
print(sys.flags.optimize, type(sys.version_info).__name__, len("abc"), builtins.len is len)

# Variables get their first values back, but not those that depend on how the program was started.
output, errors, path = sys.stdout, sys.stderr, sys.path
sys.maxsize, sys.argv, sys.mine, sys.path_hooks[:] = 5, ["x"], 1, sys.path_hooks
known = len
builtins.len = 4
for name in ("sys", "builtins"):
    _imp.create_builtin(Spec(name))
print(sys.maxsize > 5, sys.argv, sys.mine, sys.stdout is output, sys.path is path, len is known)
sys.stderr = errors

# Without the entry in sys.modules: another module with the same contents.
del sys.modules["sys"]
other = _imp.create_builtin(Spec("sys"))
print(other is sys, other.flags is sys.flags, other.modules is sys.modules, hasattr(other, "mine"))
print([name for name in ("argv", "path", "stdout", "prefix", "meta_path", "warnoptions") if hasattr(other, name)])
sys.modules["sys"] = sys
print(_imp.is_builtin("sys"), _imp.is_builtin("builtins"), _imp.is_builtin("nothing"))
