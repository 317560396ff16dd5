"""Names of hosts, services, protocols and interfaces, and addresses with parts that are wrong."""

import socket


def tell(function, *arguments):
    try:
        print(function.__name__, arguments, "->", function(*arguments))
    except Exception as error:
        print(function.__name__, arguments, "->", type(error).__name__, error)


tell(socket.getprotobyname, "tcp")
tell(socket.getprotobyname, "nope")
tell(socket.getservbyname, "nope")
tell(socket.getservbyname, 1)
tell(socket.getservbyport, -1)
tell(socket.getservbyport, 70000)
tell(socket.getnameinfo, ("127.0.0.1", 80), socket.NI_NUMERICHOST | socket.NI_NUMERICSERV)
tell(socket.getnameinfo, ("::1", 80, 0, 0), socket.NI_NUMERICHOST | socket.NI_NUMERICSERV)
for address in ("127.0.0.1",), ["127.0.0.1", 8], ("127.0.0.1", "x"), ("127.0.0.1", 80, 2 ** 20), (1, 2), \
        ("127.0.0.1", 80, 5), ("localhost", 80):
    tell(socket.getnameinfo, address, 3)
print((1, "lo") in socket.if_nameindex(), socket.if_nametoindex("lo"), socket.if_indextoname(1))
tell(socket.if_nametoindex, "no such")
tell(socket.if_nametoindex, 1)
tell(socket.if_indextoname, -1)
tell(socket.if_indextoname, "a")

numeric = socket.AI_NUMERICHOST | socket.AI_NUMERICSERV
tell(socket._socket.getaddrinfo, "127.0.0.1", 80)
tell(socket._socket.getaddrinfo, "127.0.0.1", "80", 0, socket.SOCK_STREAM, 0, numeric)
tell(socket._socket.getaddrinfo, b"127.0.0.1", b"80", 0, socket.SOCK_STREAM)
tell(socket._socket.getaddrinfo, "::1", 1, socket.AF_INET, socket.SOCK_STREAM)
tell(socket._socket.getaddrinfo, "localhost", 1, 0, socket.SOCK_STREAM, 0, numeric)
tell(socket._socket.getaddrinfo, None, None)
tell(socket._socket.getaddrinfo, "127.0.0.1", 2.5)
tell(socket._socket.getaddrinfo, 5, 2)
tell(socket._socket.getaddrinfo, "a" * 70, 80)
for host in "", "<broadcast>", "127.1", "0x7f.1", 5, "a\0b":
    tell(socket.gethostbyname, host)

with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as s:
    for address in ("", 0, 1), ("127.0.0.1", -1), ("127.0.0.1", "x"), (5, 5), "x", ("127.0.0.1", 70000):
        tell(s.bind, address)
with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as s:
    tell(s.bind, "a" * 200)
    tell(s.bind, 5)
for family, packed in (2, b"abc"), (10, b"abc"), (99, b"a"), (10, bytes(12) + b"\1\2\3\4"), (10, bytes(15) + b"\1"), \
        (10, bytes(10) + b"\xff\xff\1\2\3\4"), (2, b"\1\2\3\4"):
    tell(socket.inet_ntop, family, packed)
