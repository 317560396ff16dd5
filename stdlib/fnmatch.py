"""Matching file names with the wildcards of a shell: * ? [abc] [!abc]."""

import functools
import os
import posixpath
import re

__all__ = ["filter", "fnmatch", "fnmatchcase", "translate"]


def fnmatch(name, pat):
    """Does the name match the pattern, by the rules of this system for case and slashes?"""
    return fnmatchcase(os.path.normcase(name), os.path.normcase(pat))


def fnmatchcase(name, pat):
    """Does the name match the pattern exactly?"""
    return _compile_pattern(pat)(name) is not None


@functools.lru_cache(maxsize=256, typed=True)
def _compile_pattern(pat):
    if isinstance(pat, bytes):
        regex = translate(pat.decode("iso-8859-1")).encode("iso-8859-1")
    else:
        regex = translate(pat)
    return re.compile(regex).match


def filter(names, pat):
    """The list of those names that match the pattern."""
    normcase = os.path.normcase
    match = _compile_pattern(normcase(pat))
    if os.path is posixpath:  # here normcase changes nothing
        return [name for name in names if match(name)]
    return [name for name in names if match(normcase(name))]


def _char_class(body):
    """The regular expression for a pattern's set, given what is between the brackets."""
    # Hyphens that make a range stay; others, and what re could one day read as set operations, get a backslash.
    parts, start = [], 0
    look = 2 if body[0] == "!" else 1
    while True:
        dash = body.find("-", look)
        if dash < 0:
            break
        parts.append(body[start:dash])
        start, look = dash + 1, dash + 3
    parts.append(body[start:])
    if len(parts) > 1:
        text = "-".join(part.replace("\\", r"\\").replace("-", r"\-") for part in parts)
    else:
        text = body.replace("\\", r"\\")
    for char in "&~|":
        text = text.replace(char, "\\" + char)
    if text[0] == "!":
        text = "^" + text[1:]
    elif text[0] in "^[":
        text = "\\" + text
    return "[" + text + "]"


def translate(pat):
    """The regular expression for a pattern; there is no way to quote a wildcard but a set."""
    out = []
    at, end = 0, len(pat)
    while at < end:
        char = pat[at]
        at += 1
        if char == "*":
            out.append(".*")
        elif char == "?":
            out.append(".")
        elif char == "[":
            # A bracket that closes cannot be the first in the set.
            first = at + 1 if pat.startswith("!", at) else at
            close = pat.find("]", first + 1)
            if close < 0:
                out.append(r"\[")
            else:
                out.append(_char_class(pat[at:close]))
                at = close + 1
        else:
            out.append(re.escape(char))
    return r"(?s:%s)\Z" % "".join(out)
