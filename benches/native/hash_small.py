"""hashlib: digests of many short messages, keyed messages, keys from passwords."""
import hashlib
import hmac
import sys

DEFAULT = 44000


def run(n):
    check = 0
    for i in range(n):
        message = b"message number %d" % i
        check ^= hashlib.md5(message).digest()[0]
        check += int(hashlib.sha1(message).hexdigest()[:4], 16)
        check += int(hashlib.sha256(message).hexdigest()[:4], 16)
        check += hashlib.sha512(message).digest()[1] + hashlib.sha3_256(message).digest()[2]
        check += hashlib.blake2b(message, digest_size=16).digest()[3] + hashlib.blake2s(message).digest()[4]
        running = hashlib.sha256()
        for part in (b"one", message, b"three"):
            running.update(part)
        check += running.digest()[5] + hashlib.new("sha1", message).digest()[6]
        check += hmac.new(b"key", message, "sha256").digest()[7]
        check += hmac.digest(b"key", message, "sha1")[8]
    check += hashlib.pbkdf2_hmac("sha256", b"password", b"salt", n * 2)[0]
    return "%d" % check


if __name__ == "__main__":
    print("hash_small", run(int(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT))
