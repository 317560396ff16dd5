# Sockets: empty reads, buffers before numbers, attributes that cannot be set, types that the collector does not know.
import _bz2
import _csv
import _lzma
import _md5
import _socket
import gc
import mmap
import os
import select
import warnings

from outcomes import show


warnings.simplefilter("ignore", DeprecationWarning)
s = _socket.socket(_socket.AF_UNIX)


show(r"""
s.recv(0); s.recv_into(bytearray()); s.recv(-1); s.recv_into('x', 'y'); s.recv_into(5, z=1); s.recv_into(b'abc', -1); s.recvfrom_into(5, 'y'); s.recvfrom_into(b'', -2.75, 17); s.sendto(17, ('a', 'b'), ''); s.sendto(b'', 'x', '')
s.setblocking(float('inf')); s.setblocking('x'); _socket.close(99.5); _socket.dup(99.5); _socket.dup(2**40 + 99); _socket.close(2**70)
setattr(s, 'family', 1); delattr(s, 'proto'); setattr(s, 'type', 1); (s.family, s.type, s.proto); sorted({type(vars(_socket.socket)[n]).__name__ for n in ('family', 'type', 'proto')})
[type(vars(os.DirEntry)[n]).__name__ for n in ('name', 'path')]; setattr(next(os.scandir()), 'name', 1)
[gc.is_tracked(x) for x in (s, mmap.mmap(-1, 1), _bz2.BZ2Compressor(), _lzma.LZMADecompressor(), _md5.md5(), select.poll(), select.epoll(), _csv.Dialect())]
""", globals())
