"""Matching whole lines of a log: groups, named groups, optional parts, failures."""
import re
import sys

DEFAULT = 130

ACCESS = re.compile(r'(\d+\.\d+\.\d+\.\d+) (\S+) (\S+) \[([^\]]+)\] "(\w+) (.*?) HTTP/(\d\.\d)" (\d{3}) (\d+|-)')
SETTING = re.compile(r"\s*(?P<name>[A-Za-z_]\w*)\s*(?P<op>[=:])\s*(?P<value>.*?)\s*(?:#.*)?$")
DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d+))?)?)?(Z|[+-]\d{2}:\d{2})?$")
NUMBER = re.compile(r"[-+]?(?:0[xX][0-9a-fA-F]+|\d+(?:\.\d*)?(?:[eE][-+]?\d+)?|\.\d+)\Z")


def run(n):
    log = ['10.0.%d.%d - user%d [12/Mar/2020:10:%02d:%02d +0000] "GET /path/%d/page.html?x=%d HTTP/1.1" %d %d'
           % (i % 256, i % 17, i % 99, i // 60 % 60, i % 60, i % 31, i, (200, 404, 500)[i % 3], i * 13) for i in range(1500)]
    settings = ["  option_%d = value %d  # comment" % (i, i) for i in range(500)] + ["broken line %d" % i for i in range(500)]
    dates = ["2020-%02d-%02dT10:%02d:00.123456+02:00" % (i % 12 + 1, i % 28 + 1, i % 60) for i in range(500)]
    dates += ["1999-12-31", "1999-12-31 23:59", "12/31/1999", "1999-12-31T"] * 100
    numbers = ["12", "-3.25", "1e9", "0xfe", "x12", "1.2.3", "", ".5", "6.02214076e+23"] * 150
    total = 0
    for _ in range(n):
        for line in log:
            found = ACCESS.match(line)
            total += int(found.group(8)) + len(found.group(6)) + len(found.groups())
        for line in settings:
            found = SETTING.match(line)
            if found:
                total += len(found.group("name")) + len(found.groupdict()["value"])
        for text in dates:
            found = DATE.match(text)
            if found:
                total += int(found[1]) + found.lastindex + found.end()
        for text in numbers:
            if NUMBER.match(text) is not None:
                total += 1
    return "%d" % total


if __name__ == "__main__":
    print("regex_match", run(int(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT))
