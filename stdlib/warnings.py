"""Warnings: messages about doubtful things that need not stop a program. Filters say what becomes of them."""

import sys

__all__ = ["warn", "warn_explicit", "showwarning", "formatwarning", "filterwarnings", "simplefilter", "resetwarnings",
           "catch_warnings"]


class WarningMessage:
    """A warning that is to be shown."""

    _WARNING_DETAILS = ("message", "category", "filename", "lineno", "file", "line", "source")

    def __init__(self, message, category, filename, lineno, file=None, line=None, source=None):
        self.message, self.category = message, category
        self.filename, self.lineno = filename, lineno
        self.file, self.line, self.source = file, line, source
        self._category_name = category.__name__ if category else None

    def __str__(self):
        return f"{{message : {self.message!r}, category : {self._category_name!r}, filename : {self.filename!r}, " \
               f"lineno : {self.lineno}, line : {self.line!r}}}"


# ---- Showing. Whoever replaces showwarning() or formatwarning() is asked instead of the functions here.

def showwarning(message, category, filename, lineno, file=None, line=None):
    """Write a warning to a file (sys.stderr)."""
    _showwarnmsg_impl(WarningMessage(message, category, filename, lineno, file, line))


def formatwarning(message, category, filename, lineno, line=None):
    """The text of a warning."""
    return _formatwarnmsg_impl(WarningMessage(message, category, filename, lineno, None, line))


_showwarning_orig, _formatwarning_orig = showwarning, formatwarning


def _showwarnmsg(msg):
    """Show a WarningMessage; called by the native module."""
    replaced = globals().get("showwarning", _showwarning_orig)
    if replaced is _showwarning_orig:
        _showwarnmsg_impl(msg)
        return
    if not callable(replaced):
        raise TypeError("warnings.showwarning() must be set to a function or method")
    replaced(msg.message, msg.category, msg.filename, msg.lineno, msg.file, msg.line)


def _showwarnmsg_impl(msg):
    file = sys.stderr if msg.file is None else msg.file
    if file is None:  # no console
        return
    text = _formatwarnmsg(msg)
    try:
        file.write(text)
    except OSError:
        pass


def _formatwarnmsg(msg):
    replaced = globals().get("formatwarning", _formatwarning_orig)
    if replaced is _formatwarning_orig:
        return _formatwarnmsg_impl(msg)
    return replaced(msg.message, msg.category, msg.filename, msg.lineno, msg.line)


def _formatwarnmsg_impl(msg):
    category = msg.category.__name__
    parts = [f"{msg.filename}:{msg.lineno}: {category}: {msg.message}\n"]
    line = msg.line
    if line is None:
        line = _quietly(lambda: __import__("linecache").getline(msg.filename, msg.lineno))
    if line:
        parts.append(f"  {line.strip()}\n")
    if msg.source is not None:
        parts += _allocation(msg, category)
    return "".join(parts)


def _quietly(function):
    """The result; None if it fails, as may happen while the interpreter ends."""
    try:
        return function()
    except Exception:
        return None


def _allocation(msg, category):
    """Lines about where the object was made that a warning is about."""
    tracemalloc = _quietly(lambda: __import__("tracemalloc"))
    if tracemalloc is None:
        return
    tracing = _quietly(tracemalloc.is_tracing)
    trace = _quietly(lambda: tracemalloc.get_object_traceback(msg.source))
    if trace is None:
        if tracing is False:
            yield f"{category}: Enable tracemalloc to get the object allocation traceback\n"
        return
    yield "Object allocated at (most recent call last):\n"
    for frame in trace:
        yield f'  File "{frame.filename}", lineno {frame.lineno}\n'
        line = _quietly(lambda: __import__("linecache").getline(frame.filename, frame.lineno))
        if line:
            yield f"    {line.strip()}\n"


# ---- Filters: (action, pattern of the message, category, pattern of the module, line number)

_ACTIONS = "error", "ignore", "always", "default", "module", "once"


def filterwarnings(action, message="", category=Warning, module="", lineno=0, append=False):
    """Put a filter before (or after) the others. Message and module are patterns to match at the beginning."""
    assert action in _ACTIONS, f"invalid action: {action!r}"
    assert isinstance(message, str), "message must be a string"
    assert isinstance(category, type), "category must be a class"
    assert issubclass(category, Warning), "category must be a Warning subclass"
    assert isinstance(module, str), "module must be a string"
    assert isinstance(lineno, int) and lineno >= 0, "lineno must be an int >= 0"
    patterns = [None, None]
    if message or module:
        import re
        if message:
            patterns[0] = re.compile(message, re.I)
        if module:
            patterns[1] = re.compile(module)
    _add_filter(action, patterns[0], category, patterns[1], lineno, append=append)


