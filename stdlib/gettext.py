"""Translation of messages by catalogs in the format of GNU gettext."""

import locale
import os
import re
import sys

__all__ = ["NullTranslations", "GNUTranslations", "Catalog", "find", "translation", "install", "textdomain",
           "bindtextdomain", "bind_textdomain_codeset", "dgettext", "dngettext", "gettext", "lgettext", "ldgettext",
           "ldngettext", "lngettext", "ngettext", "pgettext", "dpgettext", "npgettext", "dnpgettext"]

_default_localedir = os.path.join(sys.base_prefix, "share", "locale")


def _deprecated(name, instead=None, stacklevel=3):
    import warnings
    warnings.warn(f"{name}() is deprecated" + (f", use {instead}() instead" if instead else ""), DeprecationWarning,
                  stacklevel)


# ---- Plural forms: an expression of C in the variable n

_token_pattern = re.compile(r"""
      (?P<WHITESPACES>[ \t]+)
    | (?P<NUMBER>[0-9]+\b)
    | (?P<NAME>n\b)
    | (?P<PARENTHESIS>[()])
    | (?P<OPERATOR>[-*/%+?:]|[><!]=?|==|&&|\|\|)
    | (?P<INVALID>\w+|.)
""", re.VERBOSE | re.DOTALL)

