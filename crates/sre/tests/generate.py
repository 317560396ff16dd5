#!/usr/bin/env python3.8
"""Writes match cases for the engine, with the answers of CPython 3.8's re.

Usage: generate.py SEED COUNT [--no-fixed] > tests/data/cases.txt

Every line is made of words. A pattern line is
    P groups flags word,word,...         (code words in hexadecimal)
and the lines after it are texts and what scanning them gives:
    T mode pos endpos width chars match match ...
with the mode s (scanner.search until it fails), m (scanner.match), f
(fullmatch, once); width 1, 2 or 4 in bytes; the characters in hexadecimal
joined by commas (or -). A match is lastindex:start,end;start,end;... with one
pair for each group, group 0 first. Validity lines are
    V groups ok word,word,...            (ok: 1 if _sre.compile takes the code)
"""
import _sre
import random
import re
import signal
import sre_compile
import sre_parse
import sys


class TooLong(Exception):
    pass


def on_alarm(*_):
    raise TooLong


signal.signal(signal.SIGALRM, on_alarm)


def code_of(pattern, flags):
    tree = sre_parse.parse(pattern, flags)
    code = sre_compile._code(tree, flags)
    return [int(word) for word in code], tree.state.groups - 1, int(flags | tree.state.flags)


def match_word(match, groups):
    spans = ";".join("%d,%d" % match.span(i) for i in range(groups + 1))
    return "%d:%s" % (match.lastindex or -1, spans)


def run(compiled, mode, text, pos, endpos):
    groups = compiled.groups
    found = []
    if mode == "f":
        match = compiled.fullmatch(text, pos, endpos)
        return [match_word(match, groups)] if match else []
    scanner = compiled.scanner(text, pos, endpos)
    step = scanner.search if mode == "s" else scanner.match
    while True:
        match = step()
        if match is None:
            return found
        found.append(match_word(match, groups))


def width_of(text):
    if isinstance(text, bytes):
        return 1
    top = max(map(ord, text), default=0)
    return 1 if top < 256 else 2 if top < 65536 else 4


def chars_of(text):
    codes = text if isinstance(text, bytes) else map(ord, text)
    return ",".join("%x" % code for code in codes) or "-"


def emit(pattern, flags, texts):
    """Writes a pattern and its texts; patterns re refuses are passed over."""
    try:
        code, groups, all_flags = code_of(pattern, flags)
        compiled = re.compile(pattern, flags)
    except (re.error, OverflowError, RuntimeError, ValueError, RecursionError):
        return False
    lines = []
    for mode, text, pos, endpos in texts:
        signal.setitimer(signal.ITIMER_REAL, 0.2)
        try:
            answers = run(compiled, mode, text, pos, endpos)
        except TooLong:
            continue
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
        lines.append(" ".join(
            ["T", mode, str(pos), str(endpos), str(width_of(text)), chars_of(text)] + answers))
    if not lines:
        return False
    print("P", groups, all_flags, ",".join("%x" % word for word in code))
    print("\n".join(lines))
    return True


