"""The surface of one module as text: what its users can name, call and read about.

    surface.py MODULE

A line has three columns with tabs between them. The first is a path (module, module.name, module.Class.name), the
second what the line tells of it, the third the value:

    kind       module, class, function (anything else that can be called, too), data
    own        of a member of a class: yes if the class itself has it, no if it is inherited
    doc        there is a docstring
    signature  text of inspect.signature(), addresses and the executable made x

A name is public if it is in __all__, or without that if it begins with no underscore and is no module. Beside the
names in __all__ count classes and functions that the module has made itself and that begin with no underscore.
Special methods of classes count as public.
"""

import importlib
import inspect
import re
import sys
import types

# What a class statement or its metaclass leaves in a class: nothing that anybody would call.
MACHINERY = {
    "__abstractmethods__", "__annotations__", "__dataclass_fields__", "__dataclass_params__", "__dict__", "__doc__",
    "__module__", "__orig_bases__", "__parameters__", "__qualname__", "__slots__", "__weakref__", "_abc_impl",
}
ADDRESS = re.compile(r"0x[0-9a-f]+")


def tell(path, what, value=""):
    text = ADDRESS.sub("x", str(value)).replace(sys.executable, "x").replace("\n", " ")
    print(path, what, text, sep="\t")


def kind(value):
    if isinstance(value, type):
        return "class"
    if isinstance(value, types.ModuleType):
        return "module"
    return "function" if callable(value) or inspect.isroutine(value) else "data"


def describe(path, value):
    """What any object shows; gives its kind."""
    found = kind(value)
    tell(path, "kind", found)
    if found != "data" and isinstance(getattr(value, "__doc__", None), str) and value.__doc__.strip():
        tell(path, "doc")
    if found in ("class", "function"):
        try:
            tell(path, "signature", inspect.signature(value))
        except (ValueError, TypeError):
            pass
    return found


def is_public_member(name):
    if name in MACHINERY:
        return False
    return not name.startswith("_") or (name.startswith("__") and name.endswith("__"))


def members(path, cls):
    """The members of a class."""
    for name in sorted(set(dir(cls)) | set(vars(cls))):
        own = name in vars(cls)
        if not is_public_member(name):
            continue
        try:
            value = inspect.getattr_static(cls, name)
        except AttributeError:  # of the metaclass
            continue
        if isinstance(value, (staticmethod, classmethod)):
            value = value.__func__
        place = f"{path}.{name}"
        describe(place, value)
        tell(place, "own", "yes" if own else "no")


def public_names(module):
    listed = getattr(module, "__all__", None)
    if listed is None:
        return sorted(name for name, value in vars(module).items()
                      if not name.startswith("_") and not isinstance(value, types.ModuleType))
    made_here = {name for name, value in vars(module).items()
                 if not name.startswith("_") and isinstance(value, (type, types.FunctionType))
                 and value.__module__ == module.__name__}
    return sorted(set(listed) | made_here)


def main(name):
    try:
        module = importlib.import_module(name)
    except Exception as problem:
        tell(name, "error", f"{type(problem).__name__}: {problem}")
        return
    describe(name, module)
    for public in public_names(module):
        try:
            value = getattr(module, public)
        except Exception:  # missing, or loaded only now and not to be loaded
            continue
        place = f"{name}.{public}"
        if describe(place, value) == "class":
            members(place, value)


if __name__ == "__main__":
    main(sys.argv[1])
