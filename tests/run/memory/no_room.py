# Sizes for which no machine has memory: each is an error of its own, none the end of the process.
import array
import ctypes
import hashlib
import io
import itertools
import lzma
import bz2
import marshal
import os
import pickle
import random
import select
import socket
import struct
import sys
import threading
import zlib
from collections import deque
from itertools import repeat

HUGE = 10**14
MOST = 2**63 - 1


def show(label, function):
    try:
        result = function()
    except BaseException as problem:
        print(label, type(problem).__name__, problem)
    else:
        print(label, "gives", type(result).__name__)


def seek_and_write(stream, place, data):
    stream.seek(place)
    stream.write(data)


def times_in_place(value, count):
    value *= count


for name, value in (("list", [0]), ("tuple", (0,)), ("bytes", b"ab"), ("str", "ab"),
                    ("wide str", "\u1234"), ("widest str", "\U00012345"), ("array", array.array("i", [1]))):
    for count in HUGE, 2**62:
        show((name, "times", count), lambda: value * count)
        show((name, "times in place", count), lambda: times_in_place(value, count))
for kind in bytes, bytearray:
    for size in HUGE, MOST, 2**63:
        show((kind.__name__, size), lambda: kind(size))
for kind in list, tuple, sorted, bytes:
    show((kind.__name__, "of a range"), lambda: kind(range(HUGE)))
for kind in list, tuple:
    show((kind.__name__, "of repetitions"), lambda: kind(repeat(0, HUGE)))


class Hint:
    """Promises more than it has."""

    def __init__(self, size):
        self.size = size

    def __iter__(self):
        return iter(())

    def __length_hint__(self):
        return self.size


for size in HUGE, MOST:
    for kind in list, tuple, bytes, sorted, " ".join, b" ".join, [].extend:
        show((getattr(kind, "__name__", kind), "hint", size), lambda: kind(Hint(size)))

for text in "a", b"a":
    for method in "ljust", "rjust", "center", "zfill":
        for width in HUGE, MOST:
            show((type(text).__name__, method, width), lambda: getattr(text, method)(width))
show("expandtabs", lambda: ("\t" * 10).expandtabs(HUGE))

for spec in "99999999999999d", "99999999999999", "099999999999999d", ">99999999999999":
    show(("int spec", spec), lambda: format(1, spec))
for spec in "99999999999999", ".99999999999999f", "0=99999999999999.2f":
    show(("float spec", spec), lambda: format(1.5, spec))
show("str spec", lambda: format("a", "99999999999999"))
show("complex spec", lambda: format(1j, "99999999999999"))
for template in "%99999999999999d", "%99999999999999s", "%.99999999999999d", "%.99999999999999f":
    show(template, lambda: template % 1)
    show(("bytes", template), lambda: template.encode() % (b"1" if "s" in template else 1))
show("star", lambda: "%*d" % (HUGE, 1))
show("bytes star", lambda: b"%*d" % (HUGE, 1))
show("general", lambda: "%.*g" % (2**31 - 20, 1.5))
show("general spec", lambda: format(1.5, ".2000000000g"))

show("shift", lambda: 1 << 10**13)
show("shift negative", lambda: -1 << 10**13)
show("shift by most", lambda: 1 << 2**63)
show("random bits", lambda: random.getrandbits(2**31))

show("BytesIO", lambda: seek_and_write(io.BytesIO(), HUGE, b"a"))
show("StringIO", lambda: seek_and_write(io.StringIO(), HUGE, "a"))
show("StringIO far", lambda: seek_and_write(io.StringIO(), 2**61, "a"))
show("StringIO after text", lambda: seek_and_write(io.StringIO("\u1234"), HUGE, "a"))
for kind in io.BufferedReader, io.BufferedWriter, io.BufferedRandom:
    show(kind.__name__, lambda: kind(io.BytesIO(), HUGE))
show("BufferedReader.read", lambda: io.BufferedReader(io.BytesIO(b"abc")).read(HUGE))
show("BufferedReader.peek", lambda: io.BufferedReader(io.BytesIO(b"abc")).peek(HUGE))
show("readline", lambda: io.BufferedReader(io.BytesIO(b"abc")).readline(HUGE))

read, write = os.pipe()
for size in HUGE, MOST:
    show(("os.read", size), lambda: os.read(read, size))
    show(("os.urandom", size), lambda: os.urandom(size))
show("os.getrandom", lambda: os.getrandom(HUGE))

with socket.socket() as sock:
    for size in HUGE, MOST:
        show(("recv", size), lambda: sock.recv(size))
        show(("recvfrom", size), lambda: sock.recvfrom(size))
        show(("recvmsg", size), lambda: sock.recvmsg(size))

for function, *arguments in ((itertools.product, [1]), (itertools.combinations, range(10)),
                             (itertools.permutations, range(10)), (itertools.combinations_with_replacement, range(10)),
                             (itertools.tee, [1])):
    for size in HUGE, 2**62:
        if function is itertools.product:
            show((function.__name__, size), lambda: function([1], repeat=size))
        else:
            show((function.__name__, size), lambda: function(*arguments, size))
show("product of a range", lambda: itertools.product(range(HUGE)))

for code in "100000000000000x", "100000000000000s", "100000000000000p":
    show(("struct", code), lambda: struct.pack(code, *[b""] * (code[-1] != "x")))
show("struct items", lambda: struct.calcsize("9223372036854775807i"))
show("array.fromfile", lambda: array.array("i").fromfile(open("/dev/zero", "rb"), HUGE))

show("decompress", lambda: zlib.decompress(zlib.compress(b"a"), bufsize=HUGE))
show("decompress most", lambda: zlib.decompress(zlib.compress(b"a"), bufsize=MOST))
show("decompress at most", lambda: zlib.decompressobj().decompress(zlib.compress(b"a"), HUGE))
show("flush", lambda: zlib.decompressobj().flush(HUGE))
show("flush most", lambda: zlib.decompressobj().flush(MOST))
show("bz2", lambda: bz2.BZ2Decompressor().decompress(bz2.compress(b"a"), HUGE))
show("lzma", lambda: lzma.LZMADecompressor().decompress(lzma.compress(b"a"), HUGE))
show("pbkdf2", lambda: hashlib.pbkdf2_hmac("md5", b"a", b"b", 1, HUGE))
show("shake", lambda: hashlib.shake_128(b"").digest(HUGE))

for data in b"s\xff\xff\xff\x7fabc", b"u\xff\xff\xff\x7fabc", b"s\xff\xff\xff\xffabc":
    show(("marshal", data), lambda: marshal.loads(data))
SIZES = (2**44).to_bytes(8, "little"), (2**63 - 1).to_bytes(8, "little"), (2**64 - 1).to_bytes(8, "little")
for opcode in b"\x8e", b"\x8d", b"\x95":
    for size in SIZES:
        show(("pickle", opcode, size), lambda: pickle.loads(b"\x80\x05" + opcode + size + b"abc."))

show("recursion limit", lambda: sys.setrecursionlimit(2**31))
show("stack size", lambda: threading.stack_size(2**63))
show("ctypes buffer", lambda: ctypes.create_string_buffer(HUGE))
show("ctypes array", lambda: (ctypes.c_int * HUGE)())
show("ctypes resize", lambda: ctypes.resize(ctypes.c_int(), HUGE))
show("epoll", lambda: select.epoll().poll(0, 0))

# What is bounded needs no memory.
queue = deque([1], maxlen=2)
queue *= 10**18
print(queue)
