"""Locales: which one is used, and numbers and money written as it says."""

import encodings
import encodings.aliases
import functools
import re
import sys
from builtins import str as _builtin_str
import _collections_abc

__all__ = ["getlocale", "getdefaultlocale", "getpreferredencoding", "Error", "setlocale", "resetlocale", "localeconv",
           "strcoll", "strxfrm", "str", "atof", "atoi", "format", "format_string", "currency", "normalize", "LC_CTYPE",
           "LC_COLLATE", "LC_TIME", "LC_MONETARY", "LC_NUMERIC", "LC_ALL", "CHAR_MAX"]


def _strcoll(a, b):
    """Compare by code points."""
    return (a > b) - (a < b)


def _strxfrm(s):
    return s


try:
    from _locale import *
except ImportError:
    # A system that knows only the locale C.
    CHAR_MAX = 127
    LC_CTYPE, LC_NUMERIC, LC_TIME, LC_COLLATE, LC_MONETARY, LC_MESSAGES, LC_ALL = range(7)
    Error = ValueError

    def localeconv():
        conventions = dict.fromkeys(
            ("int_frac_digits", "frac_digits", "p_cs_precedes", "n_cs_precedes", "p_sep_by_space", "n_sep_by_space",
             "p_sign_posn", "n_sign_posn"), CHAR_MAX)
        conventions.update(dict.fromkeys(
            ("thousands_sep", "int_curr_symbol", "currency_symbol", "mon_decimal_point", "mon_thousands_sep",
             "positive_sign", "negative_sign"), ""))
        conventions.update(decimal_point=".", grouping=[CHAR_MAX], mon_grouping=[])
        return conventions

    def setlocale(category, value=None):
        if value not in (None, "", "C"):
            raise Error("_locale emulation only supports \"C\" locale")
        return "C"

strcoll = globals().get("strcoll", _strcoll)
strxfrm = globals().get("strxfrm", _strxfrm)
_localeconv = localeconv
_setlocale = setlocale

_override_localeconv = {}  # for tests


@functools.wraps(_localeconv)
def localeconv():
    conventions = _localeconv()
    conventions.update(_override_localeconv)
    return conventions


def __getattr__(name):
    # The tables take time to build and are needed only for names that are not spelt as usual.
    if name in ("locale_alias", "locale_encoding_alias", "windows_locale"):
        import _localedata
        value = globals()[name] = getattr(_localedata, name)
        return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


# ---- Numbers

def _grouping_intervals(grouping):
    """Sizes of the groups of digits from the right, without end if the last one is to be repeated."""
    last = None
    for interval in grouping:
        if interval == CHAR_MAX:  # no more groups
            return
        if interval == 0:
            if last is None:
                raise ValueError("invalid grouping")
            while True:
                yield last
        yield interval
        last = interval


def _group(s, monetary=False):
    """Put separators between the digits; gives the text and how many characters were added."""
    prefix = "mon_" if monetary else ""
    conventions = localeconv()
    separator, grouping = conventions[prefix + "thousands_sep"], conventions[prefix + "grouping"]
    if not grouping:
        return s, 0
    digits = s.rstrip(" ")
    after = s[len(digits):]
    before = ""
    groups = []
    for interval in _grouping_intervals(grouping):
        if not digits or digits[-1] not in "0123456789":
            # the sign, or padding
            before, digits = digits, ""
            break
        groups.append(digits[-interval:])
        digits = digits[:-interval]
    if digits:
        groups.append(digits)
    return before + separator.join(groups[::-1]) + after, len(separator) * (len(groups) - 1)


def _strip_padding(s, amount):
    """Take so many blanks away, from the left and then from the right."""
    left = min(amount, len(s) - len(s.lstrip(" ")))
    s = s[left:]
    right = min(amount - left, len(s) - len(s.rstrip(" ")))
    return s[:len(s) - right]


_percent_re = re.compile(r"%(?:\((?P<key>.*?)\))?(?P<modifiers>[-#0-9 +*.hlL]*?)[eEfFgGdiouxXcrs%]")


def _format(percent, value, grouping=False, monetary=False, *additional):
    """One value by one format; `additional` are the values of its stars."""
    text = percent % ((value, *additional) if additional else value)
    kind = percent[-1]
    added = 0
    if kind in "eEfFgG":
        whole, *fraction = text.split(".")
        if grouping:
            whole, added = _group(whole, monetary=monetary)
        point = localeconv()["mon_decimal_point" if monetary else "decimal_point"]
        text = point.join([whole, *fraction])
    elif kind in "diu" and grouping:
        text, added = _group(text, monetary=monetary)
    return _strip_padding(text, added) if added else text


