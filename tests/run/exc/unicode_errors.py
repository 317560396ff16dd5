# UnicodeEncodeError, UnicodeDecodeError, UnicodeTranslateError objects.
e = UnicodeEncodeError("ascii", "aé€b", 1, 3, "why")
print(e, repr(e), e.args, e.encoding, e.object, e.start, e.end, e.reason)
print(UnicodeEncodeError("x", "é", 0, 1, "r"), UnicodeEncodeError("x", "\u20ac", 0, 1, "r"), UnicodeEncodeError("x", "\U0001f600", 0, 1, "r"), UnicodeEncodeError("x", "abc", 1, 1, "r"), UnicodeEncodeError("x", "a", 5, 9, "r"))
d = UnicodeDecodeError("utf-8", b"a\xffb", 1, 2, "bad")
print(d, repr(d), d.object, UnicodeDecodeError("u", bytearray(b"abc"), 0, 2, "r"), UnicodeDecodeError("u", b"", 0, 1, "r"))
t = UnicodeTranslateError("aé", 1, 2, "tr")
print(t, repr(t), t.object, t.start, UnicodeTranslateError("abc", 0, 3, "many"))
e.start, e.end, e.reason, e.encoding = 0, 1, "new", "other"
print(e, e.args)
e.start = -5
print(e.start, e.end)
for f in (lambda: UnicodeEncodeError(), lambda: UnicodeEncodeError("a", b"b", 1, 2, "r"), lambda: UnicodeDecodeError("a", "b", 1, 2, "r"), lambda: UnicodeTranslateError("a", 1, 2), lambda: setattr(e, "start", "x"), lambda: setattr(e, "object", 5), lambda: delattr(e, "reason"), lambda: UnicodeEncodeError("a", "b", "c", 2, "r"), lambda: e.reason):
    try: print(repr(f()))
    except (TypeError, AttributeError) as x: print(type(x).__name__, x)
try: print(e.object)
except TypeError as x: print(x)
print(UnicodeError("plain"), issubclass(UnicodeDecodeError, ValueError))
