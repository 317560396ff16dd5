# Error handlers, their answers, and where errors are.
import codecs

HANDLERS = ["strict", "ignore", "replace", "backslashreplace", "surrogateescape", "xmlcharrefreplace", "namereplace"]


def show(function, *args):
    try:
        print(ascii(args), ascii(function(*args)))
    except Exception as error:
        print(ascii(args), type(error).__name__, ascii(str(error)))


for name, data, text in [
    ("gbk", b"a\xff\xffb\xb0", "a\u1234\ud800\u4f60"),
    ("gb18030", b"\x81\x30\x81\x30\x84\x31\xff\xff\xe3\x32\x9a\x36\x90\x30", "\ud800\u4f60\U0010ffff"),
    ("hz", b"~{Dc\xff\x80~}~a~~~\nx~{D", "a~\u4f60~\xe9\u4f60"),
    ("big5hkscs", b"\x88\x62\x88\x66\xff\x41\x88", "\xca\u0304\xca\u1234\xea"),
    ("cp932", b"\x80\xa0\xa1\xfd\x81\x40\x81\xff\xf0\x40\x81", "\xf8\uff71\ue000\x80\u4f61\U0001f600"),
    ("euc_jisx0213", b"\xae\xa1\x8f\xa1\xff\xa4\xf7\x8e\xe0\x8f\xa1", "\u304b\u309a\u304b\u1234\xe6\u0300"),
    ("shift_jisx0213", b"\x87\x9f\x5c\x7e\x82\xf5\xfd\x81", "\\~\xa5\u203e\u304b\u309a\u1234"),
    ("euc_kr", b"\xa4\xd4\xa4\xa1\xa4\xbf\xa4\xd4\xa4\xd4\xa4\xff\xa4\xbf\xa4\xd4\xa4\xd4\xa4", "\uac02\uac00\u1234"),
    ("johab", b"\x84\x41\xd8\x31\xd9\x31\x88\x61\xff", "\uac00\u3131\u1234\u4f3d"),
    ("iso2022_jp", b"\x1b$B\x24\x22\xff\x1b(I\x1b$)C\x1b&@\x1b$B\x24", "a\u3042\xa5\u1234\u3042"),
    ("iso2022_jp_2", b"\x1bNa\x1b.A\x1bNa\x1bN\xff\x1b.F\x1bNa\x1bN\x52\x1bQx", "\u3042\u4f60\uac00\xe9\u1234"),
    ("iso2022_jp_3", b"\x1b$(O\x2e\x21\x24\x77\x1b$(Q", "\xe6\u0300\u304b\u309a\u304b"),
    ("iso2022_kr", b"\x1b$)C\x0e0!\nb\x0e0!\x0fa\x0e\x22\x30\x0e\xff", "a\uac00b\u1234\uac01"),
]:
    codec = codecs.lookup(name)
    print(name)
    for errors in HANDLERS:
        show(codec.decode, data, errors)
        show(codec.encode, text, errors)

codecs.register_error("not-a-tuple", lambda error: 3)
codecs.register_error("no-position", lambda error: ("", "1"))
codecs.register_error("beyond", lambda error: ("", 1000))
codecs.register_error("before", lambda error: ("", -1000))
codecs.register_error("huge", lambda error: ("", 1 << 80))
codecs.register_error("from-end", lambda error: ("<\u4f60>", -1))
codecs.register_error("bytes", lambda error: (b"<\xff>", error.end))
codecs.register_error("unencodable", lambda error: ("\u1234", error.end))
seen = []


def remember(error):
    seen.append((id(error), error.start, error.end, error.reason))
    return "", error.end


codecs.register_error("remember", remember)
gbk = codecs.lookup("gbk")
for errors in ("not-a-tuple no-position beyond before huge from-end bytes unencodable unknown remember").split():
    show(gbk.encode, "a\u1234\u1234b", errors)
    show(gbk.decode, b"a\xff\xffb", errors)
print(len({item[0] for item in seen}), [item[1:] for item in seen])
show(gbk.encode, 3)
show(gbk.decode, "text")
show(gbk.decode, bytearray(b"\xc4\xe3"))
