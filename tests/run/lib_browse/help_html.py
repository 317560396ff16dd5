"""pydoc: documentation as HTML of objects of all kinds, links in text, columns."""

import pydoc

from documented import X, Y, commented

for thing in (X, Y, X.method, X().method, X.made, commented, lambda x: x, X.q, X.__dict__['made'], 3, None):
    print('=' * 20)
    text = pydoc.html.document(thing, 'thing' if thing is X else None)
    # What built-in types say of themselves is not of interest.
    print(text if thing is not Y else text[:600])
for text in ('http://a.b/c?d=1&e="x" RFC 123 RFC-12 PEP 8 self.x self.f() f() C g\n\n\n  x<y>', '', ' '):
    print(pydoc.html.markup(text, None, {'f': 'F'}, {'C': 'c'}, {'f': 'M'}), pydoc.html.preformat(text))
for count in range(6):
    print(pydoc.html.multicolumn(list(range(count)), str))
for value in [1] * 30, {i: '<b>' for i in range(20)}, 'x' * 300, 'a\\b', 'a\n<\\b', object():
    print(pydoc.html.repr(value))
print(pydoc.html.heading('T', 'a', 'b'), pydoc.html.section('T', 'a', 'b', 'c', 2, 'p'), pydoc.html.page('T', 'c'))
