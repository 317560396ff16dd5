# Pickles and marshal data that are cut off, or have wrong bytes, numbers and sizes in them.
import io
import marshal
import pickle
import random

from outcomes import outcome, summary


class Careful(pickle.Unpickler):
    def find_class(self, module, name):
        if (module, name) not in (("builtins", "set"), ("builtins", "complex"), ("builtins", "bytearray")):
            raise pickle.UnpicklingError("not allowed")
        return super().find_class(module, name)


def careful(data):
    return Careful(io.BytesIO(data)).load()


# How numbers may be written in the first protocol.
TEXTS = (b"1 01 00 0 02 010 08 0x1f -0x1f +5 --5 1_000 0b1 9223372036854775807 9223372036854775808 099 x - 0x 0xg 00x 1\0 1\0x "
         b"01\0 \0 1\r 01\r \xff 1e999 1.5 inf nan 1.5x").split(b" ") + [b"", b" 7", b"7 ", b" 01", b"1 1", b"9" * 5000]
for text in TEXTS:
    for code in (b"I", b"L", b"F", b"g"):
        for suffix in (b"", b"L") if code == b"L" else (b"",):
            for loads in (pickle.loads, pickle._loads):
                print(code, text[:20], suffix, loads.__name__, ascii(outcome(loads, code + text + suffix + b"\n."))[:110])

# Opcodes that find nothing, too much, or something else on the stack.
for data in (b"", b".", b"NN.", b"(.", b"0.", b"1.", b"2.", b"t.", b"\x85.", b"N\x86.", b"(Nd.", b"a.", b"](a.", b"N(e.", b"NNNs.",
             b"}(Nu.", b"h\0.", b"j\xff\xff\xff\xff.", b"Np-1\n.", b"q\0.", b"\x94.", b"\x8b\xff\xff\xff\xff.", b"S\x27a\n.", b"Va",
             b"X\1\0\0\0\xff.", b"\x8c\5a.", b"\x8d" + b"\xff" * 8 + b".", b"B\5\0\0\0a.", b"\x80\6N.", b"\x80\4\x95\5\0\0\0\0\0\0\0N.",
             b"\x80\4\x95" + b"\xff" * 8 + b"N.", b"c\n\n.", b"\x93.", b"N\x93.", b"NN\x93.", b"(NN\x93.", b"NNR.", b"Nb.", b"NNb.",
             b"\x81.", b"NN\x81.", b"(o.", b"(No.", b"Px\n.", b"Q.", b"\x82\0.", b"\x84\xff\xff\xff\xff.", b"](N\x90.", b"(]\x91.",
             b"\xff.", b"\n.", b"\x97.", b"N\x98.", b"]" * 20000 + b"a" * 19999 + b"."):
    for loads in (pickle.loads, pickle._loads):
        print(data[:20], loads.__name__, outcome(loads, data))

value = [None, True, 1, -5, 2**70, 1.5, "a\xe9\u1234", b"bytes", (1, 2), [], {"k": [1]}, {1, 2}, 1j, bytearray(b"x")]
rng = random.Random(4)
for protocol in range(6):
    data = pickle.dumps(value, protocol)
    summary("pickle %d cut off" % protocol, (outcome(careful, data[:end]) for end in range(len(data))))
# Numbers are written for the same objects; what refers to nothing is not looked at here.
for code in range(256):
    found = [outcome(marshal.loads, bytes([code]) + rest) for rest in (
        b"", bytes(20), b"\1\0\0\0" + b"N" * 20, b"\xff" * 20, b"\5\0\0\0abcde", b"\2\0\0\0\xc3\xa9N")]
    if any(not each.startswith("ValueError: bad marshal data (unknown") for each in found):
        print(code, [ascii(each)[1:-1] for each in found])
for text in (b"\xff", b"abc\xffdef", b"\xed\xa0\x80", b"\xf0\x9f\x98\xff", b"\xc3", b"\xc3\xa9"):
    for code in b"ut":
        print(chr(code), text, ascii(outcome(marshal.loads, bytes([code, len(text), 0, 0, 0]) + text)))
for text in (b"1.5", b"1.5x", b"x", b" 1", b"1\0", b"1\0x", b"", b"1e999", b"nan", b"1_0"):
    print(text, outcome(marshal.loads, b"f" + bytes([len(text)]) + text))
value = [None, True, ..., 1, 2**100, 1.5, 1j, b"bytes", "ascii", "a\xe9\u1234", (), (1,), [[2]], {"a": 1}, {1}, frozenset("a")]
for version in range(5):
    data = marshal.dumps(value, version)
    summary("marshal %d cut off" % version, (outcome(marshal.loads, data[:end]) for end in range(len(data))))
    ends = [end for end in range(0, len(data), 3)]
    summary("marshal file %d cut off" % version, (outcome(marshal.load, io.BytesIO(data[:end])) for end in ends))
