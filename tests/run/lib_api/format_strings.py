# Functions that read their arguments by a format string: counts, the order of conversions, numbers too large.
import _locale
import _lsprof
import _lzma
import _multiprocessing
import _pickle
import _socket
import _warnings
import ctypes
import faulthandler
import grp
import posix
import pwd
import resource
import sys

from outcomes import show



show(r"""
_locale.setlocale(); _locale.setlocale('x', 1); _locale.setlocale(0, 1); _locale.setlocale(-2**63); _locale.setlocale(1, 2, 3); _locale.setlocale(6, 'a\0')
_locale.nl_langinfo(1, 2); _locale.strcoll('a'); _locale.strcoll('a', 1); _locale.strxfrm(5); _locale.strxfrm()
_locale.gettext(); _locale.gettext(5); _locale.gettext('a\0'); _locale.dgettext(1, 2); _locale.dgettext('a', 2); _locale.dgettext('a')
_locale.dcgettext(list, 'C', 2**64); _locale.textdomain(5); _locale.textdomain(); _locale.bindtextdomain('', 1); _locale.bindtextdomain(1, 2); _locale.bind_textdomain_codeset('b', b'a')
_socket.htons(); _socket.htons(1, 2); _socket.htons('x'); _socket.htons(2**40); _socket.htons(-1); _socket.ntohs(2**70); _socket.CMSG_LEN(1, 2); _socket.CMSG_SPACE('x')
_socket.inet_aton(5); _socket.inet_aton('a\0'); _socket.inet_pton(2); _socket.inet_pton('x', 1); _socket.inet_pton(2, 'a\0'); _socket.inet_ntop(2, 'x'); _socket.inet_ntop('x', 1); _socket.inet_ntoa(1, 2)
_socket.getservbyname(); _socket.getservbyname('a', None); _socket.getservbyname(1, 2, 3); _socket.getservbyport(2**40); _socket.getservbyport(70000, 5); _socket.getprotobyname(5); _socket.getprotobyname(); _socket.if_nametoindex(1, 2)
_socket.socketpair(1, 2, 3, 4); _socket.socketpair('x'); _socket.socket('x', z=1); _socket.socket(2, 2**64); _socket.socket(2, 2**40); _socket.socket(1, 2, 3, 4, 5)
_lsprof.Profiler(1, 2, 3.5); _lsprof.Profiler(1, 2, 'x'); _lsprof.Profiler(1, 2, 2**40); _lsprof.Profiler(z=1); _lsprof.Profiler(1, 'x', z=2); _lsprof.Profiler().enable(2**40); _lsprof.Profiler().enable(z=1)
_lzma.LZMACompressor('x', z=1); _lzma.LZMACompressor(1, 2**40); _lzma.LZMACompressor(z=1)
_multiprocessing.SemLock('x'); _multiprocessing.SemLock(1, 2, 3, 4, 5); _multiprocessing.SemLock(1, 2, 3); _multiprocessing.SemLock(1, 2, 3, 'a\0', 5); _multiprocessing.SemLock(1, 2, 2**40, 1, 2, 3); _multiprocessing.SemLock(1, z=2); _multiprocessing.sem_unlink(5); _multiprocessing.SemLock._rebuild('x', 1, 2, 3)
_warnings.warn_explicit(1, 2, 3, 4); _warnings.warn_explicit(1, 2, 'f', 'x', z=1); _warnings.warn_explicit(1, 2, 'f', 2**40); _warnings.warn_explicit(1)
faulthandler.unregister(); faulthandler.unregister('x'); faulthandler.unregister(2**40); faulthandler.register('x', z=1); faulthandler.register(10, 1, 'x', z=1); faulthandler.dump_traceback_later('x'); faulthandler.dump_traceback_later(-1, 'x'); faulthandler.dump_traceback_later(0); faulthandler.dump_traceback_later(float('nan')); faulthandler.enable('x', 'y')
resource.prlimit(); resource.prlimit(1, 2, 3, 4); resource.prlimit(2**40, 1); resource.prlimit(0, 2**40); resource.prlimit('x', 1)
posix.sendfile('x'); posix.sendfile('x', z=2); posix.sendfile(1); posix.sendfile(1, 2, 3, 4, 5); posix.sendfile(2**40, 1, 1, 1); posix.get_terminal_size(1, 2); posix.get_terminal_size('x'); posix.get_terminal_size(2**40)
posix.getgrouplist(1, 2); posix.getgrouplist(b'root', 0); posix.getgrouplist('a\0', 0); posix.getgrouplist('root', 'x'); posix.getgrouplist('root')
_pickle.PickleBuffer(); _pickle.PickleBuffer(a=1); _pickle.PickleBuffer(b'', b=1); _pickle.PickleBuffer(1, 2)
faulthandler.unregister(1, z=2); _locale.strcoll('messages', 'C'); _locale.strcoll('\ud800', 'a') > 0; _locale.strcoll('a\0', 'b')
grp.getgrgid(-1); grp.getgrgid(2**32 - 1); pwd.getpwuid(-1); pwd.getpwuid(2**32 - 2); ctypes.c_int.from_buffer_copy('x', 'y'); ctypes.c_int.from_buffer_copy(1.5, 'y'); ctypes.c_int.from_buffer_copy(b'abcd', 'y'); ctypes.c_int.from_buffer_copy(b'', z=1)
sys.audit('x', z=1); sys.set_asyncgen_hooks(1, 2); sys.set_asyncgen_hooks(1); sys.set_asyncgen_hooks(None, 1)
""", globals())
