# Constants that are one object: names in frozensets, and the frozenset without elements.
import marshal, sys


def is_interned(text):
    return text is sys.intern(('_' + text + '_')[1:-1])


code = compile('a in {"str_value", "other", "not a name"}', '?', 'eval')
for element in sorted(next(const for const in code.co_consts if isinstance(const, frozenset))):
    print(element, is_interned(element))
code = compile('a in {("in_tuple", 1), 2}', '?', 'eval')
print([is_interned(part) for const in code.co_consts for item in const if isinstance(item, tuple)
       for part in item if isinstance(part, str)])
print(marshal.loads(marshal.dumps(frozenset())) is frozenset())
print([empty is frozenset() for empty in marshal.loads(marshal.dumps([frozenset(), frozenset()]))])
print(marshal.loads(marshal.dumps(frozenset({1}))))
