# The compiler asks unicodedata for the normal forms of names, as it is now, and for characters by name.
import sys

assert "unicodedata" not in sys.modules
real = sys.modules["unicodedata"] = None
for source in (r"'\N{SOFT HYPHEN}'", r"f'\N{DIGIT ONE}{1}'", "\u03d5", r"b'\N{x}'"):
    try:
        print(ascii(eval(source)))
    except Exception as error:
        print(type(error).__name__, error)
del sys.modules["unicodedata"]
print(ascii(eval(r"'\N{SOFT HYPHEN}'")), "unicodedata" in sys.modules)

# Once the names were there, they stay.
sys.modules["unicodedata"] = None
print(ascii(eval(r"'\N{EM DASH}'")))
del sys.modules["unicodedata"]

import unicodedata
asked = []


def normalize(form, text):
    asked.append((form, ascii(text)))
    return answer


unicodedata.normalize, kept = normalize, unicodedata.normalize
answer = "abc"
print(eval("(\u03d5, \u03d5.__class__)", {"abc": 5}), asked)
for answer in (None, 3):
    for source in ("\u03d5", "f(\u03d5=1)", "f'{\u03d5}'", "def \u03d5(\u03d6): pass"):
        try:
            compile(source, "<s>", "exec")
        except TypeError as error:
            print(error)
unicodedata.normalize = kept
print(eval("\ufb01ve", {"five": 5}))
