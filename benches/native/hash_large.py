"""hashlib and zlib checksums of large data, at once and in chunks."""
import hashlib
import sys
import zlib

DEFAULT = 9


def run(n):
    data = bytes(range(256)) * 4096 * 4
    out = []
    names = ("md5", "sha1", "sha224", "sha256", "sha384", "sha512", "sha3_256", "sha3_512", "blake2b", "blake2s")
    for k in range(n):
        data = data[1:] + b"x"
        for name in names:
            out.append(hashlib.new(name, data).hexdigest()[:8])
        out.append(hashlib.shake_128(data).hexdigest(8))
        chunked = hashlib.sha256()
        for start in range(0, len(data), 65536):
            chunked.update(data[start:start + 65536])
        out.append(chunked.hexdigest()[:8])
        out.append("%08x%08x" % (zlib.crc32(data), zlib.adler32(data)))
    return hashlib.md5("".join(out).encode()).hexdigest()


if __name__ == "__main__":
    print("hash_large", run(int(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT))
