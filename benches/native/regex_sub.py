"""Substitution and splitting: constants, templates with groups, functions, whitespace."""
import re
import sys
import zlib

DEFAULT = 300


def run(n):
    paragraph = ("The  quick brown fox, born 2019-03-14, jumps over the lazy dog &amp; e-mails fox.quick@example.org;\t"
                 "it costs $12.50 (about 11.20 euro) {name} <b>bold</b> and <i class='x'>more</i>...\n")
    text = paragraph * 60
    values = {"name": "Reynard"}
    entity = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
    check = 0
    for _ in range(n):
        out = [
            re.sub(r"\s+", " ", text),
            re.sub(r"(\d{4})-(\d{2})-(\d{2})", r"\3.\2.\1", text),
            re.sub(r"(?P<user>[\w.]+)@(?P<host>[\w.]+)", r"<\g<user> at \g<host>>", text),
            re.sub(r"\{(\w+)\}", lambda found: values[found.group(1)], text),
            re.sub(r"[&<>]", lambda found: entity[found.group()], text),
            re.sub(r"<[^>]*>", "", text),
            re.sub(r"[aeiou]", "*", text),
            "|".join(re.split(r"[ ,;.\n]+", text)),
            "|".join(re.split(r"([.,;])\s*", text)),
        ]
        for result in out:
            check = zlib.crc32(result.encode(), check)
    return "%08x" % check


if __name__ == "__main__":
    print("regex_sub", run(int(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT))
