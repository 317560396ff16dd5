# Compressors in many threads at once, one of them shared by all.
import bz2
import lzma
import threading
import zlib

data = b" ".join(b"%d" % number for number in range(20000))
shared = zlib.compressobj()
parts, failures = [], []
turn = threading.Lock()


def work(number):
    for module in zlib, bz2, lzma:
        packed = module.compress(data)
        if module.decompress(packed) != data:
            failures.append((number, module.__name__))
    for _ in range(20):
        with turn:
            parts.append(shared.compress(b"x" * 5000))
        # Without a lock of ours: only what stays the same whoever comes first.
        shared.compress(b"")
        shared.copy()


threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
parts.append(shared.flush())
print(failures, zlib.decompress(b"".join(parts)) == b"x" * 5000 * 80)
