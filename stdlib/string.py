"""Constants of ASCII characters, templates with $names, and the formatter behind str.format() as a class."""

__all__ = ["ascii_letters", "ascii_lowercase", "ascii_uppercase", "capwords", "digits", "hexdigits", "octdigits",
           "printable", "punctuation", "whitespace", "Formatter", "Template"]

import _string

whitespace = " \t\n\r\v\f"
ascii_lowercase = "abcdefghijklmnopqrstuvwxyz"
ascii_uppercase = ascii_lowercase.upper()
ascii_letters = ascii_lowercase + ascii_uppercase
digits = "0123456789"
octdigits = digits[:8]
hexdigits = digits + "abcdef" + "ABCDEF"
punctuation = r"""!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~"""
printable = digits + ascii_letters + punctuation + whitespace


def capwords(s, sep=None):
    """Capitalize every word; without `sep` runs of white space become one blank."""
    join = (sep or " ").join
    return join([word.capitalize() for word in s.split(sep)])


# ---- Templates

import re as _re
from collections import ChainMap as _ChainMap

_absent = {}


class _TemplateMetaclass(type):
    """Compiles the pattern of a template class, from its own or from its other attributes."""

    pattern = r"""%(delim)s(?:
        (?P<escaped>%(delim)s)
        | (?P<named>%(id)s)
        | \{(?P<braced>%(bid)s)\}
        | (?P<invalid>)
    )"""

    def __init__(cls, name, bases, dct):
        super().__init__(name, bases, dct)
        pattern = dct.get("pattern")
        if pattern is None:
            pattern = _TemplateMetaclass.pattern % {"delim": _re.escape(cls.delimiter), "id": cls.idpattern,
                                                    "bid": cls.braceidpattern or cls.idpattern}
        cls.pattern = _re.compile(pattern, cls.flags | _re.VERBOSE)


class Template(metaclass=_TemplateMetaclass):
    """Text in which $name and ${name} are replaced, and $$ is a dollar sign."""

    delimiter = "$"
    idpattern = r"(?a:[_a-z][_a-z0-9]*)"  # ASCII only, which IGNORECASE alone would not mean
    braceidpattern = None
    flags = _re.IGNORECASE

    def __init__(self, template):
        self.template = template

    def _invalid(self, mo):
        at = mo.start("invalid")
        lines = self.template[:at].splitlines(keepends=True)
        column = at - len("".join(lines[:-1])) if lines else 1
        raise ValueError(f"Invalid placeholder in string: line {len(lines) or 1}, col {column}")

    def __fill(self, mapping, kws, safe):
        if mapping is _absent:
            mapping = kws
        elif kws:
            mapping = _ChainMap(kws, mapping)

        def replace(mo):
            name = mo.group("named") or mo.group("braced")
            if name is not None:
                if not safe:
                    return str(mapping[name])
                try:
                    return str(mapping[name])
                except KeyError:
                    return mo.group()
            if mo.group("escaped") is not None:
                return self.delimiter
            if mo.group("invalid") is None:
                raise ValueError("Unrecognized named group in pattern", self.pattern)
            return mo.group() if safe else self._invalid(mo)

        return self.pattern.sub(replace, self.template)

    def substitute(self, mapping=_absent, /, **kws):
        """Replace all names by values of the mapping or of the keywords; KeyError if one is missing."""
        return self.__fill(mapping, kws, False)

    def safe_substitute(self, mapping=_absent, /, **kws):
        """Like substitute(), but what cannot be replaced stays."""
        return self.__fill(mapping, kws, True)


# ---- Formatter

class Formatter:
    """What str.format() does, in methods to override."""

    def format(self, format_string, /, *args, **kwargs):
        return self.vformat(format_string, args, kwargs)

    def vformat(self, format_string, args, kwargs):
        used_args = set()
        result, _ = self._vformat(format_string, args, kwargs, used_args, 2)
        self.check_unused_args(used_args, args, kwargs)
        return result

    def _vformat(self, format_string, args, kwargs, used_args, recursion_depth, auto_arg_index=0):
        """The text, and the number for the next {} (False once fields are numbered by hand)."""
        if recursion_depth < 0:
            raise ValueError("Max string recursion exceeded")
        pieces = []
        for literal, name, spec, conversion in self.parse(format_string):
            if literal:
                pieces.append(literal)
            if name is None:
                continue
            if name == "":
                if auto_arg_index is False:
                    raise ValueError("cannot switch from manual field specification to automatic field numbering")
                name = str(auto_arg_index)
                auto_arg_index += 1
            elif name.isdigit():
                if auto_arg_index:
                    raise ValueError("cannot switch from manual field specification to automatic field numbering")
                auto_arg_index = False
            value, key = self.get_field(name, args, kwargs)
            used_args.add(key)
            value = self.convert_field(value, conversion)
            spec, auto_arg_index = self._vformat(spec, args, kwargs, used_args, recursion_depth - 1, auto_arg_index)
            pieces.append(self.format_field(value, spec))
        return "".join(pieces), auto_arg_index

    def get_value(self, key, args, kwargs):
        """The argument for a number or name."""
        return (args if isinstance(key, int) else kwargs)[key]

    def check_unused_args(self, used_args, args, kwargs):
        """May complain about arguments that no field asked for."""

    def format_field(self, value, format_spec):
        return format(value, format_spec)

    def convert_field(self, value, conversion):
        """Apply !s, !r or !a."""
        if conversion is None:
            return value
        for mark, convert in (("s", str), ("r", repr), ("a", ascii)):
            if conversion == mark:
                return convert(value)
        raise ValueError(f"Unknown conversion specifier {conversion!s}")

    def parse(self, format_string):
        """Iterator of (literal text, field name, format, conversion)."""
        return _string.formatter_parser(format_string)

    def get_field(self, field_name, args, kwargs):
        """The object that a field such as 0.name[key] names, and its first part."""
        first, steps = _string.formatter_field_name_split(field_name)
        value = self.get_value(first, args, kwargs)
        for is_attribute, step in steps:
            value = getattr(value, step) if is_attribute else value[step]
        return value, first
