"""What configparser, http.cookies, gettext, calendar, dataclasses, codecs say and in which order they keep things."""

import calendar
import codecs
import configparser
import gettext
import io
from dataclasses import dataclass
from http.cookies import BaseCookie, Morsel


def tell(function, *args, **keywords):
    try:
        print(repr(function(*args, **keywords)))
    except Exception as error:
        print(type(error).__name__, error, error.args)


parser = configparser.ConfigParser(interpolation=configparser.ExtendedInterpolation())
for value in ["${a:b:c}", "x ${a:b:c} tail", "${a:b:c} ${", "${:}", "$x"]:
    parser.read_dict({"s": {"o": "x"}})
    parser._sections["s"]["k"] = value
    parser._sections["s"]["through"] = "before ${k} after"
    tell(parser.get, "s", "k")
    tell(parser.get, "s", "through")
tell(parser.converters.__delitem__, ["a"])

morsel = Morsel()
print(list(morsel), morsel.__getstate__())
tell(BaseCookie, Morsel())
morsel.set("k", "v", "w")
morsel["expires"] = "then"
morsel["path"] = "/"
print(morsel)
print(morsel.__getstate__())
tell(Morsel().__setstate__, {})

for names in (["gettext", "bogus"], b"ab", 5, iter(["ngettext"]), {}):
    tell(gettext.NullTranslations().install, names)

tell(calendar.TextCalendar().formatday, [], 0, 3)
tell(calendar.HTMLCalendar().formatday, [], 8)
tell(calendar.HTMLCalendar().formatday, 0, 8)
tell(calendar.HTMLCalendar().formatday, None, 1)


@dataclass(order=True)
class Item:
    x: int


print([getattr(Item, name).__qualname__ for name in ("__init__", "__eq__", "__lt__")], Item.__repr__.__wrapped__.__qualname__)
tell(dataclass, 5)

tell(codecs.StreamReader(io.BytesIO(b"a")).read, "x")
print(list(vars(codecs.lookup("utf-8"))))