def simplefilter(action, category=Warning, lineno=0, append=False):
    """Put a filter before (or after) the others that fits all messages and modules."""
    assert action in _ACTIONS, f"invalid action: {action!r}"
    assert isinstance(lineno, int) and lineno >= 0, "lineno must be an int >= 0"
    _add_filter(action, None, category, None, lineno, append=append)


def _add_filter(*item, append):
    if append:
        if item in filters:
            return
        filters.append(item)
    else:
        # an equal one would never be reached any more
        if item in filters:
            filters.remove(item)
        filters.insert(0, item)
    _filters_mutated()


def resetwarnings():
    """Take all filters away."""
    filters[:] = []
    _filters_mutated()


# ---- The option -W

class _OptionError(Exception):
    """A filter in an option that makes no sense."""


def _processoptions(args):
    for argument in args:
        try:
            _setoption(argument)
        except _OptionError as problem:
            print("Invalid -W option ignored:", problem, file=sys.stderr)


def _setoption(arg):
    """Add the filter action:message:category:module:lineno, of which the end may be missing."""
    fields = arg.split(":")
    if len(fields) > 5:
        raise _OptionError(f"too many fields (max 5): {arg!r}")
    action, message, category, module, lineno = (field.strip() for field in fields + [""] * (5 - len(fields)))
    action = _getaction(action)
    category = _getcategory(category)
    if message or module:
        import re
        message = re.escape(message)
        module = re.escape(module)
        if module:
            module += r"\Z"
    number = 0
    if lineno:
        try:
            number = int(lineno)
            if number < 0:
                raise ValueError
        except (ValueError, OverflowError):
            raise _OptionError(f"invalid lineno {lineno if lineno.lstrip('-').isdigit() else repr(lineno)}") from None
    filterwarnings(action, message, category, module, number)


def _getaction(action):
    """The action that an abbreviation means."""
    if not action:
        return "default"
    if action == "all":
        return "always"
    for known in ("default", "always", "ignore", "module", "once", "error"):
        if known.startswith(action):
            return known
    raise _OptionError(f"invalid action: {action!r}")


def _getcategory(category):
    """The class that a name, perhaps with a module, means."""
    if not category:
        return Warning
    module, dot, name = category.rpartition(".")
    if dot:
        try:
            source = __import__(module, None, None, [name])
        except ImportError:
            raise _OptionError(f"invalid module name: {module!r}") from None
    else:
        import builtins as source
    try:
        found = getattr(source, name)
    except AttributeError:
        raise _OptionError(f"unknown warning category: {category!r}") from None
    if not issubclass(found, Warning):
        raise _OptionError(f"invalid warning category: {category!r}")
    return found


# ---- Warning, for an interpreter without the native `_warnings`

def _is_internal_frame(frame):
    """Is it part of the import system?"""
    filename = frame.f_code.co_filename
    return "importlib" in filename and "_bootstrap" in filename


def _next_external_frame(frame):
    """The next frame outwards that is not part of the import system."""
    while True:
        frame = frame.f_back
        if frame is None or not _is_internal_frame(frame):
            return frame


def _place(stacklevel):
    """(globals, filename, line number) of the code that a warning is about, seen from warn()."""
    try:
        frame = sys._getframe(2)
        if stacklevel <= 1 or _is_internal_frame(frame):
            step = lambda frame: frame.f_back  # a warning about the import system itself
        else:
            step = _next_external_frame
        for _ in range(stacklevel - 1):
            frame = step(frame)
            if frame is None:
                raise ValueError
    except ValueError:
        return sys.__dict__, "sys", 1
    return frame.f_globals, frame.f_code.co_filename, frame.f_lineno


def warn(message, category=None, stacklevel=1, source=None):
    """Warn about the code that calls this, or (with a higher level) about its callers."""
    if isinstance(message, Warning):
        category = message.__class__
    if category is None:
        category = UserWarning
    if not (isinstance(category, type) and issubclass(category, Warning)):
        raise TypeError(f"category must be a Warning subclass, not '{type(category).__name__}'")
    names, filename, lineno = _place(stacklevel)
    registry = names.setdefault("__warningregistry__", {})
    warn_explicit(message, category, filename, lineno, names.get("__name__", "<string>"), registry, names, source)


