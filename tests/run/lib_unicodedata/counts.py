# How often each answer occurs over all code points, for both versions.
import unicodedata
from collections import Counter

ALL = [chr(cp) for cp in range(0x110000)]
for db in (unicodedata, unicodedata.ucd_3_2_0):
    print(db.unidata_version)
    for question in (db.category, db.bidirectional, db.combining, db.mirrored, db.east_asian_width):
        print(question.__name__, sorted(Counter(map(question, ALL)).items()))
    for question in (db.decimal, db.digit, db.numeric):
        values = Counter(question(c, None) for c in ALL)
        print(question.__name__, values.pop(None), sorted(values.items()))
    mappings = Counter(db.decomposition(c).partition('>')[0] for c in ALL if '<' in db.decomposition(c))
    print(sorted(mappings.items()))
    names = [name for name in (db.name(c, None) for c in ALL) if name]
    print(len(names), max(names, key=len), sum(map(len, names)))