class Patterns:
    """Random patterns over a small alphabet, rich in groups and repeats."""

    def __init__(self, rng, alphabet, wide):
        self.rng = rng
        self.alphabet = alphabet
        self.wide = wide
        self.groups = 0
        self.closed = []

    def char(self):
        return re.escape(self.rng.choice(self.alphabet))

    def charset(self):
        rng = self.rng
        parts = []
        for _ in range(rng.randint(1, 3)):
            kind = rng.random()
            if kind < 0.5:
                parts.append(self.char())
            elif kind < 0.75:
                low, high = sorted(rng.choices(self.alphabet, k=2))
                parts.append("%s-%s" % (re.escape(low), re.escape(high)))
            else:
                parts.append(rng.choice([r"\d", r"\s", r"\w", r"\W", r"\S", r"\D"]))
        return "[%s%s]" % (rng.choice(["", "", "^"]), "".join(parts))

    def atom(self, depth):
        rng = self.rng
        kind = rng.random()
        if kind < 0.40 or depth <= 0:
            return self.char()
        if kind < 0.48:
            return "."
        if kind < 0.56:
            return self.charset()
        if kind < 0.60:
            return rng.choice([r"\b", r"\B", "^", "$", r"\A", r"\Z", r"\w", r"\d", r"\s", r"\W"])
        if kind < 0.66 and self.closed:
            group = rng.choice(self.closed)
            if rng.random() < 0.5:
                return r"(?:\%d)" % group
            return "(?(%d)%s|%s)" % (group, self.sequence(depth - 1), self.sequence(depth - 1))
        if kind < 0.86:
            self.groups += 1
            group = self.groups
            body = self.alternatives(depth - 1)
            self.closed.append(group)
            return "(%s)" % body
        if kind < 0.93:
            return "(?:%s)" % self.alternatives(depth - 1)
        if kind < 0.95 and not self.wide:
            return "(?i:%s)" % self.alternatives(depth - 1)
        if kind < 0.98:
            return "(?%s%s)" % (rng.choice("=!"), self.alternatives(depth - 1))
        return "(?<%s%s)" % (rng.choice("=!"), self.char() * rng.randint(1, 2))

    def repeated(self, depth):
        atom = self.atom(depth)
        if self.rng.random() < 0.55 or atom in (r"\b", r"\B", "^", "$", r"\A", r"\Z"):
            return atom
        if len(atom) > 1 and atom[0] not in "([\\.":
            atom = "(?:%s)" % atom
        repeat = self.rng.choice(
            ["*", "+", "?", "*", "+", "?", "{2}", "{1,2}", "{0,2}", "{2,}", "{1,3}", "{0}"])
        return atom + repeat + self.rng.choice(["", "", "?"])

    def sequence(self, depth):
        return "".join(self.repeated(depth) for _ in range(self.rng.choice([0, 1, 1, 2, 2, 3, 4])))

    def alternatives(self, depth):
        return "|".join(self.sequence(depth) for _ in range(self.rng.choice([1, 1, 1, 2, 2, 3])))


ALPHABETS = [
    ("ab", 0.4), ("abc", 0.3), ("aAb \n_1", 0.1), ("a\xe9\xc9\xb5", 0.05),
    ("ak\u0131I\u017f\u212as\u0130", 0.06), ("\u03c3\u03c2\u03a3\u0432\u0412\u2028 \u0660a", 0.05),
    ("a\U0001f600\U00010400\U00010428", 0.04),
]


def random_case(rng):
    alphabet = rng.choices([a for a, _ in ALPHABETS], [w for _, w in ALPHABETS])[0]
    wide = max(alphabet) > "z"
    pattern = Patterns(rng, alphabet, wide).alternatives(rng.randint(1, 4))
    flags = 0
    for flag, chance in [(re.I, 0.25), (re.M, 0.15), (re.S, 0.15), (re.A, 0.1)]:
        if rng.random() < chance:
            flags |= flag
    as_bytes = max(alphabet) < "\x80" and rng.random() < 0.15
    if as_bytes:
        pattern = pattern.encode("latin-1")
        flags &= ~re.A
        if rng.random() < 0.4:
            flags |= re.L
    texts = []
    for _ in range(rng.randint(2, 4)):
        text = "".join(rng.choices(alphabet, k=rng.choice([0, 1, 2, 3, 4, 5, 6, 8, 12])))
        mode = rng.choice("sssmf")
        pos, endpos = 0, len(text)
        if rng.random() < 0.2:
            pos, endpos = rng.randint(0, len(text)), rng.randint(0, len(text))
        texts.append((mode, text.encode("latin-1") if as_bytes else text, pos, endpos))
    emit(pattern, flags, texts)


