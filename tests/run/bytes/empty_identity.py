# Where empty and one-byte results are the shared objects, and where not.
data, empty = b"ab", b""
zero, minus, one = 0, -1, 1
print("no times", data * zero is empty, data * minus is empty, zero * data is empty, data * zero is data * zero)
print("empty times", empty * 5 is empty, empty * zero is empty)
print("once", data * one is data, b"a" * one == b"a")
print("slices", data[0:0] is empty, data[5:] is empty, data[:] is data, data[0:1] is data[0:1])
print("made", bytes() is empty, bytes(zero) is empty, bytes(data) is data, bytes.fromhex("") is empty, "".encode() is empty)
print("methods", data.strip() is data, b"  ".strip() is empty, b"".join([data]) is data, b"".join([]) is empty)
print("equal all the same", data * zero == b"", len(data * minus), hash(data * zero) == hash(b""))
