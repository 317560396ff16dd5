# Word counts, anagrams, concordance, formatting of a table.
TEXT = """It was the best of times, it was the worst of times, it was the age of wisdom,
it was the age of foolishness, it was the epoch of belief, it was the epoch of incredulity,
it was the season of Light, it was the season of Darkness; listen, silent, tinsel!"""
words = "".join(c.lower() if c.isalpha() else " " for c in TEXT).split()
freq = {}
for w in words: freq[w] = freq.get(w, 0) + 1
for w, n in sorted(freq.items(), key=lambda p: (-p[1], p[0]))[:8]: print(f"{w:<8}|{n:>3}|{'#' * n:<12}|{n / len(words):6.1%}")
groups = {}
for w in sorted(set(words)): groups.setdefault("".join(sorted(w)), []).append(w)
print([g for g in groups.values() if len(g) > 1])
index = {}
for no, line in enumerate(TEXT.splitlines(), 1):
    for w in line.split(): index.setdefault(w.strip(".,;!").lower(), set()).add(no)
for w in sorted(index)[:6]: print(w, sorted(index[w]))
bigrams = {}
for a, b in zip(words, words[1:]): bigrams[a, b] = bigrams.get((a, b), 0) + 1
print(sorted(bigrams.items(), key=lambda p: (-p[1], p[0]))[:4])
print(max(words, key=len), min(words, key=lambda w: (len(w), w)), sum(map(len, words)) / len(words), " ".join(w.title() for w in words[:5]), "-".join(reversed(words[-3:])))
def justify(ws, width):
    line, out = [], []
    for w in ws:
        if sum(map(len, line)) + len(line) + len(w) > width:
            gaps = len(line) - 1 or 1
            spaces, extra = divmod(width - sum(map(len, line)), gaps)
            out.append("".join(x + " " * (spaces + (i < extra)) for i, x in enumerate(line[:-1])) + line[-1])
            line = []
        line.append(w)
    return out + [" ".join(line)]
for l in justify(TEXT.split(), 40): print("|%s|" % l)
vowels = str.maketrans("aeiou", "*****")
print(TEXT[:40].translate(vowels), TEXT.count("was"), TEXT.find("epoch"), TEXT.upper().swapcase()[:10], {c: TEXT.count(c) for c in "aeiou"})