FIXED = [
    (r"(?!(a)b)ac", 0, ["ac", "xac"]),
    (r"(?:(a)(?=b)|c)?(?!(x)y)d?", 0, ["acdxb"]),
    (r"<(\w+)[^>]*>(.*?)</\1>", 0, ["<b>x</b><i a=1>y</i> <p>z</q>"]),
    (r"(?i)straSSe|\u212a+|[\u0131-\u0140]+", 0, ["STRASSE stra\u017fse kK\u212a I\u0131\u0130"]),
    (r"[\u0400-\u04ff\u2000\u3000-\u30ff]+", 0, ["abc \u0431\u0432\u3042 x\u2000"]),
    (r"[^\u0100-\u0200\u0400\u0500-\u0502\u0600]", re.I, ["\u0101\u0100\u0400\u0450ab\u0501"]),
    (r"(\d+)\s*([-+*/])\s*(\d+)", 0, ["12 + 3, 4*5 6 / 78-9"]),
    (r"abcabd|abcabc", 0, ["abcabcabdabcabd"]),
    (r"abcabd", 0, ["abcabcabdabcabd" + "abcab" * 20 + "abcabd"]),
    (r"aab(a|b)", 0, ["aaaabaaabbaab"]),
    (r"\b\w+\b", re.A, ["one two\xe9 three"]),
    (r"(?m)^(.*)$", 0, ["a\nb\n\nc\n", "\n", ""]),
    (r"(?s)a.*b", 0, ["a\nb\nab"]),
    (r"(?:x*)*y", 0, ["xxxxxy", "xxxx"]),
    (r"(?:(a)|(b)|(c))*", 0, ["abcab", "cba"]),
    (r"(a(b)?)+", 0, ["abaaba"]),
    (r"((.)(\2)?)*?z", 0, ["aabbcz"]),
    (r"(?<=\bx)y(?<!xyy)", 0, ["xy xxy x xy"]),
    (r"(a)?(?(1)b|c)", 0, ["ab c ac b"]),
    (r"x{3,5}?y?", 0, ["xxxxxxxxxy"]),
    (r"(?:ab){2,3}", 0, ["abababababab"]),
    (r"[a-z]+@[a-z]+\.(?:com|org|net)", re.I, ["Me@Example.ORG x@y.z bob@site.com"]),
    (r"", 0, ["", "ab"]),
    (r"(?:)*?(a)??", 0, ["aa"]),
    (r"\Z|\A", 0, ["ab\n", ""]),
    (r"\s*\S+\s*", 0, ["  a b\xa0c\u3000d \x1c e"]),
]


def fixed():
    for pattern, flags, texts in FIXED:
        emit(pattern, flags, [(mode, text, 0, len(text)) for text in texts for mode in "smf"])
    try:
        from test import re_tests
    except ImportError:
        return
    for case in re_tests.tests:
        pattern, text = case[0], case[1]
        emit(pattern, 0, [(mode, text, 0, len(text)) for mode in "smf"])
        emit(pattern, re.I, [("s", text, 0, len(text))])


def accepted(code, groups):
    try:
        _sre.compile("", 0, code, groups, {}, (None,) * (groups + 1))
    except RuntimeError:
        return 0
    return 1


def validity(rng):
    """A compiled pattern with a few words changed, and whether it is code."""
    alphabet = "ab\u0450"
    try:
        source = Patterns(rng, alphabet, False).alternatives(3)
        code, groups, _ = code_of(source, rng.choice([0, re.I]))
    except (re.error, OverflowError, RecursionError):
        return
    if len(code) > 120:
        return
    for _ in range(rng.randint(0, 2)):
        kind = rng.random()
        at = rng.randrange(len(code))
        if kind < 0.7:
            code[at] = rng.choice([rng.randint(0, 45), code[at] + 1, max(code[at] - 1, 0), 2**32 - 1])
            code[at] &= 2**32 - 1
        elif kind < 0.85:
            del code[at]
        else:
            code.insert(at, rng.randint(0, 45))
    if code:
        print("V", groups, accepted(code, groups), ",".join("%x" % word for word in code))


def main():
    seed, count = int(sys.argv[1]), int(sys.argv[2])
    rng = random.Random(seed)
    if "--no-fixed" not in sys.argv:
        fixed()
    for index in range(count):
        random_case(rng)
        if index % 4 == 0:
            validity(rng)


main()
