"""The formats of PyUnicode_FromFormat and PyBytes_FromFormat: widths, lengths, objects, errors."""
from ctypes import *

f = pythonapi.PyUnicode_FromFormat; f.restype=py_object


def u(fmt,*a):
    try: return repr(f(fmt,*a))
    except Exception as e: return '%s: %s'%(type(e).__name__,e)


g = pythonapi.PyBytes_FromFormat; g.restype=py_object


def b(fmt,*a):
    try: return repr(g(fmt,*a))
    except Exception as e: return '%s: %s'%(type(e).__name__,e)
for fmt,args in [(b'%i',(c_int(-5),)),(b'[%5d]',(c_int(-5),)),(b'[%05d]',(c_int(-5),)),(b'[%.4d]',(c_int(-5),)),(b'[%8.4d]',(c_int(-5),)),(b'[%08.4d]',(c_int(-5),)),(b'%x',(c_int(-1),)),(b'%lx',(c_long(255),)),(b'%lu',(c_ulong(2**64-1),)),(b'%li',(c_long(-5),)),(b'%lli',(c_longlong(-5),)),(b'%zd',(c_ssize_t(-5),)),(b'%zu',(c_size_t(5),)),(b'%zi',(c_ssize_t(-9),)),
 (b'%p',(c_void_p(None),)),(b'%p',(c_void_p(0xabc),)),(b'%10p',(c_void_p(0xabc),)),(b'%s|',(b'ab\xffc',)),(b'%.3s|',('a\xe9\xe9'.encode(),)),(b'%6s|',(b'abc',)),(b'%-6s|',(b'abc',)),(b'%c%c',(c_int(0x10ffff),c_int(65))),(b'%c',(c_int(0x110000),)),(b'%c',(c_int(-1),)),
 (b'%5.2U|',(py_object('abc'),)),(b'%V|',(py_object('abc'),b'zz')),(b'%V|',(None,b'zz')),(b'%S %R %A',(py_object('\xe9'),py_object('\xe9'),py_object('\xe9'))),(b'%.2R|%6S',(py_object('abc'),py_object(12))),(b'%y x %d',(c_int(1),)),(b'a%',()),(b'%.%s',(b'abc',)),(b'%1.',()),(b'%123',()),(b'%.123',()),(b'%l',()),(b'%ld%',(c_long(1),)),(b'a\xe9',()),(b'%99999999999999999999d',(c_int(1),)),(b'%.99999999999999999999d',(c_int(1),)),(b'%%s',()),(b'%lld',(c_longlong(-2**40),)),(b'%5c|',(c_int(65),)),(b'%zx',(c_int(1),)),(b'%ls',(b'abc',)),(b'%.0s|',(b'abc',)),(b'%.0U|',(py_object('abc'),)),(b'%d %s %i %zd %lu %s %d',(c_int(1),b'two',c_int(3),c_ssize_t(4),c_ulong(5),b'six',c_int(7))),(b'%S',(c_void_p(None),)), (b'%i\xff',(c_int(1),)),(b'%0.4d',(c_int(7),)),(b'%x',(c_int(0xabc),)),(b'%08x',(c_int(0xabc),)),(b'%c\x00',(c_int(0),)),(b'%u',(c_uint(2**32-1),))]:
    print(ascii(fmt), ascii(u(fmt, *args)))
for fmt,args in [(b'%c',(c_int(0),)),(b'%c',(c_int(255),)),(b'%c',(c_int(256),)),(b'%c',(c_int(-1),)),(b'%d %ld %zd',(c_int(-1),c_long(-2),c_ssize_t(-3))),(b'%u %lu %zu',(c_uint(2**32-1),c_ulong(2**64-1),c_size_t(3))),(b'%i',(c_int(-5),)),(b'%li',(c_long(-5),)),(b'%x',(c_int(-1),)),(b'%lx',(c_long(1),)),(b'%s',(b'abc',)),(b'%.2s',(b'abc',)),(b'%.0s',(b'abc',)),(b'%10s|',(b'abc',)),(b'%10.2s|',(b'abc',)),(b'%p',(c_void_p(0xabc),)),(b'%p',(c_void_p(None),)),(b'%%',()),(b'%',()),(b'a%y %d',(c_int(1),)),(b'%5d',(c_int(1),)),(b'%.%s',(b'abc',)),(b'\xe9%d',(c_int(1),)),(b'%-5d|',(c_int(1),)),(b'%lld',(c_longlong(1),)),(b'%1.',()),(b'%i%',(c_int(2),))]:
    print(ascii(fmt), ascii(b(fmt, *args)))
