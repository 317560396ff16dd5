# Files of other kinds that are cut off or have wrong bytes in them: catalogs of messages, chunks, archives with modules, netrc.
# Plural forms keep what the logical operators of Python give.
import chunk
import gettext
import io
import netrc
import os
import random
import struct
import tempfile
import tokenize
import warnings
import zipfile
import zipimport

from outcomes import flips, outcome, summary


def catalog(pairs):
    place = 28 + 16 * len(pairs)
    tables, content = b"", b""
    for column in (0, 1):
        for pair in pairs:
            tables += struct.pack("<2I", len(pair[column]), place + len(content))
            content += pair[column] + b"\0"
    return struct.pack("<7I", 0x950412de, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, 0) + tables + content


def translated(data):
    found = gettext.GNUTranslations(io.BytesIO(data))
    return (found.gettext("a"), found.ngettext("s", "p", 1), found.ngettext("s", "p", 2), found.pgettext("c", "d"),
            sorted(found.info().items()), found.charset())


def piece(data):
    found = chunk.Chunk(io.BytesIO(data))
    return found.getname(), found.getsize(), found.read(3), found.tell(), found.read()


rng = random.Random(13)
data = catalog([(b"", b"Content-Type: text/plain; charset=utf-8\nPlural-Forms: nplurals=2; plural=(n != 1);\nX: y\n z\n"),
                (b"a", b"\xc3\xa9"), (b"s\0p", b"one\0many"), (b"c\x04d", b"ctx")])
summary("catalog cut off", (outcome(translated, data[:end]) for end in range(len(data) + 1)))
summary("catalog flipped", (outcome(translated, each) for each in flips(data, 300, rng)))
warnings.simplefilter("ignore")
for plural in ("n||1", "n&&2", "n>1||5", "(n||7)%3", "3&&n", "!n||4", "n/2", "(n+1)*2", "n==1==1", "n?1", "n%0", "n**2", "(" * 30 + "n", ""):
    print(plural, [outcome(lambda: gettext.c2py(plural)(number)) for number in (0, 1, 2, 5, 1.5, "x")])

data = b"RIFF" + struct.pack(">L", 21) + bytes(range(21)) + b"\0"
summary("chunk cut off", (outcome(piece, data[:end]) for end in range(len(data) + 1)))
summary("chunk flipped", (outcome(piece, each) for each in flips(data, 100, rng)))

out = io.BytesIO()
with zipfile.ZipFile(out, "w") as archive:
    for name, text in (("m.py", "x = 1\n"), ("p/__init__.py", "y = 2\n"), ("d.txt", "data")):
        archive.writestr(zipfile.ZipInfo(name, (2001, 1, 1, 1, 1, 0)), text)
data = out.getvalue()
with tempfile.TemporaryDirectory() as folder:
    os.chdir(folder)

    def imported(data):
        with open("z.zip", "wb") as file:
            file.write(data)
        zipimport._zip_directory_cache.clear()
        found = zipimport.zipimporter("z.zip")
        return [outcome(getattr(found, method), name) for name in ("m", "p", "q")
                for method in ("is_package", "get_source", "get_filename")] + [outcome(found.get_data, "d.txt")]

    summary("modules cut off", (outcome(imported, data[:end]) for end in range(0, len(data), 3)))
    summary("modules flipped", (outcome(imported, each) for each in flips(data, 150, rng)))

    def logins(text):
        with open("n", "w", encoding="utf-8") as file:
            file.write(text)
        found = netrc.netrc("n")
        return sorted(found.hosts.items(), key=str), sorted(found.macros.items())

    words = ["machine", "default", "login", "password", "account", "macdef", "h", "u", "\"p w\"", "\"", "\n", "\n\n", " ", "# c\n", "\\"]
    texts = ["".join(rng.choice(words) + rng.choice(("", " ")) for _ in range(rng.randrange(10))) for _ in range(300)]
    summary("logins", (outcome(logins, text) for text in texts))
    os.chdir("/")

for data in (b"\xef\xbb\xbf\xef\xbb\xbf\t", b"\xef\xbb\xbf# coding: latin-1\n", b"# coding: nope\n", b"x\n\xff", b"\0", b"\"\n", b"(\n", b"0_"):
    print(data, outcome(lambda: [tuple(token)[:2] for token in tokenize.tokenize(io.BytesIO(data).readline)]))
