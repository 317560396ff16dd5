# Text algorithms written with string methods.
text = """The quick brown fox jumps over the lazy dog. Pack my box with five dozen liquor jugs.
How vexingly quick daft zebras jump! Sphinx of black quartz, judge my vow."""
def wrap(s, width):
    lines, cur = [], ""
    for w in s.split():
        if len(cur) + len(w) + bool(cur) > width:
            lines.append(cur)
            cur = w
        else:
            cur += " " * bool(cur) + w
    if cur:
        lines.append(cur)
    return lines
for width in (20, 33):
    for l in wrap(text, width):
        print("|" + l.ljust(width) + "|" + l.center(width, ".") + "|" + l.rjust(width) + "|")
def caesar(s, k):
    return "".join(chr((ord(c) - b + k) % 26 + b) if c.isalpha() and c.isascii() and (b := 97 if c.islower() else 65) else c for c in s)
enc = caesar(text, 5)
print(enc[:60], caesar(enc, -5) == text)
def rle(s):
    out, i = [], 0
    while i < len(s):
        j = i
        while j < len(s) and s[j] == s[i]:
            j += 1
        out.append(f"{j - i}{s[i]}")
        i = j
    return "".join(out)
print(rle("aaabbbccd"), rle(""), rle("ééé€€😀"))
def lev(a, b):
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        prev, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            prev, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, prev + (x != y))
    return row[-1]
print(lev("kitten", "sitting"), lev("", "abc"), lev("flaw", "lawn"))
freq = {}
for c in text.lower():
    if c.isalpha():
        freq[c] = freq.get(c, 0) + 1
print(sorted(freq.items(), key=lambda p: (-p[1], p[0]))[:8])
print([w for w in text.lower().replace(".", "").replace(",", "").split() if w == w[::-1] or "qu" in w])
