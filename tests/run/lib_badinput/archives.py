# Archives that are cut off, or have wrong bytes in them: errors as the tables at their ends and heads are read.
import io
import random
import struct
import tarfile
import zipfile
import zlib

from outcomes import flips, outcome, summary


def zipped(comment):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in (("a.txt", b"hello " * 3), ("d/\xe9", bytes(range(20))), ("empty", b"")):
            info = zipfile.ZipInfo(name, (2001, 2, 3, 4, 5, 6))
            info.extra = b"\x01\x02\x03\x00abc"
            archive.writestr(info, data)
        with archive.open(zipfile.ZipInfo("big", (2002, 2, 2, 2, 2, 2)), "w", force_zip64=True) as member:
            member.write(b"x" * 9)
        archive.comment = comment
    return out.getvalue()


def unzipped(data):
    found = []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for info in archive.infolist():
            found.append((info.filename, info.file_size, info.date_time, info.flag_bits, info.extra, info.comment))
            found.append(outcome(archive.read, info))
    return found


def tarred(format):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=format) as archive:
        for name, data in (("a.txt", b"hello"), ("d/" + ("n" * 60 + "/") * 2 + "n", b"x" * 60), ("\xe9", b"")):
            info = tarfile.TarInfo(name)
            info.size, info.mtime = len(data), 1e9 + .5
            info.pax_headers = {"comment": "c\xe9"} if format == tarfile.PAX_FORMAT else {}
            archive.addfile(info, io.BytesIO(data))
        info = tarfile.TarInfo("l")
        info.type, info.linkname = tarfile.SYMTYPE, "../" + "k" * 90
        archive.addfile(info)
    return out.getvalue()


def untarred(data, mode="r", **options):
    found = []
    with tarfile.open(fileobj=io.BytesIO(data), mode=mode, **options) as archive:
        for member in archive:
            found.append((member.name, member.size, member.mtime, member.type, member.linkname, member.mode,
                          sorted(member.pax_headers.items())))
            if member.isreg():
                found.append(archive.extractfile(member).read())
    return found


def wrong_headers(data, count, rng):
    """Wrong bytes in the fields of headers, mostly with the right checksum."""
    used = len(data.rstrip(b"\0")) // 512 * 512
    for _ in range(count):
        wrong = bytearray(data)
        block = rng.randrange(0, used, 512)
        place = block + rng.choice((0, 50, 100, 108, 124, 130, 136, 148, 155, 156, 157, 257, 263, 329, 345, 482, 483))
        wrong[place] = rng.choice((0, 32, 255, 128, 48 + rng.randrange(10), 76, 120, 83))
        if rng.random() < .8:
            head = wrong[block:block + 512]
            wrong[block + 148:block + 156] = b"%06o\0 " % (256 + sum(head[:148]) + sum(head[156:]))
        yield bytes(wrong)


rng = random.Random(1)
data = zipped(b"the comment")
summary("zip cut off", (outcome(unzipped, data[:end]) for end in range(len(data))))
summary("zip flipped", (outcome(unzipped, each) for each in flips(data, 100, rng)))
summary("zip tail flipped", (outcome(unzipped, data[:-60] + each) for each in flips(data[-60:], 100, rng)))
for format in (tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT):
    data = tarred(format)
    print(format, len(data), "%08x" % zlib.crc32(data))
    ends = [*range(0, 520, 20), *range(520, len(data), 97)]
    summary("tar cut off", (outcome(untarred, data[:end]) for end in ends))
    summary("tar stream cut off", (outcome(untarred, data[:end], "r|") for end in ends))
    summary("tar wrong", (outcome(untarred, each) for each in wrong_headers(data, 50, rng)))

# Device numbers stand in all headers; a float time only in its record.
for kind in (tarfile.REGTYPE, tarfile.SYMTYPE, tarfile.CHRTYPE):
    info = tarfile.TarInfo("n")
    info.type, info.devmajor = kind, 3
    print(info.tobuf(tarfile.GNU_FORMAT)[329:345])
for mtime in (1.5, 2.0, -1, 8 ** 11):
    for headers in ({}, {"mtime": "7"}):
        info = tarfile.TarInfo("n")
        info.mtime, info.pax_headers = mtime, headers
        block = info.tobuf(tarfile.PAX_FORMAT)
        print(mtime, headers, block[512:560].rstrip(b"\0"), block[-512 + 136:-512 + 148])
