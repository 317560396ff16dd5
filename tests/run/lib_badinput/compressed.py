# Compressed streams that are cut off, or have wrong bytes in them. (Which of its words the library finds for wrong data
# is left out.)
import base64
import bz2
import gzip
import io
import lzma
import random
import zlib

from outcomes import flips, outcome, summary

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
