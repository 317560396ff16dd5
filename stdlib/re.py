r"""Regular expressions.

A pattern is text in which most characters stand for themselves; . ^ $ * + ? {m,n} [] | () and sequences after a
backslash are special. The functions here compile a pattern, keep what they compiled, and call the method of the same
name of the pattern object.
"""

import enum
import functools

import sre_compile
import sre_parse
from sre_constants import error

try:
    import _locale
except ImportError:
    _locale = None

__all__ = ["match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer", "compile", "purge",
           "template", "escape", "error", "Pattern", "Match", "A", "I", "L", "M", "S", "X", "U", "ASCII", "IGNORECASE", "LOCALE",
           "MULTILINE", "DOTALL", "VERBOSE", "UNICODE"]

__version__ = "2.2.1"


class RegexFlag(enum.IntFlag):
    """The flags of compile()."""

    ASCII = A = sre_compile.SRE_FLAG_ASCII  # \w, \b, \s, \d and case know only ASCII
    IGNORECASE = I = sre_compile.SRE_FLAG_IGNORECASE
    LOCALE = L = sre_compile.SRE_FLAG_LOCALE  # \w, \b and case by the locale, in bytes only
    UNICODE = U = sre_compile.SRE_FLAG_UNICODE  # what a str pattern means anyway
    MULTILINE = M = sre_compile.SRE_FLAG_MULTILINE  # ^ and $ at every line
    DOTALL = S = sre_compile.SRE_FLAG_DOTALL  # . is a line feed, too
    VERBOSE = X = sre_compile.SRE_FLAG_VERBOSE  # white space and comments in the pattern
    TEMPLATE = T = sre_compile.SRE_FLAG_TEMPLATE  # no backtracking; deprecated
    DEBUG = sre_compile.SRE_FLAG_DEBUG  # print what is compiled

    def __repr__(self):
        if self._name_ is not None:
            return f"re.{self._name_}"
        rest = ~self._value_ if self._value_ < 0 else self._value_
        parts = []
        for member in self.__class__:
            if rest & member._value_:
                rest &= ~member._value_
                parts.append(f"re.{member._name_}")
        if rest:
            parts.append(hex(rest))
        text = "|".join(parts)
        if self._value_ >= 0:
            return text
        return f"~({text})" if len(parts) > 1 else f"~{text}"

    __str__ = object.__str__


globals().update(RegexFlag.__members__)


# ---- Functions

def match(pattern, string, flags=0):
    """Match at the beginning of the string; a Match or None."""
    return _compile(pattern, flags).match(string)


def fullmatch(pattern, string, flags=0):
    """Match the whole string; a Match or None."""
    return _compile(pattern, flags).fullmatch(string)


def search(pattern, string, flags=0):
    """Find the first place that matches; a Match or None."""
    return _compile(pattern, flags).search(string)


def sub(pattern, repl, string, count=0, flags=0):
    """The string with matches replaced (the first `count`, if that is not 0).

    `repl` is a template with references to groups, or a function of the Match.
    """
    return _compile(pattern, flags).sub(repl, string, count)


def subn(pattern, repl, string, count=0, flags=0):
    """Like sub(), with the number of replacements: (string, number)."""
    return _compile(pattern, flags).subn(repl, string, count)


def split(pattern, string, maxsplit=0, flags=0):
    """What stands between the matches; groups of the pattern are in the list, too."""
    return _compile(pattern, flags).split(string, maxsplit)


def findall(pattern, string, flags=0):
    """All matches: their texts, or their group, or tuples of their groups."""
    return _compile(pattern, flags).findall(string)


def finditer(pattern, string, flags=0):
    """Iterator over all matches as Match objects."""
    return _compile(pattern, flags).finditer(string)


def compile(pattern, flags=0):
    """Make a pattern object."""
    return _compile(pattern, flags)


def purge():
    """Forget the patterns compiled so far."""
    _cache.clear()
    _compile_repl.cache_clear()


def template(pattern, flags=0):
    """Compile with the flag TEMPLATE."""
    return _compile(pattern, flags | T)


_special_chars_map = {ord(char): "\\" + char for char in "()[]{}?*+-|^$\\.&~# \t\n\r\v\f"}


def escape(pattern):
    """Put a backslash before the special characters of a string."""
    if isinstance(pattern, str):
        return pattern.translate(_special_chars_map)
    return str(pattern, "latin1").translate(_special_chars_map).encode("latin1")


Pattern = type(sre_compile.compile("", 0))
Match = type(sre_compile.compile("", 0).match(""))


# ---- Compiled patterns that are kept

_cache = {}  # by type of pattern, pattern and flags, in the order of compilation
_MAXCACHE = 512


def _compile(pattern, flags):
    if isinstance(flags, RegexFlag):
        flags = flags._value_
    key = type(pattern), pattern, flags
    try:
        return _cache[key]
    except KeyError:
        pass
    if isinstance(pattern, Pattern):
        if flags:
            raise ValueError("cannot process flags argument with a compiled pattern")
        return pattern
    if not sre_compile.isstring(pattern):
        raise TypeError("first argument must be string or compiled pattern")
    made = sre_compile.compile(pattern, flags)
    if not flags & sre_compile.SRE_FLAG_DEBUG:
        while len(_cache) >= _MAXCACHE:
            try:
                del _cache[next(iter(_cache))]
            except (StopIteration, RuntimeError, KeyError):  # another thread was at it
                pass
        _cache[key] = made
    return made


# ---- Called by `_sre`

@functools.lru_cache(_MAXCACHE)
def _compile_repl(repl, pattern):
    return sre_parse.parse_template(repl, pattern)


def _expand(pattern, match, template):
    """match.expand(template)"""
    return sre_parse.expand_template(sre_parse.parse_template(template, pattern), match)


def _subx(pattern, template):
    """What sub() shall use for a template: a plain text or a function."""
    template = _compile_repl(template, pattern)
    groups, texts = template
    if not groups and len(texts) == 1:
        return texts[0]
    return lambda match: sre_parse.expand_template(template, match)


# ---- Pickling

import copyreg


def _pickle(p):
    return _compile, (p.pattern, p.flags)


copyreg.pickle(Pattern, _pickle, _compile)


class Scanner:
    """Splits text to tokens. The lexicon is a list of (pattern, action); an action is None, a value, or a function of
    the scanner and the text matched."""

    def __init__(self, lexicon, flags=0):
        if isinstance(flags, RegexFlag):
            flags = flags._value_
        self.lexicon = lexicon
        state = sre_parse.State()
        state.flags = flags
        rules = []
        for phrase, _ in lexicon:
            gid = state.opengroup()
            rule = sre_parse.SubPattern(state, [
                (sre_compile.SUBPATTERN, (gid, 0, 0, sre_parse.parse(phrase, flags)))])
            rules.append(rule)
            state.closegroup(gid, rule)
        whole = sre_parse.SubPattern(state, [(sre_compile.BRANCH, (None, rules))])
        self.scanner = sre_compile.compile(whole)

    def scan(self, string):
        """The results of the actions, and the rest of the string that no pattern matches."""
        results = []
        step = self.scanner.scanner(string).match
        position = 0
        while True:
            found = step()
            if not found or found.end() == position:
                break
            action = self.lexicon[found.lastindex - 1][1]
            if callable(action):
                self.match = found
                action = action(self, found.group())
            if action is not None:
                results.append(action)
            position = found.end()
        return results, string[position:]
