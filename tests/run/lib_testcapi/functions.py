# What native code can ask for, through the module for tests.
import gc, io, sys, weakref
import _testcapi as t


def show(call, *args):
    try:
        print(call.__name__, ascii(call(*args)))
    except BaseException as error:
        print(call.__name__, type(error).__name__, ascii(error.args))


def f(*args, **kwargs):
    return args, kwargs


print([(n, getattr(t, n)) for n in dir(t) if n.endswith(('_MAX', '_MIN')) or n.startswith('SIZEOF')])
for args in (f, (1, 2)), (f, [1]), (f, None):
    show(t.pyobject_fastcall, *args)
for kwargs in {'a': 1}, {}, None, 5:
    show(t.pyobject_fastcalldict, f, (1,), kwargs)
for names in ('a',), ('a', 'b', 'c'), (), None, [1]:
    show(t.pyobject_vectorcall, f, (1, 2), names)
for args in (f, (1,), {'a': 1}), (f, [1]), (f, (1,), 5), (object(), (1,)):
    show(t.pyvectorcall_call, *args)
show(t.get_mapping_keys, {1: 2})
show(t.get_mapping_items, None)

show(t.raise_exception, OSError, 3)
show(t.raise_exception, 5, 3)
show(t.raise_memoryerror)
show(t.make_exception_with_doc, 'x')
print(t.make_exception_with_doc('a.b', 'doc', (KeyError, ValueError), {'z': 1}).__mro__)
try:
    raise ValueError(1)
except ValueError:
    old = t.set_exc_info(KeyError, KeyError(2), None)
    print(old[:2], sys.exc_info())
    t.set_exc_info(*old)
    print(sys.exc_info()[:2])
    tb = sys.exc_info()[2]
out = io.StringIO()
t.traceback_print(tb, out)
print(out.getvalue())
sys.stderr = sys.stdout
t.exception_print(KeyError('shown'))
show(t.exception_print, 1)
t.write_unraisable_exc(ValueError('lost'), 'in a test', 'object')
show(t.raise_exception, t.RecursingInfinitelyError, 0)
print(t.get_recursion_depth() < 10)
show(t.getbuffer_with_null_view, b'')
show(t.getbuffer_with_null_view, 1)

show(t.dict_getitem_knownhash, {1: 2}, 1, 1)
show(t.dict_getitem_knownhash, {}, 1, 1)
show(t.dict_get_version, [])
d = {}
version = t.dict_get_version(d)
d[1] = 2
print(version < t.dict_get_version(d))
code = t.code_newempty('file', 'function', 4)
print(code.co_filename, code.co_name, code.co_firstlineno, code.co_code)

for text in 'abc', '\u20ac', '':
    for n in range(5):
        show(t.unicode_asucs4, text, n, 0)
        show(t.unicode_asucs4, text, n, 1)
        show(t.unicode_aswidechar, text, n)
    show(t.unicode_aswidecharstring, text)
for args in (0, 9, 1), (-2, -1, 1), (2, 1, 1), (0, 9, -1), (-9, 9, -1):
    show(t.unicode_findchar, 'abcb', ord('b'), *args)
for args in ('abc', 6, 'abc', 0, 5), ('abc', 0, 'abc', -1, 5), ('abc', 0, 'abc', 0, -1), ('abc', 1, 'abc', 0, 5), \
        ('abc', 0, '\u20ac', 0, 1), ('abc', 1, 'xyz', 1, 5):
    show(t.unicode_copycharacters, *args)
show(t.unicode_encodedecimal, '\u0663.\u0661\u2003\xe9')
show(t.unicode_encodedecimal, '1\u20ac')
show(t.unicode_transformdecimaltoascii, '\u0663.\u2003')
for arg in 'abc', '\xe9', b'abc', bytearray(b'abc'), 1, '\ud800':
    show(t.getargs_s_hash, arg)
show(t.getargs_u, 'a\0')
show(t.getargs_u, 1)
print(type(t.codec_incrementalencoder('utf-8', 'strict')), type(t.codec_incrementaldecoder('latin-1')))
show(t.codec_incrementalencoder, 'nope')


@t.with_tp_del
class Old:
    def __tp_del__(self):
        print('tp_del')


Old()
x = Old()
x.x = x
del x
print(gc.collect() >= 1, len(gc.garbage))
del gc.garbage[0].x
gc.garbage.clear()
show(t.with_tp_del, int)
made = t.create_cfunction()
ref = weakref.ref(made)
del made
print(ref())
t.call_in_temporary_c_thread(lambda: print('in a thread'))
print(t.W_STOPCODE(3), next(t.awaitType(iter([1])).__await__()), t.Generic[int].__mro_entries__(()))
show(t.awaitType, 1, 2)

s = t._test_structmembersType(True, 1, T_DOUBLE=2.5, T_STRING_INPLACE='hi')
print({n: getattr(s, n) for n in dir(s) if n.startswith('T_')})
for name, value in ('T_BOOL', 1), ('T_INT', 'x'), ('T_STRING_INPLACE', 'x'), ('T_PYSSIZET', 2**70), ('T_ULONGLONG', 2**64 - 1), ('T_FLOAT', 0.1):
    try:
        setattr(s, name, value)
        print(name, getattr(s, name))
    except Exception as error:
        print(name, type(error).__name__, error)
try:
    t._test_structmembersType(T_STRING_INPLACE='toolong')
except ValueError as error:
    print(error)

import warnings

for name, values in dict(T_BYTE=(128, -129, 2**70), T_UBYTE=(256, -1), T_SHORT=(2**15, -2**15 - 1), T_USHORT=(65536, -1),
                         T_INT=(2**31, -2**31 - 1, 2**63), T_UINT=(2**32, -1, 2**64, -2**64), T_LONG=(2**63,),
                         T_ULONG=(2**64, -1, -2**63 - 1), T_PYSSIZET=(2**63,), T_LONGLONG=(2**63,),
                         T_ULONGLONG=(2**64, -1)).items():
    for value in values + (2.5, 'x', None):
        with warnings.catch_warnings(record=True) as seen:
            warnings.simplefilter('always')
            try:
                setattr(s, name, value)
                print(name, value, getattr(s, name), [str(w.message) for w in seen])
            except Exception as error:
                print(name, value, repr(error), [str(w.message) for w in seen])
