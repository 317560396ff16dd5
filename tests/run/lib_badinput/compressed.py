# Compressed streams that are cut off, or have wrong bytes in them. (Which of its words the library finds for wrong data
# is left out.)
import base64
import bz2
import collections
import gzip
import io
import lzma
import random
import zlib

GZIP = """
H4sICAUAAAAC/25hbWUudHh0AAvJSFUoLM1MzlZIKsovz1NIy69QyCrNLShWyC9LLVIoAUrnJFZVKqTkp+sphNBMMQMjEzMLKxs7
BycXNw8vH7+AoJCwiKiYuISklLSMrJy8gqKSsoqqmrqGppa2jq6evoGhkbGJqZm5haWVtY2tnT0AIuKRMMcAAAA=
"""
ZLIB = """
eJwLyUhVKCzNTM5WSCrKL89TSMuvUMgqzS0oVsgvSy1SKAFK5yRWVSqk5KfrKYTQTDEDIxMzCysbOwcnFzcPLx+/gKCQsIiomLiE
pJS0jKycvIKikrKKqpq6hqaWto6unr6BoZGxiamZuYWllbWNrZ09AMIfOFY=
"""
BZ2 = """
QlpoOTFBWSZTWd3VW5YAADB7gH//////////hAA////wIACVDPVDIZGmhghoaAMI00NAZDQAA0GhkM/1UJGmBomEwAEYBMJgEwCM
jAMmnqJSairTy82vo2buHLp2s8e+r5/Ag+0KHEixo8iTWlppf4g4CDYMCY6CSaitq2tcXu3r7HUMJ2LHkystZs+hvTq17Nu5ETf4
CCDgQAcED8KC4ybzsNDmJiggXFSoMDIqfJ1OwqIECwkl3O54F3JFOFCQ3dVblg==
"""
XZ = """
/Td6WFoAAATm1rRGAgAhARYAAAB0L+Wj4ADGAG5dACoaCKIDJWbxS3jFogX/LubZ0iAarTT44h3oQTb63AZpuzzkEDQnCeuzZuPt
N1roD2GFmijMPMRJrLmbvkLTx+jrPrZ51NWxGRGCL8lXAFEIxZY0LkBEn+hOI5PCMH9IkgCXYb73bhGPBfx/oc9MAAAAXvTxY1dB
s8IAAYoBxwEAAFt2RquxxGf7AgAAAAAEWVo=
"""
ALONE = """
XQAAgAD//////////wAqGgiiAyVm8Ut4xaIF/y7m2dIgGq00+OId6EE2+twGabs85BA0Jwnrs2bj7Tda6A9hhZoozDzESay5m75C
08fo6z62edTVsRkRgi/JVwBRCMWWNC5ARJ/oTiOTwjB/SJIAl2G+924RjwX8niENf//7OyAA
"""


def told(outcome):
    text = repr(outcome)
    return text if len(text) < 70 else "%s.. %d %08x" % (text[:40], len(text), zlib.crc32(text.encode("utf-8", "surrogatepass")))


def outcome(function, *args):
    try:
        return "ok " + told(function(*args))
    except RecursionError:
        return "RecursionError"
    except Exception as problem:
        return "%s: %s" % (type(problem).__name__, problem)


def summary(title, outcomes):
    """How often what came out, and all of it in order as a number."""
    outcomes = list(outcomes)
    kinds = collections.Counter(each if not each.startswith("ok ") else "ok" for each in outcomes)
    print(title, len(outcomes), "%08x" % zlib.crc32("\n".join(outcomes).encode("utf-8", "surrogatepass")))
    for kind, count in sorted(kinds.items()):
        print("   ", count, ascii(kind))


def flips(data, count, rng):
    for _ in range(count):
        flipped = bytearray(data)
        for _ in range(rng.choice((1, 1, 1, 3))):
            place = rng.randrange(len(flipped))
            flipped[place] = rng.choice((0, 0xff, rng.randrange(256), flipped[place] ^ (1 << rng.randrange(8))))
        yield bytes(flipped)


def read(opened):
    def whole(data):
        pieces = []
        with opened(io.BytesIO(data)) as file:
            while True:
                piece = file.read(50)
                if not piece:
                    return b"".join(pieces)
                pieces.append(piece)
    return whole


def stepwise(make):
    def whole(data):
        decompressor, pieces = make(), []
        for start in range(0, len(data), 9):
            pieces.append(decompressor.decompress(data[start:start + 9]))
            if decompressor.eof:
                break
        return b"".join(pieces), decompressor.eof, decompressor.unused_data
    return whole


def plain(outcomes):
    for each in outcomes:
        yield each[:each.rindex(":")] if each.startswith("error: Error -3") else each


READERS = {
    "GZIP": [gzip.decompress, read(lambda file: gzip.GzipFile(fileobj=file)), stepwise(lambda: zlib.decompressobj(31))],
    "ZLIB": [zlib.decompress, stepwise(zlib.decompressobj)],
    "BZ2": [bz2.decompress, read(bz2.BZ2File), stepwise(bz2.BZ2Decompressor)],
    "XZ": [lzma.decompress, read(lzma.LZMAFile), stepwise(lzma.LZMADecompressor)],
    "ALONE": [lzma.decompress, read(lzma.LZMAFile)],
}
rng = random.Random(3)
for name, readers in READERS.items():
    data = base64.b64decode(globals()[name])
    for number, reader in enumerate(readers):
        title = "%s %d" % (name, number)
        summary(title + " cut off", plain(outcome(reader, data[:end]) for end in range(len(data) + 1)))
        summary(title + " flipped", plain(outcome(reader, each) for each in flips(data, 100, rng)))
        tails = [bytes(rng.randrange(256) for _ in range(rng.randrange(6))) for _ in range(20)]
        summary(title + " followed", plain(outcome(reader, data + tail) for tail in tails))
        summary(title + " twice", [outcome(reader, data + data), outcome(reader, data + bytes(8)), outcome(reader, b"")])
