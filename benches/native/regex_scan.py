"""Finding all tokens of source text: finditer, findall, lastgroup, a word list."""
import re
import sys

DEFAULT = 200

TOKEN = re.compile(r"""
    (?P<space>[ \t]+) | (?P<comment>\#[^\n]*) | (?P<newline>\n)
  | (?P<name>[A-Za-z_][A-Za-z0-9_]*) | (?P<number>\d+(?:\.\d+)?)
  | (?P<string>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')
  | (?P<op>\*\*|//|==|!=|<=|>=|->|[-+*/%=<>()\[\]{},.:;])
""", re.VERBOSE)

SOURCE = '''
def area(width, height=2.5):  # a comment
    """The area."""
    if width >= 10 and name != 'x\\'y':
        return [width ** 2 // height, {"key": "value", "n": 12345}]
    for item in items[1:-1]:
        total_count = total_count + item.value * 3.14159
    return total_count
'''


def run(n):
    text = SOURCE * 40
    total = 0
    for _ in range(n):
        counts = {}
        for token in TOKEN.finditer(text):
            kind = token.lastgroup
            counts[kind] = counts.get(kind, 0) + 1
            if kind == "name":
                total += len(token.group())
        total += sum(counts.values())
        total += len(re.findall(r"\w+", text)) + len(re.findall(r"\b[a-z]+_[a-z]+\b", text))
        total += len(re.findall(r"(\w+)\s*=\s*(\w+)", text)) + len(re.findall("width|height|total_count|value", text))
        total += len(re.findall(r"(?i)RETURN|IF|FOR", text)) + len(re.findall(r"^\s+\S", text, re.MULTILINE))
    return "%d" % total


if __name__ == "__main__":
    print("regex_scan", run(int(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT))
