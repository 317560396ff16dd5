"""Lines of source files by number, for tracebacks and debuggers; files are read once and kept."""

import os
import sys

__all__ = ["getline", "clearcache", "checkcache"]

# By file name: (size, time of change or None, lines, full name), or (function that gives the source,)
cache = {}


def getline(filename, lineno, module_globals=None):
    """The line with its end, '' if there is none."""
    lines = getlines(filename, module_globals)
    return lines[lineno - 1] if 1 <= lineno <= len(lines) else ""


def clearcache():
    """Forget all files."""
    cache.clear()


def getlines(filename, module_globals=None):
    """All lines of a file, [] if it cannot be had."""
    entry = cache.get(filename, ())
    if len(entry) > 1:
        return entry[2]
    try:
        return updatecache(filename, module_globals)
    except MemoryError:
        clearcache()
        return []


def checkcache(filename=None):
    """Forget the files (or one) that have changed since they were read."""
    for name in list(cache) if filename is None else [filename]:
        entry = cache.get(name, ())
        if len(entry) < 2:
            continue
        size, mtime, _, fullname = entry
        if mtime is None:  # from a loader
            continue
        try:
            status = os.stat(fullname)
        except OSError:
            status = None
        if status is None or size != status.st_size or mtime != status.st_mtime:
            cache.pop(name, None)


def _no_file(filename):
    return not filename or (filename.startswith("<") and filename.endswith(">"))


def updatecache(filename, module_globals=None):
    """Read a file anew; gives its lines, [] if it cannot be had."""
    if len(cache.get(filename, ())) != 1:  # a loader's promise stays good
        cache.pop(filename, None)
    if _no_file(filename):
        return []
    fullname = filename
    try:
        status = os.stat(fullname)
    except OSError:
        if lazycache(filename, module_globals):
            try:
                source = cache[filename][0]()
            except (ImportError, OSError):
                pass
            else:
                if source is None:
                    return []
                cache[filename] = len(source), None, [line + "\n" for line in source.splitlines()], fullname
                return cache[filename][2]
        if os.path.isabs(filename):
            return []
        # a name relative to some directory of the search path, as of modules compiled long ago
        for folder in sys.path:
            try:
                fullname = os.path.join(folder, filename)
                status = os.stat(fullname)
                break
            except (TypeError, AttributeError, OSError):
                continue
        else:
            return []
    import tokenize
    try:
        with tokenize.open(fullname) as file:
            lines = file.readlines()
    except OSError:
        return []
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    cache[filename] = status.st_size, status.st_mtime, lines, fullname
    return lines


def lazycache(filename, module_globals):
    """Note that the loader of a module can give the source, should it be asked for; True if it can."""
    if filename in cache:
        return len(cache[filename]) == 1
    if _no_file(filename) or not module_globals or "__loader__" not in module_globals:
        return False
    name, loader = module_globals.get("__name__"), module_globals["__loader__"]
    get_source = getattr(loader, "get_source", None)
    if not name or not get_source:
        return False
    cache[filename] = (lambda: get_source(name)),
    return True
