# isX predicates over ASCII and non-ASCII characters.
chars = ["", "a", "A", "5", " ", "_", "é", "É", "ß", "ª", "²", "½", "٣", "Ⅷ", "ⅷ", "一", "ǅ", "\u00a0", "\u2003", "\u200b", "\x1c", "\x85", "𝟘", "𐐀", "😀", "\u0301", "\u00b7", "\u2160", "a1", "A b", "1.5", "Ab Cd", "aB", "\n", "\xad", "\ue000", "\ud800", "π_2", "1a", "if", "é\u0301", "①", "㊀"]
for c in chars:
    flags = [n for n in ("isalpha", "isdigit", "isdecimal", "isnumeric", "isalnum", "islower", "isupper", "istitle", "isspace", "isidentifier", "isprintable", "isascii") if getattr(c, n)()]
    print(ascii(c), *flags)
total = {}
for n in ("isalpha", "isdigit", "isdecimal", "isnumeric", "islower", "isupper", "isspace", "isprintable"):
    total[n] = sum(getattr(chr(i), n)() for i in range(0x800))
print(total)
