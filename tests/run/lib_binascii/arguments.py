# What the functions of binascii accept, and what they say of the rest.
import array
import binascii


def show(function, *args, **kwargs):
    try:
        print(function.__name__, function(*args, **kwargs))
    except Exception as error:
        print(function.__name__, type(error).__name__, error)


for data in b"YWJj", "YWJj", bytearray(b"YWJj"), memoryview(b"YWJj"), array.array("B", b"YWJj"), "\xe9", "\u20ac", 1, None:
    for name in "a2b_base64 a2b_hex a2b_hqx a2b_qp a2b_uu b2a_base64 hexlify b2a_hqx b2a_qp b2a_uu rlecode_hqx crc32".split():
        show(getattr(binascii, name), data)
show(binascii.a2b_base64, memoryview(b"abcdabcd")[::2])
show(binascii.hexlify, memoryview(b"abcdabcd")[::2])

for text in b"a", b"abcde", b"ab", b"ab=", b"ab==", b"ab=c=", b"=ab==", b"abc=x", b"====", b"ab===cd", b"a=bc=":
    show(binascii.a2b_base64, text)
for text in b"", b"\x90", b"\x90\x01", b"\x90\x00", b"a\x90", b"a\x90\x05b", b"a\x90\x00\x90\x03":
    show(binascii.rledecode_hqx, text)
for text in b"", b"!", b"!:", b"!!!!:!", b"\x01":
    show(binascii.a2b_hqx, text)
for text in b"", b"!", b'"\x7f', b"!!!!!zz", b"#86)C", b"#86)C\n", b"#86)C `\n", b"%86)C\n":
    show(binascii.a2b_uu, text)
for text in "abc", "zz", "aZ", b"\xff\xff", "0A0b":
    show(binascii.unhexlify, text)
for size in 0, 45, 46:
    show(binascii.b2a_uu, b"a" * size)

for newline in 0, 1, True, "", 1.5, 2**70, None:
    show(binascii.b2a_base64, b"a", newline=newline)
for crc in -1, 2**70 + 3, 1.5, "", True:
    show(binascii.crc32, b"a", crc)
    show(binascii.crc_hqx, b"a", crc)
for sep in ":", b":", "\xe9", "\u20ac", b"\xff", "::", "", 1, None, bytearray(b":"):
    show(binascii.hexlify, b"abc", sep)
for size in 0, 1, 2, -2, 1.5, 2**40:
    show(binascii.b2a_hex, b"abcde", ":", bytes_per_sep=size)
show(binascii.b2a_base64, b"a", 1)
show(binascii.crc_hqx, b"a")
show(binascii.crc32)
show(binascii.a2b_qp)
show(binascii.b2a_qp, b"", 1, 1, 1, 1)
show(binascii.a2b_qp, data="a_=41", header=1)
print(binascii.Error.__mro__, binascii.Incomplete.__mro__)
