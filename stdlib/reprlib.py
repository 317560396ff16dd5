"""repr() with limits on length and depth, for debuggers; and a guard for __repr__ methods that meet themselves."""

import builtins
from _thread import get_ident
from itertools import islice

__all__ = ["Repr", "repr", "recursive_repr"]


def recursive_repr(fillvalue="..."):
    """Decorator for __repr__: a call inside itself, on the same object, gives the fill value."""
    def decorating_function(user_function):
        active = set()

        def wrapper(self):
            call = id(self), get_ident()
            if call in active:
                return fillvalue
            active.add(call)
            try:
                return user_function(self)
            finally:
                active.discard(call)

        # functools.wraps would be an import cycle
        for name in ("__module__", "__doc__", "__name__", "__qualname__"):
            setattr(wrapper, name, getattr(user_function, name))
        wrapper.__annotations__ = getattr(user_function, "__annotations__", {})
        return wrapper

    return decorating_function


def _possibly_sorted(x):
    """The items sorted, or in their own order where they cannot be compared."""
    try:
        return sorted(x)
    except Exception:
        return list(x)


def _ends(limit):
    """How much of the head and of the tail fits with dots between."""
    head = max(0, (limit - 3) // 2)
    return head, max(0, limit - 3 - head)


def _cut(text, limit):
    """Text shortened in the middle to the limit."""
    if len(text) <= limit:
        return text
    head, tail = _ends(limit)
    return text[:head] + "..." + text[len(text) - tail:]


class Repr:
    """A shortening repr(). Subclasses add a method repr_TYPENAME(x, level) for a type, or change the limits."""

    def __init__(self):
        self.maxlevel = 6
        self.maxdict = 4
        self.maxlist = self.maxtuple = self.maxset = self.maxfrozenset = self.maxdeque = 6
        self.maxarray = 5
        self.maxstring = self.maxother = 30
        self.maxlong = 40

    def repr(self, x):
        return self.repr1(x, self.maxlevel)

    def repr1(self, x, level):
        kind = "_".join(type(x).__name__.split())
        method = getattr(self, "repr_" + kind, None) or self.repr_instance
        return method(x, level)

    def _repr_iterable(self, x, level, left, right, maxiter, trail=""):
        size = len(x)
        if level <= 0 and size:
            return left + "..." + right
        shown = [self.repr1(item, level - 1) for item in islice(x, maxiter)]
        if size > maxiter:
            shown.append("...")
        if size == 1 and trail:
            right = trail + right
        return left + ", ".join(shown) + right

    def repr_tuple(self, x, level):
        return self._repr_iterable(x, level, "(", ")", self.maxtuple, ",")

    def repr_list(self, x, level):
        return self._repr_iterable(x, level, "[", "]", self.maxlist)

    def repr_array(self, x, level):
        if x:
            return self._repr_iterable(x, level, f"array('{x.typecode}', [", "])", self.maxarray)
        return f"array('{x.typecode}')"

    def repr_set(self, x, level):
        if x:
            return self._repr_iterable(_possibly_sorted(x), level, "{", "}", self.maxset)
        return "set()"

    def repr_frozenset(self, x, level):
        if x:
            return self._repr_iterable(_possibly_sorted(x), level, "frozenset({", "})", self.maxfrozenset)
        return "frozenset()"

    def repr_deque(self, x, level):
        return self._repr_iterable(x, level, "deque([", "])", self.maxdeque)

    def repr_dict(self, x, level):
        size = len(x)
        if size == 0:
            return "{}"
        if level <= 0:
            return "{...}"
        shown = [f"{self.repr1(key, level - 1)}: {self.repr1(x[key], level - 1)}"
                 for key in islice(_possibly_sorted(x), self.maxdict)]
        if size > self.maxdict:
            shown.append("...")
        return f"{{{', '.join(shown)}}}"

    def repr_str(self, x, level):
        text = builtins.repr(x[:self.maxstring])
        if len(text) <= self.maxstring:
            return text
        # The ends come from the string itself, so that few escapes are cut through.
        head, tail = _ends(self.maxstring)
        text = builtins.repr(x[:head] + x[len(x) - tail:])
        return text[:head] + "..." + text[len(text) - tail:]

    def repr_int(self, x, level):
        return _cut(builtins.repr(x), self.maxlong)

    def repr_instance(self, x, level):
        try:
            text = builtins.repr(x)
        except Exception:  # a broken __repr__ must not stop a debugger
            return f"<{x.__class__.__name__} instance at {id(x):#x}>"
        return _cut(text, self.maxother)


aRepr = Repr()
repr = aRepr.repr
