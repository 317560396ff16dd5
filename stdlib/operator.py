"""Operators and other syntax as functions, and makers of functions that get items, attributes or call methods."""

__all__ = ["abs", "add", "and_", "attrgetter", "concat", "contains", "countOf", "delitem", "eq", "floordiv", "ge",
           "getitem", "gt", "iadd", "iand", "iconcat", "ifloordiv", "ilshift", "imatmul", "imod", "imul", "index",
           "indexOf", "inv", "invert", "ior", "ipow", "irshift", "is_", "is_not", "isub", "itemgetter", "itruediv",
           "ixor", "le", "length_hint", "lshift", "lt", "matmul", "methodcaller", "mod", "mul", "ne", "neg", "not_",
           "or_", "pos", "pow", "rshift", "setitem", "sub", "truediv", "truth", "xor"]

try:
    from _operator import *
except ImportError:
    from _pyoperator import *

# Most functions have the name of the special method as well.
for _name in __all__:
    if _name not in ("attrgetter", "countOf", "indexOf", "is_", "is_not", "itemgetter", "length_hint", "methodcaller",
                     "truth"):
        globals()[f"__{_name.rstrip('_')}__"] = globals()[_name]
del _name
