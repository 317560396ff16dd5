# One hash object updated from many threads, with data large enough to be hashed without the GIL.
import _blake2
import _md5
import _sha256
import _sha3
import threading

for make in _md5.md5, _sha256.sha256, _sha3.sha3_256, _blake2.blake2b:
    chunk = b"x" * 50000
    hash = make()

    def work():
        for _ in range(5):
            hash.update(chunk)
            hash.update(memoryview(chunk)[:100])
            hash.copy().digest()

    # Only the amount counts, as all bytes are the same.
    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert hash.digest() == make(b"x" * (50100 * 20)).digest()
    print(hash.name, hash.hexdigest())
