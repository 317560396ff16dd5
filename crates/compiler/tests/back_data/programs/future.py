"doc"
from __future__ import annotations, generator_stop
from __future__ import barry_as_FLUFL
x: a.b[c, d] = 1
y: lambda *a: (yield)
def f(a: 1 + 2, b: 'text', *c: [x for x in y], d: {**e} = 1, **g: f'{h!r:>{i}}') -> -x ** 2: pass
class C:
    z: 'forward' = 1
    w: __private
def g():
    local: undefined
