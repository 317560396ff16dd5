"""Searching long texts for rare things: literals, classes, alternatives, lookarounds, backtracking, bytes."""
import re
import sys

DEFAULT = 65


def run(n):
    line = "lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt ut labore et dolore magna\n"
    text = line * 400 + "needle http://example.org/path?x=1 mail: someone@example.org aaab 192.168.1.254\n" + line * 400
    data = text.encode()
    patterns = [
        r"needle", r"[0-9]{3}", r"https?://[^\s/]+/\S*", r"[\w.]+@[\w.]+", r"haystack|needle|pin", r"(?i)NEEDLE",
        r"(?<=mail: )\w+", r"(a+)+b 19", r"\bneedle\b", r"(\w)\1\1b", r"n(?=eedle http)", r"(?:\d{1,3}\.){3}\d{1,3}",
        r"^needle.*$", r"[^a-z,\n ]", r"m.*?x=1",
    ]
    compiled = [re.compile(pattern, re.MULTILINE) for pattern in patterns]
    compiled += [re.compile(pattern.encode(), re.MULTILINE) for pattern in patterns[:6]]
    total = 0
    for _ in range(n):
        for pattern in compiled:
            found = pattern.search(data if isinstance(pattern.pattern, bytes) else text)
            total += found.start() + found.end() if found else 1
    return "%d" % total


if __name__ == "__main__":
    print("regex_search", run(int(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT))
