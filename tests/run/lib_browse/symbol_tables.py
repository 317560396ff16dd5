"""symtable: every question about every name of a source."""

import symtable

def dump(t,d=0):
    i=' '*d
    print(i,repr(t),t.get_type(),t.get_name(),t.get_lineno(),t.is_optimized(),t.is_nested(),t.has_children(),t.has_exec(),list(t.get_identifiers()),isinstance(t.get_id(),int))
    if isinstance(t,symtable.Function): print(i,t.get_parameters(),t.get_locals(),t.get_globals(),t.get_nonlocals(),t.get_frees())
    if isinstance(t,symtable.Class): print(i,t.get_methods())
    for s in t.get_symbols():
        print(i,s,[(n,getattr(s,n)()) for n in sorted(dir(s)) if n.startswith('is_')],s.get_name(),len(s.get_namespaces()), type(s.get_namespaces()).__name__, s.get_namespaces()==[] , s is t.lookup(s.get_name()))
        try: print(i, s.get_namespace() in t.get_children(), repr(s.get_namespace()))
        except ValueError as e: print(e)
    for c in t.get_children(): dump(c,d+1)
src='''
import a.b as c, d
from e import *
x: int
y: str = 3
class top:
  def top(self): pass
  def m(self, *a, **k): return __class__
  @property
  def m(self): pass
  lambda: 3
  z = [q for q in r if (w := q)]  if 0 else 0
def f(a, b=1, *, c, **d):
  global g, h
  g = 1
  def i():
    nonlocal a
    a = b; print(g, h, j)
    return {k: v for k, v in c}
  class C: a = a; b
  return lambda q: q + a
async def g(): await x
def f(): pass
'''.replace('if (w := q)','')
dump(symtable.symtable(src,'name.py','exec'))
dump(symtable.symtable('a+(lambda x: x)(y)','e','eval')); dump(symtable.symtable('a=1','e','single'))
for a in (('x(','f','exec'),('x','f','foo'),('x',3,'exec'),(3,'f','exec')):
    try: symtable.symtable(*a)
    except Exception as e: print(repr(e))
