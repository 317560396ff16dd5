"""json.dumps of order records, of numbers, and of text in several scripts."""
import json
import sys
import zlib

DEFAULT = 42


def orders(count):
    return [{
        "id": 100000 + i, "customer": "customer %d" % (i % 97), "paid": i % 3 == 0, "note": None,
        "total": i * 12.35, "tags": ["new", "b2b", "north"][:i % 4],
        "lines": [{"sku": "SKU-%04d" % (i * j % 5000), "quantity": j, "price": j * 0.99} for j in range(1, 4)],
    } for i in range(count)]


def run(n):
    documents = [
        orders(500),
        {"series": [[i, i * i, i / 7, -i * 1e-9] for i in range(1000)]},
        ["plain text without anything special", "a \"quoted\" word\tand\na line", "gr\u00fc\u00dfe aus k\u00f6ln",
         "\u4e2d\u6587\u5b57\u7b26", "\U0001f600 smile", ""] * 300,
        {"key %d" % i: {"a": i, "b": [i]} for i in range(1000)},
    ]
    check = 0
    for _ in range(n):
        for document in documents:
            check = zlib.crc32(json.dumps(document).encode(), check)
            check = zlib.crc32(json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode(), check)
            check = zlib.crc32(json.dumps(document, sort_keys=True).encode(), check)
    return "%08x" % check


if __name__ == "__main__":
    print("json_dump", run(int(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT))
