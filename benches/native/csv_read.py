"""csv.reader and csv.DictReader: plain, quoted and numeric fields, commas and tabs."""
import csv
import io
import sys

DEFAULT = 34


def run(n):
    plain = io.StringIO()
    quoted = io.StringIO()
    tabs = io.StringIO()
    writers = csv.writer(plain), csv.writer(quoted, quoting=csv.QUOTE_ALL), csv.writer(tabs, "excel-tab")
    for i in range(3000):
        row = [i, "customer %d" % (i % 97), "%.2f" % (i * 1.25), "street %d" % i, "north", i % 7, "", "2020-01-%02d" % (i % 28 + 1)]
        for writer in writers:
            writer.writerow(row)
        row[3] = "says \"%d\", twice" % i
        writers[1].writerow(row)
    numbers = "\n".join("%d,%r,%d" % (i, i / 8, -i) for i in range(3000))
    total = 0
    for _ in range(n):
        for row in csv.reader(io.StringIO(plain.getvalue())):
            total += len(row[1])
        for row in csv.reader(io.StringIO(quoted.getvalue(), newline="")):
            total += len(row[3])
        for row in csv.reader(tabs.getvalue().splitlines(), delimiter="\t"):
            total += int(row[5])
        for row in csv.reader(numbers.splitlines(), quoting=csv.QUOTE_NONNUMERIC):
            total += row[1]
        for row in csv.DictReader(io.StringIO(plain.getvalue()), ["id", "name", "total", "street", "region", "day", "note", "date"]):
            total += float(row["total"])
    return "%r" % total


if __name__ == "__main__":
    print("csv_read", run(int(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT))
