# repr and ascii of strings: quotes, escapes, non-printables.
for s in ["", "a", "'", '"', "'\"", "\\", "\n\r\t\x00\x07\x08\x1b\x7f", "\x80\x9f\xa0\xad\xff", "é", "\u0100\u0378\u200b\u2028\u2029\u202e\ufeff", "\ud800", "\udfff", "😀", "\U000e0001", "\U0010ffff", "\U0001f9ff", "\u3000", "a'b", 'a"b', "\\'"]:
    print(ascii(repr(s)), ascii(s), len(repr(s)))
print(repr("é€😀"), [chr(233)], ("\n",), {"\t": "'"}, str(["'"]), "%r" % "\u200b", "%a" % "é")
print("\101\x41\u0041\U00000041\N{LATIN CAPITAL LETTER A}", "\0", "\08", "\377", "\400", "a\
b", r"\n\x", r"\'", u"u", "\a\b\f\v".encode())
for src in (r"'\x4'", r"'\u12'", r"'\U00110000'", r"'\N{nope}'", r"'\N'", r"'\N{}'", r"'\x'", "'abc", "'''abc", "'a\nb'", r"'\U1234'", "ur'a'", "bu'a'", "r'\\'"):
    try:
        print(ascii(eval(src)))
    except SyntaxError as e:
        print(src, "->", e.msg)
print("a" 'b' """c""" r'd', ("x"
      "y"), "\N{GREEK SMALL LETTER ALPHA}\N{EURO SIGN}\N{greek small letter beta}")
