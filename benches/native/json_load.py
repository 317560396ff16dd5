"""json.loads of order records, of numbers, of text with escapes, and of many small lines."""
import json
import sys

DEFAULT = 75


def run(n):
    orders = [{
        "id": 100000 + i, "customer": "customer %d" % (i % 97), "paid": i % 3 == 0, "note": None,
        "total": i * 12.35, "tags": ["new", "b2b", "north"][:i % 4],
        "lines": [{"sku": "SKU-%04d" % (i * j % 5000), "quantity": j, "price": j * 0.99} for j in range(1, 4)],
    } for i in range(500)]
    texts = ["plain text without anything special", "a \"quoted\" word\tand\na line",
             "gr\u00fc\u00dfe aus k\u00f6ln", "\u4e2d\u6587\u5b57\u7b26", "\U0001f600 smile", ""] * 300
    documents = [
        json.dumps(orders), json.dumps(orders, indent=2),
        json.dumps([[i, i * i, i / 7, -i * 1e-9] for i in range(1000)]),
        json.dumps(texts), json.dumps(texts, ensure_ascii=False),
    ]
    lines = [json.dumps(order) for order in orders]
    total = 0.0
    for _ in range(n):
        first, second, numbers, escaped, plain = map(json.loads, documents)
        assert first == second and escaped == plain
        total += sum(order["total"] for order in first) + sum(map(sum, numbers)) + sum(map(len, escaped))
        for line in lines:
            total += json.loads(line)["lines"][0]["price"]
    return "%r" % total


if __name__ == "__main__":
    print("json_load", run(int(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT))