def format_string(f, val, grouping=False, monetary=False):
    """f % val with decimal points and, if wanted, groups of digits as the locale has them."""
    found = list(_percent_re.finditer(f))
    template = _percent_re.sub("%s", f)
    by_name = isinstance(val, _collections_abc.Mapping)
    if not by_name and not isinstance(val, tuple):
        val = (val,)
    place = 0
    texts = []
    for match in found:
        percent = match.group()
        if percent[-1] == "%":
            texts.append("%")
        elif by_name:
            texts.append(_format(percent, val, grouping, monetary))
        else:
            stars = match.group("modifiers").count("*")
            texts.append(_format(percent, val[place], grouping, monetary, *val[place + 1:place + 1 + stars]))
            place += 1 + stars
    return template % tuple(texts)


def format(percent, value, grouping=False, monetary=False, *additional):
    """Deprecated: one value by one format, see format_string()."""
    import warnings
    warnings.warn("This method will be removed in a future version of Python. Use 'locale.format_string()' instead.",
                  DeprecationWarning, stacklevel=2)
    match = _percent_re.match(percent)
    if not match or len(match.group()) != len(percent):
        raise ValueError("format() must be given exactly one %%char format specifier, %s not valid" % repr(percent))
    return _format(percent, value, grouping, monetary, *additional)


def currency(val, symbol=True, grouping=False, international=False):
    """An amount of money as the locale has it."""
    conventions = localeconv()
    digits = conventions["int_frac_digits" if international else "frac_digits"]
    if digits == CHAR_MAX:
        raise ValueError("Currency formatting is not possible using the 'C' locale.")
    kind = "n" if val < 0 else "p"
    amount = _format("%%.%if" % digits, abs(val), grouping, monetary=True)
    sign = conventions["negative_sign" if val < 0 else "positive_sign"]
    position = conventions[kind + "_sign_posn"]
    # The sign may have to stand right before or behind the amount, without the symbol.
    if position == 3:
        amount = sign + amount
    elif position == 4:
        amount += sign
    if symbol:
        unit = conventions["int_curr_symbol" if international else "currency_symbol"]
        gap = " " if conventions[kind + "_sep_by_space"] else ""
        if conventions[kind + "_cs_precedes"]:
            amount = unit + gap + amount
        else:
            amount += gap + unit
    if position in (3, 4):
        return amount
    if position == 0:
        return f"({amount})"
    return amount + sign if position == 2 else sign + amount


def str(val):
    """A float with the locale's decimal point."""
    return _format("%.12g", val)


def delocalize(string):
    """A number of the locale as Python writes it."""
    conventions = localeconv()
    for mark, plain in (("thousands_sep", ""), ("decimal_point", ".")):
        if conventions[mark]:
            string = string.replace(conventions[mark], plain)
    return string


def atof(string, func=float):
    """The float that a text of the locale means."""
    return func(delocalize(string))


def atoi(string):
    """The integer that a text of the locale means."""
    return int(delocalize(string))


# ---- Names of locales

def _replace_encoding(code, encoding):
    """The locale with another encoding, spelt as usual."""
    from _localedata import locale_encoding_alias
    language = code.partition(".")[0]
    encoding = encodings.normalize_encoding(encoding)
    encoding = encodings.aliases.aliases.get(encoding.lower(), encoding)
    plain = encoding.lower()
    for key in (plain, plain.replace("_", "").replace("-", "")):
        if key in locale_encoding_alias:
            encoding = locale_encoding_alias[key]
            break
    return f"{language}.{encoding}"


def _append_modifier(code, modifier):
    """The locale with a modifier; that for the euro is a matter of the encoding."""
    if modifier == "euro":
        _, dot, encoding = code.partition(".")
        if not dot:
            return code + ".ISO8859-15"
        if encoding in ("ISO8859-15", "UTF-8"):
            return code
        if encoding == "ISO8859-1":
            return _replace_encoding(code, "ISO8859-15")
    return f"{code}@{modifier}"