def warn_explicit(message, category, filename, lineno, module=None, registry=None, module_globals=None, source=None):
    """Warn about a place that is given."""
    lineno = int(lineno)
    if module is None:
        module = filename or "<unknown>"
        if module[-3:].lower() == ".py":
            module = module[:-3]
    if registry is None:
        registry = {}
    if registry.get("version", 0) != _filters_version:
        registry.clear()
        registry["version"] = _filters_version
    if isinstance(message, Warning):
        text = str(message)
        category = message.__class__
    else:
        text = message
        message = category(message)
    key = text, category, lineno
    if registry.get(key):
        return
    action = _action_for(text, category, module, lineno)
    if action == "ignore":
        return
    if module_globals is not None:
        import linecache  # while the loader of the source is at hand
        linecache.getlines(filename, module_globals)
    if action == "error":
        raise message
    if action == "once":
        registry[key] = 1
        once_key = text, category
        if onceregistry.get(once_key):
            return
        onceregistry[once_key] = 1
    elif action == "module":
        registry[key] = 1
        any_line = text, category, 0
        if registry.get(any_line):
            return
        registry[any_line] = 1
    elif action == "default":
        registry[key] = 1
    elif action != "always":
        raise RuntimeError(f"Unrecognized action ({action!r}) in warnings.filters:\n {action}")
    _showwarnmsg(WarningMessage(message, category, filename, lineno, source=source))


def _action_for(text, category, module, lineno):
    for action, message, wanted, pattern, line in filters:
        if ((message is None or message.match(text)) and issubclass(category, wanted)
                and (pattern is None or pattern.match(module)) and line in (0, lineno)):
            return action
    return defaultaction


# ---- Remembering and restoring

class catch_warnings:
    """Context manager: filters and showwarning() are afterwards as before.

    With `record` warnings are not shown but put in a list, which is what `as` gives.
    """

    def __init__(self, *, record=False, module=None):
        """Keep the filters for the time of a with statement; with `record` note warnings in a list."""
        self._record = record
        self._module = sys.modules["warnings"] if module is None else module
        self._entered = False

    def __repr__(self):
        shown = []
        if self._record:
            shown.append("record=True")
        if self._module is not sys.modules["warnings"]:
            shown.append(f"module={self._module!r}")
        return f"{type(self).__name__}({', '.join(shown)})"

    def __enter__(self):
        if self._entered:
            raise RuntimeError(f"Cannot enter {self!r} twice")
        self._entered = True
        module = self._module
        self._filters = module.filters
        module.filters = self._filters[:]
        module._filters_mutated()
        self._showwarning, self._showwarnmsg_impl = module.showwarning, module._showwarnmsg_impl
        if not self._record:
            return None
        caught = []
        module._showwarnmsg_impl = caught.append
        # whatever replaced this one must not show what is recorded
        module.showwarning = module._showwarning_orig
        return caught

    def __exit__(self, *exc_info):
        if not self._entered:
            raise RuntimeError(f"Cannot exit {self!r} without entering first")
        module = self._module
        module.filters = self._filters
        module._filters_mutated()
        module.showwarning, module._showwarnmsg_impl = self._showwarning, self._showwarnmsg_impl


def _warn_unawaited_coroutine(coro):
    """Called by the interpreter when a coroutine dies that was never awaited."""
    text = f"coroutine '{coro.__qualname__}' was never awaited\n"
    if coro.cr_origin is not None:
        import linecache
        import traceback
        # the frames are kept innermost first, without their text
        frames = [(filename, lineno, name, linecache.getline(filename, lineno))
                  for filename, lineno, name in reversed(coro.cr_origin)]
        text += "Coroutine created at (most recent call last)\n" + "".join(traceback.format_list(frames))
    warn(text.rstrip("\n"), category=RuntimeWarning,
         stacklevel=2, source=coro)


# ---- State: the native module's, if there is one

try:
    from _warnings import (_defaultaction as defaultaction, _onceregistry as onceregistry, _filters_mutated, filters,
                           warn, warn_explicit)
    _defaultaction, _onceregistry = defaultaction, onceregistry
except ImportError:
    filters = []
    defaultaction = "default"
    onceregistry = {}
    _filters_version = 1

    def _filters_mutated():
        """Called after every change of the filters: what the registries remember is void."""
        global _filters_version
        _filters_version += 1

    if not hasattr(sys, "gettotalrefcount"):  # a debug build shows everything
        filterwarnings("default", category=DeprecationWarning, module="__main__", append=True)
        for _category in (DeprecationWarning, PendingDeprecationWarning, ImportWarning, ResourceWarning):
            simplefilter("ignore", _category, append=True)
        del _category

_processoptions(sys.warnoptions)
