# Less usual uses of classes of the library: subclasses, an open writer, keys declared twice, a failed archive.
import collections
import os
import pprint
import pyclbr
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import typing
import unittest
import zipfile
from multiprocessing import shared_memory


def tell(function, *args, **kwargs):
    try:
        result = function(*args, **kwargs)
    except Exception as problem:
        print("   ", "%s: %s" % (type(problem).__name__, problem))
    else:
        print("   ", repr(result))


print("pprint: a dict with a __repr__ of its own is taken apart where that is too long, a list is not")


class Named(dict):
    def __repr__(self):
        return "Named" * 20


class Ordered(collections.OrderedDict):
    def __repr__(self):
        return "Ordered" * 20


class Row(list):
    def __repr__(self):
        return "Row" * 30


for value in (Named(a=1), Ordered(a=1, b=[1]), Row([1]), [Named(b=1)], {"k": Row([2])}):
    pprint.pprint(value)

print("typing: of keys declared twice the base's type counts, and the class's own come first")


class Base(typing.TypedDict):
    a: int
    b: str


class Derived(Base):
    a: float
    c: int


class Other(typing.TypedDict):
    z: int


class Both(Other, Base):
    q: int


print(Derived.__annotations__, Both.__annotations__)

print("random")
seed = bytearray(b"q")
tell(random.Random, seed)
random.seed(seed)
print(random.random(), len(seed))
tell(random.Random(1).sample, [1, 2], 1.0)
print(random.Random(1).sample(range(1000), 5), random.Random(1).sample("abcdef", 4))

print("statistics")
tell(statistics.harmonic_mean, {3})
tell(statistics.harmonic_mean, {0: 5})

print("zipfile, while a member is being written")
with tempfile.TemporaryFile() as file:
    archive = zipfile.ZipFile(file, "w")
    with archive.open("a", "w") as member:
        tell(archive.writestr, "b", "x")
        tell(archive.write, __file__)
        tell(archive.open, "b", "w")
        tell(archive.read, "a")
        tell(archive.close)
    archive.close()
    tell(archive.writestr, "b", "x")
    tell(zipfile.ZipInfo, 5)

print("shutil.make_archive with an unknown format")
start = os.getcwd()
with tempfile.TemporaryDirectory() as folder:
    folder = os.path.realpath(folder)
    tell(shutil.make_archive, "x", "unknown", folder)
    print(os.getcwd() == folder)
    os.chdir(start)

print("unittest")
print(list(vars(unittest.TestResult())))

print("the programs")
with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "m.py")
    with open(path, "w") as file:
        file.write("class A: pass\nclass B(a.b, c): pass\ndef f(): pass\n")
    print(subprocess.run([sys.executable, "-m", "pyclbr", path], stdout=subprocess.PIPE).stdout.decode())
asked = subprocess.run([sys.executable, "-m", "pstats"], input=b"stats\n\nfoo\n", stdout=subprocess.PIPE)
print(asked.stdout.decode())
print(pyclbr.Class("m", "n", None, "f", 1).super)

print("multiprocessing.shared_memory")
for arguments in ({"create": True}, {"create": True, "size": -1}, {"size": 0}, {"name": "not_there"}):
    tell(shared_memory.SharedMemory, **arguments)
