# The texts of argument errors of a socket's methods.
import socket

left, right = socket.socketpair()
left.setblocking(False)
right.setblocking(False)


def told(function, *args, **keywords):
    try:
        result = function(*args, **keywords)
    except Exception as error:
        return type(error).__name__ + ": " + str(error)
    return repr(result)


SOME = [bytearray(3)]
CASES = {
    "recv": [(), ("a",), (1.5,), (1, "a"), (1, 1, 1), (-1,), (None,), (2**70,)],
    "recvfrom": [(), ("a",), (1, "a"), (-1,)],
    "recv_into": [(1,), (b"x",), (bytearray(2), "a"), (bytearray(2), -1), (bytearray(2), 5)],
    "recvfrom_into": [(1,), (b"x",), (bytearray(2), "a"), (bytearray(2), -1), (bytearray(2), 5)],
    "recvmsg": [(), ("a",), (None,), (1.5,), (10, "a"), (10, 10, "a"), (10, 10, 10, 10), (-1,), (10, -1), (2**70,), (10, 10, 2**40)],
    "recvmsg_into": [(), (1,), ([b"abc"],), ([1],), (SOME, "a"), (SOME, 10, "a"), (SOME, -1), (SOME, 1, 2, 3), (SOME, 10, 2**40), (0,)],
    "sendmsg": [(), (1,), ("a",), ([1],), ([b"x"], 1), ([b"x"], [1]), ([b"x"], [(1, 2)]), ([b"x"], [(1, 2, "a")]), ([b"x"], [("a", 2, b"")]),
                ([b"x"], "ab"), ([b"x"], [], "a"), ([b"x"], [], 2**40), ([b"x"], [(2**40, 1, b"")]), ([b"x"], [], 0, None, 5)],
    "send": [(), (1,), ("a",), (b"x", "a"), (b"x", 1, 1)],
    "sendall": [(), ("a",), (b"x", "a"), (b"x", 1, 1)],
    "sendto": [(), (1,), (b"x",), (b"x", "a", 1), (b"x", 1, 1, 1)],
    "setsockopt": [(), (1,), (1, 1), (1, 1, 1, 1), ("a", 1, 1), (1, "a", 1), (1, 1, "a"), (1, 1, None), (1, 1, None, "a"), (1, 1, 1.5)],
    "getsockopt": [(), (1,), ("a", 1), (1, "a"), (1, 1, "a"), (1, 1, -1), (1, 1, 2000)],
    "listen": [("a",), (1.5,), (1, 1)],
    "shutdown": [(), ("a",), (1, 1)],
    "settimeout": [(), ("a",), (-1,), (1, 1)],
    "setblocking": [(), ("a",)],
}
for name, cases in CASES.items():
    for args in cases:
        left.send(b"hello")
        print(name, args, told(getattr(right, name), *args))
        told(right.recv, 1000)
        told(left.recv, 1000)
    print(name, told(getattr(right, name), x=1))
left.close()
right.close()
