# Every code point and every sequence of two bytes, a digest for each encoding.
import codecs
import hashlib

FAMILIES = {
    "cn": "gb2312 gbk gb18030 hz",
    "hk": "big5hkscs",
    "jp": "cp932 shift_jis euc_jp euc_jis_2004 shift_jis_2004 euc_jisx0213 shift_jisx0213",
    "kr": "cp949 euc_kr johab",
    "tw": "big5 cp950",
    "iso2022": "iso2022_jp iso2022_jp_1 iso2022_jp_2 iso2022_jp_2004 iso2022_jp_3 iso2022_jp_ext iso2022_kr",
}
# Escape sequences, or the first of three bytes, before the two that vary.
PREFIXES = {
    "hz": [b"~{"],
    "euc_jp": [b"\x8f"], "euc_jis_2004": [b"\x8f"], "euc_jisx0213": [b"\x8f"],
    "iso2022_jp": [b"\x1b$B", b"\x1b$@"],
    "iso2022_jp_1": [b"\x1b$(D"],
    "iso2022_jp_2": [b"\x1b$A", b"\x1b$(C", b"\x1b.A\x1bN", b"\x1b.F\x1bN"],
    "iso2022_jp_2004": [b"\x1b$(Q", b"\x1b$(P"],
    "iso2022_jp_3": [b"\x1b$(O", b"\x1b$(P"],
    "iso2022_jp_ext": [b"\x1b(J", b"\x1b(I"],
    "iso2022_kr": [b"\x1b$)C\x0e"],
}


def decoded(codec, data):
    try:
        return codec.decode(data)[0]
    except UnicodeDecodeError as error:
        return "%d-%d %s" % (error.start, error.end, error.reason)


def show(name, function, inputs):
    digest = hashlib.md5()
    count = 0
    for item in inputs:
        result = function(item)
        count += len(result)
        digest.update(result if type(result) is bytes else result.encode("utf-8"))
        digest.update(b"|")
    print(name, count, digest.hexdigest())


def encoded(codec, char):
    try:
        return codec.encode(char)[0]
    except UnicodeEncodeError:
        return b""


for family, names in FAMILIES.items():
    for name in names.split():
        codec = codecs.lookup(name)
        for prefix in [b""] + PREFIXES.get(name, []):
            first = 0x80 if name[:3] not in ("iso", "hz") else 0x21
            pairs = (prefix + bytes([a, b]) for a in range(first, first + 0x80) for b in range(256))
            show("%s decode %r" % (name, prefix), lambda data: decoded(codec, data), pairs)
        show(name + " encode", lambda char: encoded(codec, char), map(chr, range(0x30000)))

gb18030 = codecs.lookup("gb18030")
quads = (bytes([a, 0x30 + b % 10, 0x81 + b % 126, 0x30 + b % 9]) for a in range(0x81, 0x100) for b in range(630))
show("gb18030 four bytes", lambda data: decoded(gb18030, data), quads)
show("gb18030 astral", lambda char: encoded(gb18030, char), map(chr, range(0x10000, 0x110000, 77)))
euc_kr = codecs.lookup("euc_kr")
spelled = (b"\xa4\xd4\xa4%c\xa4%c\xa4%c" % (a, b, c)
           for a in range(0xA0, 0xC0) for b in range(0xBE, 0xD5, 3) for c in range(0xA0, 0xD6))
show("euc_kr eight bytes", lambda data: decoded(euc_kr, data), spelled)
