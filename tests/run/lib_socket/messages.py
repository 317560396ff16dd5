"""Messages with ancillary data, lengths of control messages, numbers in the network's order, wrong arguments."""

import array
import os
import socket


def tell(function, *arguments):
    try:
        print(function.__name__, arguments, "->", function(*arguments))
    except Exception as error:
        print(function.__name__, arguments, "->", type(error).__name__, error)


left, right = socket.socketpair()
print(left.sendmsg([b"one ", memoryview(b"two "), bytearray(b"three")]))
print(right.recvmsg(100)[:3])

# A descriptor goes along; what arrives is another number of the same file.
reader, writer = os.pipe()
print(left.sendmsg([b"x"], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", [writer]))]))
data, controls, flags, address = right.recvmsg(10, socket.CMSG_SPACE(4))
(level, kind, content), = controls
number, = array.array("i", content)
print(data, level == socket.SOL_SOCKET, kind == socket.SCM_RIGHTS, len(content), flags & ~socket.MSG_CMSG_CLOEXEC)
os.write(number, b"through both")
print(os.read(reader, 100), os.fstat(number).st_ino == os.fstat(writer).st_ino)
for descriptor in reader, writer, number:
    os.close(descriptor)

# No room for the control message: the flags tell.
reader, writer = os.pipe()
left.sendmsg([b"y"], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", [writer]))])
data, controls, flags, address = right.recvmsg(10)
print(data, controls, bool(flags & socket.MSG_CTRUNC))
os.close(reader)
os.close(writer)

left.sendall(b"abcdefghij")
parts = [bytearray(3), bytearray(4), bytearray(20)]
print(right.recvmsg_into(parts)[:3], parts)

tell(left.sendmsg)
for arguments in (1,), ([1],), (["x"],), ([b"x"], 1), ([b"x"], [1]), ([b"x"], [(1, 2)]), ([b"x"], [(1, 2, 3)]):
    tell(left.sendmsg, *arguments)
for arguments in (-1,), (10, -1), (10, 2 ** 40), ("x",):
    tell(right.recvmsg, *arguments)
for arguments in (1,), ([b"x"],), ([bytearray(3)], -1):
    tell(right.recvmsg_into, *arguments)
for length in 0, 1, 8, 9, -1, 2 ** 31 - 17, 2 ** 31 - 16, 2 ** 62, 2 ** 70:
    tell(socket.CMSG_LEN, length)
    tell(socket.CMSG_SPACE, length)

for number in 0, 1, 0xFFFF, -1, 2 ** 31, 2 ** 70:
    tell(socket.htons, number)
    tell(socket.ntohl, number)
tell(socket.htonl, "a")
left.close()
right.close()
