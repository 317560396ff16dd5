# All parameters of BLAKE2, and what is said of wrong ones.
import _blake2
import hashlib


def show(make, *args, **kwargs):
    try:
        print(kwargs, make(*args, **kwargs).hexdigest())
    except Exception as error:
        print(kwargs, type(error).__name__, error)


for make in hashlib.blake2b, hashlib.blake2s:
    print(make, make.__text_signature__)
    print(make.MAX_DIGEST_SIZE, make.MAX_KEY_SIZE, make.SALT_SIZE, make.PERSON_SIZE)
    most, key, salt = make.MAX_DIGEST_SIZE, make.MAX_KEY_SIZE, make.SALT_SIZE
    hash = make(b"abc")
    print(hash.name, hash.digest_size, hash.block_size, hash.hexdigest())
    for name, values in {
        "digest_size": [1, 20, most, 0, -1, most + 1, None, 1.5, 2**70, True],
        "key": [b"", b"k", b"k" * key, b"k" * (key + 1), bytearray(b"k"), "k", None, memoryview(b"abcd")[::2]],
        "salt": [b"", b"s", b"s" * salt, b"s" * (salt + 1), "s", None],
        "person": [b"", b"p", b"p" * salt, b"p" * (salt + 1), "p", None],
        "fanout": [0, 1, 255, 256, -1, "a", None],
        "depth": [1, 2, 255, 256, 0, "a"],
        "leaf_size": [0, 1, 2**32 - 1, 2**32, 2**64, -1, 1.5, None],
        "node_offset": [0, 1, 2**48 - 1, 2**48, 2**64 - 1, 2**64, -1, 1.5],
        "node_depth": [0, 1, 255, 256, -1],
        "inner_size": [0, 1, most, most + 1, -1],
        "last_node": [False, True, [], "yes"],
        "wrong": [1],
    }.items():
        for value in values:
            if isinstance(value, memoryview):
                try:
                    make(**{name: value})
                except BufferError as error:
                    print(name, "BufferError", error)
                continue
            show(make, b"data", **{name: value})
    show(make, b"", b"")
    show(make, "text")
    show(make, None)
    # The errors come in an order of their own.
    bad = dict(digest_size=0, salt=b"1" * 99, fanout=-1, depth=0, leaf_size=2**40, node_depth=-1, inner_size=65, key=b"1" * 65)
    for name in list(bad):
        show(make, **bad)
        del bad[name]

    # A tree of two leaves, by hand.
    parts = [b"1" * 5000, b"2" * 5000]
    common = dict(fanout=2, depth=2, leaf_size=5000, inner_size=most)
    leaves = [make(part, node_offset=index, node_depth=0, last_node=index == 1, **common) for index, part in enumerate(parts)]
    root = make(node_depth=1, last_node=True, **common)
    for leaf in leaves:
        root.update(leaf.digest())
    print(root.hexdigest())
    copy = root.copy()
    copy.update(b"more")
    assert copy.digest() != root.digest()
    print(copy.hexdigest(), copy.digest_size)
print({name: value for name, value in sorted(vars(_blake2).items()) if name.isupper()})
