"""struct: unpack, unpack_from and iter_unpack of binary records."""
import struct
import sys

DEFAULT = 230


def run(n):
    header = struct.Struct("<IHHQ16s")
    vertex = struct.Struct("=3f4B")
    headers = b"".join(header.pack(i, i & 0xFFFF, 5, i * i * i, b"name %d" % i) for i in range(4000))
    vertices = b"".join(vertex.pack(i * 0.5, -i, 1.25, 1, 2, i & 255, 255) for i in range(4000))
    numbers = struct.pack("<4000d", *[i / 7 for i in range(4000)])
    words = struct.pack(">4000H", *range(4000))
    total = 0.0
    for _ in range(n):
        for offset in range(0, len(headers), header.size):
            number, low, kind, cube, name = header.unpack_from(headers, offset)
            total += number + low + kind + cube % 7 + len(name)
        for x, y, z, r, g, b, a in vertex.iter_unpack(vertices):
            total += x + y + z + r + g + b + a
        for offset in range(0, len(words), 8):
            a, b, c, d = struct.unpack(">HHHH", words[offset:offset + 8])
            total += a - b + c - d
        total += sum(struct.unpack("<4000d", numbers)) + sum(value for value, in struct.iter_unpack(">H", words))
    return "%r" % total


if __name__ == "__main__":
    print("struct_unpack", run(int(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT))
