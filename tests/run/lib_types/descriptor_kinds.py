"""What kind of descriptor attributes of built-in types are, and which attributes a type has itself."""
for cls, name in [(range, 'start'), (range, 'stop'), (range, 'step'), (list, '__getitem__'), (dict, '__getitem__'), (tuple, '__getitem__'), (type(NotImplemented), '__reduce__'), (type(...), '__reduce__')]:
    d = vars(cls)[name]
    print(cls.__name__, name, type(d).__name__, getattr(d, '__text_signature__', None))
for cls in (classmethod, staticmethod, type(__import__('types').SimpleNamespace()), __import__('functools').partial, __import__('_ast').AST, __import__('_io').StringIO, __import__('_io').BytesIO, __import__('_io').FileIO):
    print(cls.__name__, [n for n in ('__getattribute__', '__setattr__', '__delattr__') if n in vars(cls)])
    class Sub(cls):
        pass
r = range(2, 9, 3)
print(r.start, r.stop, r.step, range.start.__get__(range(2 ** 70, 2 ** 71)))
for action in (lambda: setattr(r, 'start', 1), lambda: delattr(r, 'stop'), lambda: range.step(), lambda: range.start.__get__(5), lambda: list.__getitem__([]), lambda: list.__getitem__([1], 'a'), lambda: list.__getitem__([1], 5), lambda: list.__getitem__([1, 2], slice(1, 2)), lambda: list.__getitem__([], 1, 2), lambda: list.__getitem__([1], key=0)):
    try:
        print(action())
    except Exception as e:
        print(type(e).__name__, e)
c = classmethod(len)
c.x = 1
s = staticmethod(len)
s.y = 2
print(c.__dict__, s.__dict__, c.x, s.y)
import _thread, os, _codecs
for f in (_thread.allocate_lock, _thread.get_ident, _thread.stack_size, compile, os.access, os.utime, _codecs.utf_16_ex_decode):
    print(f.__name__, f.__text_signature__)
