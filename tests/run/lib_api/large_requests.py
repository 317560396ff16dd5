# More memory than there is.
import _sha3
import _socket
import os
import select

from outcomes import show

s = _socket.socket(_socket.AF_UNIX)
zeros = os.open("/dev/zero", os.O_RDONLY)


show(r"""
os.read(zeros, 2**62); os.read(zeros, 2**48); os.urandom(2**62); os.urandom(2**48); os.getrandom(2**62)
s.recv(2**62); s.recv(2**48); s.recvfrom(2**62); s.recvmsg(2**48); s.recvmsg(1, 2**48)
bytearray(2**62); len(bytearray(2**48)); bytes(2**48); [0] * 2**48; b'a' * 2**48; 'a' * 2**48
""", globals())
