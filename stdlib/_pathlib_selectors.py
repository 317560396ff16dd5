"""Globbing: a chain of selectors, one for each part of the pattern; found in pathlib."""

import functools
from errno import EBADF, ELOOP, ENOENT, ENOTDIR

__name__ = 'pathlib'  # where all of this is found


# What says that there is no such file; the second for Windows.
_IGNORED_ERROS = (ENOENT, ENOTDIR, EBADF, ELOOP)
_IGNORED_WINERRORS = (21, 123, 1921)


def _ignore_error(exception):
    return (getattr(exception, "errno", None) in _IGNORED_ERROS
            or getattr(exception, "winerror", None) in _IGNORED_WINERRORS)


def _is_wildcard_pattern(pat):
    return not {"*", "?", "["}.isdisjoint(pat)


def _make_selector(pattern_parts, flavour):
    pat, rest = pattern_parts[0], pattern_parts[1:]
    if pat == "**":
        kind = _RecursiveWildcardSelector
    elif "**" in pat:
        raise ValueError("Invalid pattern: '**' can only be an entire path component")
    else:
        kind = _WildcardSelector if _is_wildcard_pattern(pat) else _PreciseSelector
    return kind(pat, rest, flavour)


_make_selector = functools.lru_cache()(_make_selector)


class _Selector:
    """Finds what matches a part of the pattern in a directory, and goes on from there."""

    def __init__(self, child_parts, flavour):
        self.child_parts = child_parts
        self.dironly = bool(child_parts)
        self.successor = _make_selector(child_parts, flavour) if child_parts else _TerminatingSelector()

    def select_from(self, parent_path):
        """The paths below the directory that match."""
        cls = type(parent_path)
        if not cls.is_dir(parent_path):
            return iter([])
        return self._select_from(parent_path, cls.is_dir, cls.exists, parent_path._accessor.scandir)


class _TerminatingSelector:
    def _select_from(self, parent_path, is_dir, exists, scandir):
        yield parent_path


class _PreciseSelector(_Selector):
    def __init__(self, name, child_parts, flavour):
        self.name = name
        super().__init__(child_parts, flavour)

    def _select_from(self, parent_path, is_dir, exists, scandir):
        try:
            path = parent_path._make_child_relpath(self.name)
            if (is_dir if self.dironly else exists)(path):
                yield from self.successor._select_from(path, is_dir, exists, scandir)
        except PermissionError:
            return


class _WildcardSelector(_Selector):
    def __init__(self, pat, child_parts, flavour):
        self.match = flavour.compile_pattern(pat)
        super().__init__(child_parts, flavour)

    def _select_from(self, parent_path, is_dir, exists, scandir):
        try:
            with scandir(parent_path) as scan:
                entries = list(scan)
            for entry in entries:
                if self.dironly:
                    try:
                        if not entry.is_dir():
                            continue
                    except OSError as error:
                        if not _ignore_error(error):
                            raise
                        continue
                if self.match(entry.name):
                    path = parent_path._make_child_relpath(entry.name)
                    yield from self.successor._select_from(path, is_dir, exists, scandir)
        except PermissionError:
            return


class _RecursiveWildcardSelector(_Selector):
    def __init__(self, pat, child_parts, flavour):
        super().__init__(child_parts, flavour)

    def _iterate_directories(self, parent_path, is_dir, scandir):
        yield parent_path
        try:
            with scandir(parent_path) as scan:
                entries = list(scan)
            for entry in entries:
                try:
                    descend = entry.is_dir() and not entry.is_symlink()
                except OSError as error:
                    if not _ignore_error(error):
                        raise
                    continue
                if descend:
                    path = parent_path._make_child_relpath(entry.name)
                    yield from self._iterate_directories(path, is_dir, scandir)
        except PermissionError:
            return

    def _select_from(self, parent_path, is_dir, exists, scandir):
        try:
            seen = set()  # with several ** a path can be reached in several ways
            for folder in self._iterate_directories(parent_path, is_dir, scandir):
                for path in self.successor._select_from(folder, is_dir, exists, scandir):
                    if path not in seen:
                        seen.add(path)
                        yield path
        except PermissionError:
            return


__name__ = __spec__.name
