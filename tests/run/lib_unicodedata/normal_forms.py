# Normal forms of both versions, what is returned as it is, and \N{}.
import unicodedata as u

FORMS = 'NFC', 'NFD', 'NFKC', 'NFKD'
TEXTS = ['', 'abc', 'é', 'e\u0301', 'ﬁ', '\u1e9b\u0323', '\u212b', '가각힣', '\u1100\u1161\u11a8', 'a\u0327\u0301', 'a\u0301\u0327',
         '\U0002f868', '\u2f868', '\ufdfa', '\ud800\u0301', '\U0001d15e', '\u0344', 'x' * 50 + '\u0301', '½', '①', '\u1100\u1161\u11a7']
for text in TEXTS:
    print(ascii(text))
    for form in FORMS:
        result, old = u.normalize(form, text), u.ucd_3_2_0.normalize(form, text)
        print(form, ascii(result), ascii(old), result is text, u.is_normalized(form, text), u.ucd_3_2_0.is_normalized(form, text))


class S(str):
    pass


print(type(u.normalize('NFC', S('abc'))), type(u.normalize('NFD', S('é'))), type(u.normalize('NFC', S('e\u0301'))))
print(ascii('\N{LATIN SMALL LETTER GHA}\N{latin small letter oi}\N{CJK UNIFIED IDEOGRAPH-4E00}\N{HANGUL SYLLABLE GAG}'))
for name in ('KEYCAP DIGIT ONE', 'latin small letter r with tilde', 'LATIN SMALL LETTER GHA', 'LF', 'hangul syllable gag', 'CJK UNIFIED IDEOGRAPH-3FFFF'):
    for db in (u, u.ucd_3_2_0):
        try:
            print(name, ascii(db.lookup(name)))
        except KeyError as error:
            print(error)
    try:
        print(ascii(eval(r"'\N{%s}'" % name)))
    except SyntaxError as error:
        print(error)