def normalize(localename):
    """The usual spelling of a locale, with the usual encoding if it has none; the name itself if it is not known."""
    from _localedata import locale_alias
    name, _, modifier = localename.lower().replace(":", ".").partition("@")
    language, _, encoding = name.partition(".")
    encoding = encoding.split(".")[0]
    # As it is, then without modifier, without encoding, without either.
    for with_encoding, with_modifier in ((True, True), (True, False), (False, True), (False, False)):
        if not with_encoding and not encoding or not with_modifier and not modifier:
            continue
        key = language
        if with_encoding and encoding:
            key += "." + encoding.replace("-", "").replace("_", "")
        if with_modifier and modifier:
            key += "@" + modifier
        found = locale_alias.get(key)
        if found is None:
            continue
        code, at, known = found.partition("@")
        if not with_modifier and at and known.lower() != modifier:
            continue
        if not with_encoding:
            code = _replace_encoding(code, encoding)
        return _append_modifier(code, modifier) if not with_modifier and not at else code + at + known
    return localename


def _parse_localename(localename):
    """(language, encoding) of a locale."""
    code, _, modifier = normalize(localename).partition("@")
    if modifier == "euro" and "." not in code:
        return code, "iso-8859-15"  # what glibc means by it
    if "." in code:
        return tuple(code.split(".")[:2])
    if code == "C":
        return None, None
    if code == "UTF-8":  # macOS has this as a locale
        return None, "UTF-8"
    raise ValueError("unknown locale: %s" % localename)


def _build_localename(localetuple):
    """The locale of (language, encoding)."""
    try:
        language, encoding = localetuple
        if language is None:
            return "C"
        return language if encoding is None else language + "." + encoding
    except (TypeError, ValueError):
        raise TypeError("Locale must be None, a string, or an iterable of two strings -- language code, "
                        "encoding.") from None


# ---- The current locale

def getdefaultlocale(envvars=("LC_ALL", "LC_CTYPE", "LANG", "LANGUAGE")):
    """(language, encoding) of the user's locale, by the variables of the environment; nothing is changed."""
    try:
        import _locale
        code, encoding = _locale._getdefaultlocale()  # Windows and macOS tell it
    except (ImportError, AttributeError):
        pass
    else:
        if sys.platform == "win32" and code and code[:2] == "0x":
            from _localedata import windows_locale
            code = windows_locale.get(int(code, 0))
        return code, encoding
    import os
    for variable in envvars:
        name = os.environ.get(variable)
        if name:
            if variable == "LANGUAGE":
                name = name.split(":")[0]
            break
    else:
        name = "C"
    return _parse_localename(name)


def getlocale(category=LC_CTYPE):
    """(language, encoding) of the current locale."""
    name = _setlocale(category)
    if category == LC_ALL and ";" in name:
        raise TypeError("category LC_ALL is not supported")
    return _parse_localename(name)


def setlocale(category, locale=None):
    """Set the locale, a name or (language, encoding), if it is not None; gives its name."""
    if locale and not isinstance(locale, _builtin_str):
        locale = normalize(_build_localename(locale))
    return _setlocale(category, locale)


def resetlocale(category=LC_ALL):
    """Set the user's locale."""
    _setlocale(category, _build_localename(getdefaultlocale()))


if sys.platform.startswith("win"):
    def getpreferredencoding(do_setlocale=True):
        """The encoding that the user probably has."""
        if sys.flags.utf8_mode:
            return "UTF-8"
        import _bootlocale
        return _bootlocale.getpreferredencoding(False)
else:
    def getpreferredencoding(do_setlocale=True):
        """The encoding that the user probably has; the locale may be set for a moment to find out."""
        if sys.flags.utf8_mode:
            return "UTF-8"
        import _bootlocale
        if not do_setlocale:
            return _bootlocale.getpreferredencoding(False)
        before = setlocale(LC_CTYPE)
        try:
            try:
                setlocale(LC_CTYPE, "")
            except Error:
                pass
            return _bootlocale.getpreferredencoding(False)
        finally:
            setlocale(LC_CTYPE, before)


def _print_locale():
    """Print what is known of the current locale."""
    categories = {name: value for name, value in globals().items() if name.startswith("LC_") and name != "LC_ALL"}
    print("Default: language %s, encoding %s" % tuple(part or "(undefined)" for part in getdefaultlocale()))
    for title, prepare in (("at start", lambda: None), ("after resetlocale()", resetlocale)):
        print(f"\nLocale {title}:")
        prepare()
        for name, category in categories.items():
            print("%-12s language %s, encoding %s" % (
                name, *(part or "(undefined)" for part in getlocale(category))))


_test = _print_locale

if "LC_MESSAGES" in globals():
    __all__.append("LC_MESSAGES")

if __name__ == "__main__":
    _print_locale()
