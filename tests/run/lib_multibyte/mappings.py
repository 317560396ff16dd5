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


def show(name, result):
    data = result if type(result) is bytes else result.encode("utf-8")
    print(name, len(result), hashlib.md5(data).hexdigest())


def show_decoded(label, codec, sequences):
    show(label, codec.decode(b"".join(data + b"\n\n" for data in sequences), "replace")[0])


def show_encoded(label, codec, points):
    show(label, codec.encode("".join("%c\n" % cp for cp in points), "ignore")[0])


for family, names in FAMILIES.items():
    for name in names.split():
        codec = codecs.lookup(name)
        for prefix in [b""] + PREFIXES.get(name, []):
            first = 0x80 if name[:3] not in ("iso", "hz") else 0x21
            pairs = (prefix + bytes([a, b]) for a in range(first, first + 0x80) for b in range(256))
            show_decoded("%s decode %r" % (name, prefix), codec, pairs)
        show_encoded(name + " encode", codec, range(0x30000))

gb18030 = codecs.lookup("gb18030")
quads = (bytes([a, 0x30 + b, 0x81 + c, 0x30 + d])
         for a in [*range(0x81, 0x86), 0x8F, 0x90, 0xE3, 0xE4] for b in range(10) for c in range(126) for d in range(10))
show_decoded("gb18030 four bytes", gb18030, quads)
show_encoded("gb18030 astral", gb18030, range(0x10000, 0x110000, 77))
spelled = (b"\xa4\xd4\xa4%c\xa4%c\xa4%c" % (a, b, c)
           for a in range(0xA0, 0xC0) for b in range(0xBE, 0xD5, 3) for c in range(0xA0, 0xD6))
show_decoded("euc_kr eight bytes", codecs.lookup("euc_kr"), spelled)
