# The hash objects of _md5, _sha1, _sha256, _sha512, _sha3.
import array
import _md5
import _sha1
import _sha256
import _sha3
import _sha512

FIXED = [_md5.md5, _sha1.sha1, _sha256.sha224, _sha256.sha256, _sha512.sha384, _sha512.sha512,
         _sha3.sha3_224, _sha3.sha3_256, _sha3.sha3_384, _sha3.sha3_512]
SHAKE = [_sha3.shake_128, _sha3.shake_256]


def show(call):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, error)


for make in FIXED:
    hash = make()
    print(hash.name, type(hash).__name__, type(hash).__module__, hash.digest_size, hash.block_size)
    assert hash.digest().hex() == hash.hexdigest() and len(hash.digest()) == hash.digest_size
    print(hash.hexdigest())
    for size in [1, hash.block_size - 9, 1, hash.block_size, 3000, 100000]:
        hash.update(bytes(range(256))[:size] * (size // 256 + 1))
        copy = hash.copy()
        print(size, hash.hexdigest(), type(copy) is type(hash))
        copy.update(bytearray(b"more"))
        assert copy.digest() != hash.digest() == hash.digest()
    # Whatever exports its memory is hashed by its bytes.
    data = array.array("i", range(2000))
    assert make(data).digest() == make(bytes(data)).digest() == make(memoryview(data)).digest()
    assert make(memoryview(b"abcd").cast("B", (2, 2))).digest() == make(b"abcd").digest()
    for bad in "text", 1, None, memoryview(b"abcd")[::2]:
        show(lambda: make(bad))
        show(lambda: hash.update(bad))
    show(lambda: hash.update())
    show(lambda: make(b"", b""))
    show(lambda: make(string=b"x").hexdigest())
    show(lambda: make(wrong=b""))
    for attribute in "name", "digest_size", "block_size":
        show(lambda: setattr(hash, attribute, 1))

for make in SHAKE:
    hash = make(b"first")
    print(hash.name, hash.digest_size, hash.block_size, hash._capacity_bits, hash._rate_bits, hash._suffix)
    for length in 0, 1, 32, 500, -1, 2**29, 2**65, 1.5, "":
        show(lambda: hash.digest(length))
        show(lambda: hash.copy().hexdigest(length))
    show(hash.digest)
    hash.update(b"second" * 1000)
    assert hash.digest(100) == make(b"first" + b"second" * 1000).digest(100)
    print(hash.hexdigest(10))
for make in FIXED[6:]:
    hash = make()
    print(hash._capacity_bits, hash._rate_bits, hash._suffix)
for module, names in (_md5, "MD5Type"), (_sha1, "SHA1Type"), (_sha256, "SHA224Type SHA256Type"), (_sha512, "SHA384Type SHA512Type"):
    for name in names.split():
        show(getattr(module, name))
        show(lambda: type("Sub", (getattr(module, name),), {}))
