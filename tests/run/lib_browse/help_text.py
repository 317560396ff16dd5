"""pydoc: documentation as text of objects of all kinds."""

import functools
import pydoc
import types

from documented import E, Point, X, Y, commented

X.partial = functools.partial(X.method)
for thing in (X, Y, Y(), Point.x, X.p, X.method, X().method, X.made, commented, lambda x: x, X.q, X.__dict__['made'],
              E.one.__class__.__members__, types.ModuleType('made', 'First.\n\nMore.'), 3, None, 'json.nope'):
    print('=' * 20)
    try:
        text = pydoc.render_doc(thing, 'About %s', renderer=pydoc.plaintext)
    except ImportError as error:
        print(error)
        continue
    # What built-in types say of themselves is not of interest.
    print('\n'.join(text.splitlines()[:40] if isinstance(thing, type) and thing is X else text.splitlines()[:4]))
print(pydoc.plain(pydoc.text.bold('bold')), pydoc.splitdoc('a\n\nb'), pydoc.splitdoc('a\nb'), pydoc.cram('x' * 20, 9))
print(pydoc.stripid('<f at 0x7f0123456789>'), pydoc.locate('os.path.join').__name__, pydoc.locate('os.nope'))
for value in [1] * 30, {i: i for i in range(20)}, 'x' * 300, 'a\\b', object(), [[[[[[[[1]]]]]]]]:
    print(pydoc.text.repr(value))
print(pydoc.Helper.__call__.__name__, repr(pydoc.help))
