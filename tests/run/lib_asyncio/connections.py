# asyncio: streams, protocols, datagrams and plain sockets; servers that are closed.
import asyncio, os, socket, tempfile
async def echo(reader, writer):
    async for line in reader:
        writer.write(line.upper()); await writer.drain()
    writer.close()
class Collect(asyncio.Protocol):
    def __init__(self, log): self.log = log
    def connection_made(self, transport): self.transport = transport; self.log.append("made"); transport.write(b"x\n" * 150000); transport.write_eof()
    def data_received(self, data): self.log.append(data)
    def eof_received(self): self.log.append("eof")
    def connection_lost(self, exc): self.log.append(("lost", exc)); self.done.set_result(None)
class Datagrams(asyncio.DatagramProtocol):
    def connection_made(self, transport): self.transport = transport
    def datagram_received(self, data, addr): self.transport.sendto(data[::-1], addr)
async def talk(reader, writer):
    writer.writelines([b"one\n", b"two\n", b"rest"]); writer.write_eof()
    print(await reader.readline(), await reader.readuntil(b"O"), await reader.readexactly(2), await reader.read(), reader.at_eof())
    try: await reader.readexactly(2)
    except asyncio.IncompleteReadError as e: print(e, e.partial)
    writer.close(); await writer.wait_closed()
async def main():
    loop = asyncio.get_running_loop()
    server = await asyncio.start_server(echo, "127.0.0.1", 0)
    address = server.sockets[0].getsockname()
    await talk(*await asyncio.open_connection(*address))
    log = []
    transport, protocol = await loop.create_connection(lambda: Collect(log), *address)
    protocol.done = loop.create_future()
    print(transport.get_extra_info("peername") == address, transport.is_reading(), transport.can_write_eof())
    await protocol.done
    print(log[0], sum(map(len, log[1:-2])), log[-2:])
    sock = socket.socket(); sock.setblocking(False)
    await loop.sock_connect(sock, address); await loop.sock_sendall(sock, b"abc\n"); print(await loop.sock_recv(sock, 10)); sock.close()
    server.close(); await server.wait_closed(); print(server.sockets, server.is_serving())
    try: await asyncio.open_connection(*address)
    except ConnectionRefusedError as e: print("refused")
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "s")
        async with await asyncio.start_unix_server(echo, path) as server: await talk(*await asyncio.open_unix_connection(path))
        with open(os.path.join(folder, "f"), "wb") as f: f.write(b"0123456789" * 5000)
        received = loop.create_future()
        async def sink(reader, writer): received.set_result(await reader.read()); writer.close()
        async with await asyncio.start_server(sink, "127.0.0.1", 0) as server:
            _, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
            with open(f.name, "rb") as f: print(await loop.sendfile(writer.transport, f, 10, 30000), f.tell())
            writer.close(); print(len(await received))
    transport, _ = await loop.create_datagram_endpoint(Datagrams, local_addr=("127.0.0.1", 0))
    answer = loop.create_future()
    class Client(asyncio.DatagramProtocol):
        def datagram_received(self, data, addr): answer.set_result(data)
    client, _ = await loop.create_datagram_endpoint(Client, remote_addr=transport.get_extra_info("sockname"))
    client.sendto(b"hello"); print(await answer); client.close(); transport.close()
    a, b = socket.socketpair()
    reader, writer = await asyncio.open_connection(sock=a)
    for limit, data in ((3, b"abcdefgh\nxx\n"), (3, b"abcdefgh")):
        r = asyncio.StreamReader(limit=limit); r.feed_data(data)
        try: await r.readuntil()
        except asyncio.LimitOverrunError as e: print(e, e.consumed)
        if b"\n" in data:
            try: await r.readline()
            except ValueError as e: print(e, r)
    try: writer.write("text")
    except TypeError as e: print(e)
    writer.close(); b.close()
    for arguments in (dict(host="x", sock=1), dict(), dict(host="x", port=1, server_hostname="y"), dict(host="x", port=1, ssl_handshake_timeout=1)):
        try: await loop.create_connection(asyncio.Protocol, **arguments)
        except ValueError as e: print(e)
asyncio.run(main())