# Binary operators by level, those first that bind least
_LEVELS = (
    {"||": lambda a, b: a or b},
    {"&&": lambda a, b: a and b},
    {"==": lambda a, b: a == b, "!=": lambda a, b: a != b},
    {"<": lambda a, b: a < b, ">": lambda a, b: a > b, "<=": lambda a, b: a <= b, ">=": lambda a, b: a >= b},
    {"+": lambda a, b: a + b, "-": lambda a, b: a - b},
    {"*": lambda a, b: a * b, "/": lambda a, b: a // b, "%": lambda a, b: a % b},
)

_LONGEST, _DEEPEST = 1000, 20


def _tokenize(plural):
    for match in _token_pattern.finditer(plural):
        kind = match.lastgroup
        if kind == "WHITESPACES":
            continue
        value = match.group(kind)
        if kind == "INVALID":
            raise ValueError("invalid token in plural form: %s" % value)
        yield value
    yield ""


def _error(value):
    if value:
        return ValueError("unexpected token in plural form: %s" % value)
    return ValueError("unexpected end of plural form")


class _Expression:
    """Parser; every method gives a function of n."""

    def __init__(self, plural):
        self.tokens = _tokenize(plural)
        self.depth = self.deepest = 0
        self.advance()

    def advance(self):
        self.next = next(self.tokens, "")

    def whole(self):
        result = self.conditional()
        if self.next:
            raise _error(self.next)
        if self.deepest > _DEEPEST:
            raise ValueError("plural form expression is too complex")
        return result

    def conditional(self):
        """a ? b : c"""
        test = self.binary(0)
        if self.next != "?":
            return test
        self.advance()
        yes = self.conditional()
        if self.next != ":":
            raise _error(self.next)
        self.advance()
        no = self.conditional()
        return lambda n: yes(n) if test(n) else no(n)

    def binary(self, level):
        """Operators of a level, from left to right."""
        if level == len(_LEVELS):
            return self.unary()
        operators = _LEVELS[level]
        steps = [(None, self.binary(level + 1))]
        while self.next in operators:
            symbol = self.next
            self.advance()
            steps.append((symbol, self.binary(level + 1)))
        if len(steps) == 1:
            return steps[0][1]

        def evaluate(n):
            value = steps[0][1](n)
            for symbol, operand in steps[1:]:
                # the logical ones leave out what does not matter
                if symbol == "&&" and not value or symbol == "||" and value:
                    continue
                value = operators[symbol](value, operand(n))
            return value
        return evaluate

    def unary(self):
        token = self.next
        if token not in ("!", "(", "n") and not token.isdigit():
            raise _error(token)
        self.advance()
        if token == "!":
            operand = self.unary()
            return lambda n: int(not operand(n))
        if token == "(":
            self.depth += 1
            self.deepest = max(self.deepest, self.depth)
            inside = self.conditional()
            self.depth -= 1
            if self.next != ")":
                raise ValueError("unbalanced parenthesis in plural form")
            self.advance()
            return inside
        if token == "n":
            return lambda n: n
        number = int(token, 10)
        return lambda n: number


def _as_int(n):
    try:
        rounded = round(n)
    except TypeError:
        raise TypeError("Plural value must be an integer, got %s" % (n.__class__.__name__,)) from None
    import warnings
    warnings.warn("Plural value must be an integer, got %s" % (n.__class__.__name__,), DeprecationWarning, 4)
    return rounded if rounded == n else n


def c2py(plural):
    """A function of n that gives the number of the plural form, made of an expression of C."""
    if len(plural) > _LONGEST:
        raise ValueError("plural form expression is too long")
    try:
        evaluate = _Expression(plural).whole()
    except RecursionError:
        raise ValueError("plural form expression is too complex")

    def func(n):
        return int(evaluate(n if isinstance(n, int) else _as_int(n)))

    return func


# ---- Catalogs

def _expand_lang(loc):
    """The names of directories that may be meant by a locale, the most specific first."""
    loc = locale.normalize(loc)
    language, at, modifier = loc.partition("@")
    language, dot, codeset = language.partition(".")
    language, underscore, territory = language.partition("_")
    parts = territory and underscore + territory, codeset and dot + codeset, modifier and at + modifier
    # To leave out the modifier is worse than the territory, and that is worse than the codeset.
    weights = 2, 1, 4
    names = []
    for kept in range(7, -1, -1):
        if all(part or not kept & weight for part, weight in zip(parts, weights)):
            names.append(language + "".join(part for part, weight in zip(parts, weights) if kept & weight))
    return names


class NullTranslations:
    """Translations that translate nothing; base class of those that do."""

    def __init__(self, fp=None):
        self._info = {}
        self._charset = None
        self._output_charset = None
        self._fallback = None
        if fp is not None:
            self._parse(fp)

    def _parse(self, fp):
        """Read a catalog."""

    def add_fallback(self, fallback):
        """Ask another object for what is not found, after those asked already."""
        if self._fallback:
            self._fallback.add_fallback(fallback)
        else:
            self._fallback = fallback

    def gettext(self, message):
        return self._fallback.gettext(message) if self._fallback else message

    def ngettext(self, msgid1, msgid2, n):
        if self._fallback:
            return self._fallback.ngettext(msgid1, msgid2, n)
        return msgid1 if n == 1 else msgid2

    def pgettext(self, context, message):
        return self._fallback.pgettext(context, message) if self._fallback else message

    def npgettext(self, context, msgid1, msgid2, n):
        if self._fallback:
            return self._fallback.npgettext(context, msgid1, msgid2, n)
        return msgid1 if n == 1 else msgid2

    def _encoded(self, text):
        """Text in the output charset, for the deprecated methods that give bytes."""
        return text.encode(self._output_charset or locale.getpreferredencoding())

    def _quiet_fallback(self, name, *args):
        """Call a deprecated method of the fallback without its warning."""
        import warnings
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", r".*\b%s\b.*" % name, DeprecationWarning)
            return getattr(self._fallback, name)(*args)

    def lgettext(self, message):
        _deprecated("lgettext", "gettext")
        if self._fallback:
            return self._quiet_fallback("lgettext", message)
        return self._encoded(message)

    def lngettext(self, msgid1, msgid2, n):
        _deprecated("lngettext", "ngettext")
        if self._fallback:
            return self._quiet_fallback("lngettext", msgid1, msgid2, n)
        return self._encoded(msgid1 if n == 1 else msgid2)

    def info(self):
        """The fields of the catalog's head."""
        return self._info

    def charset(self):
        """The encoding of the catalog."""
        return self._charset

    def output_charset(self):
        _deprecated("output_charset")
        return self._output_charset

    def set_output_charset(self, charset):
        _deprecated("set_output_charset")
        self._output_charset = charset

    def install(self, names=None):
        """Make gettext() the builtin _(), and the other functions named builtins, too."""
        import builtins
        builtins.__dict__["_"] = self.gettext
        if names is not None:
            wanted = {"gettext", "lgettext", "lngettext", "ngettext", "npgettext", "pgettext"}.intersection(names)
            for name in wanted:
                builtins.__dict__[name] = getattr(self, name)


class GNUTranslations(NullTranslations):
    """Translations of a file of the format .mo."""

    LE_MAGIC, BE_MAGIC = 0x950412DE, 0xDE120495
    CONTEXT = "%s\x04%s"  # of a message with context in the catalog
    VERSIONS = (0, 1)

    def _get_versions(self, version):
        return version >> 16, version & 0xFFFF

    def _parse(self, fp):
        from struct import unpack
        filename = getattr(fp, "name", "")
        data = fp.read()
        magic, = unpack("<I", data[:4])
        if magic not in (self.LE_MAGIC, self.BE_MAGIC):
            raise OSError(0, "Bad magic number", filename)
        order = "<" if magic == self.LE_MAGIC else ">"
        version, count, originals, translations = unpack(order + "4I", data[4:20])
        major = self._get_versions(version)[0]
        if major not in self.VERSIONS:
            raise OSError(0, "Bad version number " + str(major), filename)
        self.plural = lambda n: int(n != 1)  # as in Germanic languages
        self._catalog = {}

        def place(table, number):
            entry = table + 8 * number
            length, start = unpack(order + "II", data[entry:entry + 8])
            return start, start + length

        for number in range(count):
            places = place(originals, number), place(translations, number)
            if any(end >= len(data) for _, end in places):
                raise OSError(0, "File is corrupt", filename)
            original, translated = (data[start:end] for start, end in places)
            if not original:
                self._parse_head(translated)
            charset = self._charset or "ascii"
            if b"\x00" in original:
                # singular and plural, and as many translations as there are forms
                singular, _ = original.split(b"\x00")
                key = str(singular, charset)
                for form, one in enumerate(translated.split(b"\x00")):
                    self._catalog[key, form] = str(one, charset)
            else:
                self._catalog[str(original, charset)] = str(translated, charset)

    def _parse_head(self, data):
        """Read the translation of the empty message: fields like those of mail."""
        last = None
        for line in data.split(b"\n"):
            line = line.decode().strip()
            if not line:
                continue
            if line.startswith("#-#-#-#-#") and line.endswith("#-#-#-#-#"):  # of joined catalogs
                continue
            key, colon, value = line.partition(":")
            if colon:
                last = key.strip().lower()
                self._info[last] = value = value.strip()
            elif last:
                self._info[last] += "\n" + line
                continue
            else:
                continue
            if last == "content-type":
                self._charset = value.split("charset=")[1]
            elif last == "plural-forms":
                self.plural = c2py(value.split(";")[1].split("plural=")[1])

    def _lookup(self, key, n=None):
        """The translation of a message, or of its plural form for n; None if there is none."""
        return self._catalog.get(key if n is None else (key, self.plural(n)))

    def gettext(self, message):
        found = self._lookup(message)
        return super().gettext(message) if found is None else found

    def ngettext(self, msgid1, msgid2, n):
        found = self._lookup(msgid1, n)
        return super().ngettext(msgid1, msgid2, n) if found is None else found

    def pgettext(self, context, message):
        found = self._lookup(self.CONTEXT % (context, message))
        return super().pgettext(context, message) if found is None else found

    def npgettext(self, context, msgid1, msgid2, n):
        found = self._lookup(self.CONTEXT % (context, msgid1), n)
        return super().npgettext(context, msgid1, msgid2, n) if found is None else found

    def lgettext(self, message):
        _deprecated("lgettext", "gettext")
        found = self._lookup(message)
        if found is None:
            if self._fallback:
                return self._quiet_fallback("lgettext", message)
            found = message
        return self._encoded(found)

    def lngettext(self, msgid1, msgid2, n):
        _deprecated("lngettext", "ngettext")
        found = self._lookup(msgid1, n)
        if found is None:
            if self._fallback:
                return self._quiet_fallback("lngettext", msgid1, msgid2, n)
            found = msgid1 if n == 1 else msgid2
        return self._encoded(found)


# ---- Finding catalogs

def find(domain, localedir=None, languages=None, all=False):
    """The file of a domain for the first language that has one (the environment's languages); None if none has.

    With `all` a list of the files of all languages.
    """
    if localedir is None:
        localedir = _default_localedir
    if languages is None:
        languages = []
        for variable in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
            value = os.environ.get(variable)
            if value:
                languages = value.split(":")
                break
        if "C" not in languages:
            languages.append("C")
    names = []
    for language in languages:
        names += (name for name in _expand_lang(language) if name not in names)
    found = []
    for name in names:
        if name == "C":
            break
        file = os.path.join(localedir, name, "LC_MESSAGES", "%s.mo" % domain)
        if os.path.exists(file):
            if not all:
                return file
            found.append(file)
    return found if all else None


_translations = {}  # by class and file
_unspecified = ["unspecified"]


def _check_codeset(codeset):
    if codeset is not _unspecified:
        import warnings
        warnings.warn("parameter codeset is deprecated", DeprecationWarning, stacklevel=3)
        return codeset
    return None


def translation(domain, localedir=None, languages=None, class_=None, fallback=False, codeset=_unspecified):
    """The translations of a domain. Further languages are fallbacks of the first."""
    if class_ is None:
        class_ = GNUTranslations
    files = find(domain, localedir, languages, all=True)
    if not files:
        if fallback:
            return NullTranslations()
        from errno import ENOENT
        raise FileNotFoundError(ENOENT, "No translation file found for domain", domain)
    codeset = _check_codeset(codeset)
    import copy
    result = None
    for file in files:
        key = class_, os.path.abspath(file)
        known = _translations.get(key)
        if known is None:
            with open(file, "rb") as stream:
                known = _translations.setdefault(key, class_(stream))
        # A copy, as fallback and charset are of this use only; the catalog is shared.
        known = copy.copy(known)
        if codeset:
            known._output_charset = codeset
        if result is None:
            result = known
        else:
            result.add_fallback(known)
    return result


def install(domain, localedir=None, codeset=_unspecified, names=None):
    """Make the translations of a domain the builtin _()."""
    result = translation(domain, localedir, fallback=True)
    if codeset is not _unspecified and codeset:
        result._output_charset = codeset
    result.install(names)


# ---- Functions with the domain given or current

_localedirs = {}  # by domain
_localecodesets = {}
_current_domain = "messages"


def textdomain(domain=None):
    """Set the current domain, if it is not None; gives it."""
    global _current_domain
    if domain is not None:
        _current_domain = domain
    return _current_domain


def bindtextdomain(domain, localedir=None):
    """Set the directory of a domain, if it is not None; gives it."""
    if localedir is not None:
        _localedirs[domain] = localedir
    return _localedirs.get(domain, _default_localedir)


def bind_textdomain_codeset(domain, codeset=None):
    """Deprecated: set the charset of the functions that give bytes."""
    _deprecated("bind_textdomain_codeset")
    if codeset is not None:
        _localecodesets[domain] = codeset
    return _localecodesets.get(domain)


def _of(domain):
    """The translations of a domain; None if there are none."""
    try:
        return translation(domain, _localedirs.get(domain))
    except OSError:
        return None


def dgettext(domain, message):
    found = _of(domain)
    return message if found is None else found.gettext(message)


def dngettext(domain, msgid1, msgid2, n):
    found = _of(domain)
    if found is None:
        return msgid1 if n == 1 else msgid2
    return found.ngettext(msgid1, msgid2, n)


def dpgettext(domain, context, message):
    found = _of(domain)
    return message if found is None else found.pgettext(context, message)


def dnpgettext(domain, context, msgid1, msgid2, n):
    found = _of(domain)
    if found is None:
        return msgid1 if n == 1 else msgid2
    return found.npgettext(context, msgid1, msgid2, n)


def gettext(message):
    return dgettext(_current_domain, message)


def ngettext(msgid1, msgid2, n):
    return dngettext(_current_domain, msgid1, msgid2, n)


def pgettext(context, message):
    return dpgettext(_current_domain, context, message)


def npgettext(context, msgid1, msgid2, n):
    return dnpgettext(_current_domain, context, msgid1, msgid2, n)


# Deprecated: these give bytes

def _as_bytes(domain, function, *args):
    """What a function of the domain gives, in the charset bound to the domain."""
    codeset = _localecodesets.get(domain)
    return function(domain, *args).encode(codeset or locale.getpreferredencoding())


def ldgettext(domain, message):
    _deprecated("ldgettext", "dgettext")
    return _as_bytes(domain, dgettext, message)


def ldngettext(domain, msgid1, msgid2, n):
    _deprecated("ldngettext", "dngettext")
    return _as_bytes(domain, dngettext, msgid1, msgid2, n)


def lgettext(message):
    _deprecated("lgettext", "gettext")
    return _as_bytes(_current_domain, dgettext, message)


def lngettext(msgid1, msgid2, n):
    _deprecated("lngettext", "ngettext")
    return _as_bytes(_current_domain, dngettext, msgid1, msgid2, n)


Catalog = translation  # older name
