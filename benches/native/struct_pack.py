"""struct: packing records of several byte orders and field kinds."""
import struct
import sys
import zlib

DEFAULT = 150


def run(n):
    header = struct.Struct("<IHHQ16s")
    vertex = struct.Struct("=3f4B")
    record = struct.Struct(">ihbd?")
    check = 0
    for k in range(n):
        out = bytearray()
        for i in range(4000):
            out += header.pack(i, i & 0xFFFF, k, i * i * i, b"name %d" % i)
            out += vertex.pack(i * 0.5, -i, 1.25, 1, 2, i & 255, 255)
            out += struct.pack(">HBl", i & 0xFFFF, 7, -i)
        page = bytearray(record.size * 4000)
        for i in range(4000):
            record.pack_into(page, i * record.size, i - 2000, i % 1000, i % 100 - 50, i / 3, i & 1)
        out += struct.pack("<4000d", *[float(i) for i in range(4000)]) + struct.pack("4000i", *range(4000))
        check = zlib.crc32(page, zlib.crc32(out, check))
    return "%08x" % check


if __name__ == "__main__":
    print("struct_pack", run(int(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT))
