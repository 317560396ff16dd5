"""csv.writer and csv.DictWriter: strings, numbers and quoting, row by row and many at once."""
import csv
import io
import sys
import zlib

DEFAULT = 55


def run(n):
    rows = [[i, "customer %d" % (i % 97), i * 1.25, "street %d" % i, "north", None, "", "2020-01-%02d" % (i % 28 + 1)]
            for i in range(2000)]
    text = [["a \"quoted\" word", "with, comma", "line\nbreak", "plain", "gr\u00fc\u00dfe"] for i in range(1000)]
    names = ["id", "name", "total"]
    records = [dict(zip(names, row)) for row in rows]
    check = 0
    for _ in range(n):
        out = io.StringIO()
        csv.writer(out).writerows(rows)
        writer = csv.writer(out, delimiter=";", lineterminator="\n")
        for row in rows:
            writer.writerow(row)
        csv.writer(out, quoting=csv.QUOTE_ALL).writerows(text)
        csv.writer(out).writerows(text)
        csv.writer(out, doublequote=False, escapechar="\\", quoting=csv.QUOTE_NONNUMERIC).writerows(text)
        csv.DictWriter(out, names).writerows(records)
        check = zlib.crc32(out.getvalue().encode(), check)
    return "%08x" % check


if __name__ == "__main__":
    print("csv_write", run(int(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT))
