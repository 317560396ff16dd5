# Case mapping, ASCII and beyond.
words = ["", "abc", "ABC", "Hello World", "they're bill's", "straße", "ﬁne", "ΑΣ", "ΣΑΣ ΟΔΥΣΣΕΥΣ", "İstanbul", "ıI", "ǆ ǅ Ǆ", "ÿ", "µ", "ŉ", "\u1e9e", "𐐀𐐨", "x1y2z", "ὈΔΥΣΣΕΎΣ", "\u0345a", "1st 2ND"]
for w in words:
    print(ascii(w), ascii(w.upper()), ascii(w.lower()), ascii(w.title()), ascii(w.capitalize()), ascii(w.swapcase()), ascii(w.casefold()))
    print(len(w), len(w.upper()), len(w.lower()), w.isupper(), w.islower(), w.istitle())
print("a" * 20 + "ß", ("ß" * 3).upper(), "ﬃ".title(), "ﬃ".capitalize())
for f in (lambda: "a".upper(1), lambda: "a".title(x=1), lambda: str.lower(1), lambda: str.lower()):
    try:
        f()
    except TypeError as e:
        print(e)
