"""Tokens of Python source, comments and line breaks included.

tokenize(readline) reads bytes and begins with the encoding, generate_tokens(readline) reads text; both give tuples
(type, string, (first row, column), (last row, column), line).
"""

from builtins import open as _builtin_open
from codecs import lookup, BOM_UTF8
from io import TextIOWrapper
import collections
import re
import sys

import token as _token
from token import *
from token import EXACT_TOKEN_TYPES

__all__ = _token.__all__ + ["tokenize", "generate_tokens", "detect_encoding", "untokenize", "TokenInfo"]

cookie_re = re.compile(r"^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)", re.ASCII)
blank_re = re.compile(br"^[ \t\f]*(?:[#\r\n]|$)", re.ASCII)

tabsize = 8


class TokenError(Exception):
    """The source ends inside a string or a parenthesis."""


class StopTokenizing(Exception):
    """Kept for those who name it."""


class TokenInfo(collections.namedtuple("TokenInfo", "type string start end line")):
    """A token."""

    def __repr__(self):
        kind = f"{self.type} ({tok_name[self.type]})"
        return f"TokenInfo(type={kind}, string={self.string!r}, start={self.start!r}, end={self.end!r}, " \
               f"line={self.line!r})"

    @property
    def exact_type(self):
        """The type; of an operator the one of its own."""
        if self.type == OP:
            return EXACT_TOKEN_TYPES.get(self.string, OP)
        return self.type


# ---- Patterns

def group(*choices):
    return "(" + "|".join(choices) + ")"


def any(*choices):
    return group(*choices) + "*"


def maybe(*choices):
    return group(*choices) + "?"


def _digits(one):
    """Digits of a kind with single underscores between them."""
    return f"{one}(?:_?{one})*"


Whitespace = r"[ \f\t]*"
Comment = r"#[^\r\n]*"
Ignore = Whitespace + any(r"\\\r?\n" + Whitespace) + maybe(Comment)
Name = r"\w+"

Hexnumber = r"0[xX](?:_?[0-9a-fA-F])+"
Binnumber = r"0[bB](?:_?[01])+"
Octnumber = r"0[oO](?:_?[0-7])+"
Decnumber = r"(?:0(?:_?0)*|[1-9](?:_?[0-9])*)"
Intnumber = group(Hexnumber, Binnumber, Octnumber, Decnumber)
Exponent = r"[eE][-+]?" + _digits("[0-9]")
Pointfloat = group(_digits("[0-9]") + r"\." + f"(?:{_digits('[0-9]')})?", r"\." + _digits("[0-9]")) + maybe(Exponent)
Expfloat = _digits("[0-9]") + Exponent
Floatnumber = group(Pointfloat, Expfloat)
Imagnumber = group(_digits("[0-9]") + "[jJ]", Floatnumber + "[jJ]")
Number = group(Imagnumber, Floatnumber, Intnumber)


def _all_string_prefixes():
    """Every prefix of a string literal in every order and case, the empty one too."""
    found = {""}
    for letters in ("b", "r", "u", "f", "br", "rb", "fr", "rf"):
        cased = {""}
        for letter in letters:
            cased = {begin + char for begin in cased for char in (letter, letter.upper())}
        found |= cased
    return found


StringPrefix = group(*sorted(_all_string_prefixes(), key=len, reverse=True))


def _rest_of_string(quote):
    """What follows the opening quote, up to the closing one."""
    plain = f"[^{quote}\\\\]*"
    return rf"{plain}(?:\\.{plain})*{quote}"


def _rest_of_triple(quote):
    plain = f"[^{quote}\\\\]*"
    return rf"{plain}(?:(?:\\.|{quote}(?!{quote}{quote})){plain})*{quote * 3}"


Single, Double = _rest_of_string("'"), _rest_of_string('"')
Single3, Double3 = _rest_of_triple("'"), _rest_of_triple('"')
Triple = group(StringPrefix + "'''", StringPrefix + '"""')


def _in_line(quote, *ends):
    """A string literal that stays in its line."""
    return rf"{StringPrefix}{quote}[^\n{quote}\\]*(?:\\.[^\n{quote}\\]*)*" + group(quote, *ends)


String = group(_in_line("'"), _in_line('"'))
ContStr = group(_in_line("'", r"\\\r?\n"), _in_line('"', r"\\\r?\n"))

Special = group(*map(re.escape, sorted(EXACT_TOKEN_TYPES, reverse=True)))
Funny = group(r"\r?\n", Special)
PlainToken = group(Number, Funny, String, Name)
Token = Ignore + PlainToken
PseudoExtras = group(r"\\\r?\n|\Z", Comment, Triple)
PseudoToken = Whitespace + group(PseudoExtras, Number, Funny, ContStr, Name)

# Literals with their opening quotes, and how each goes on
single_quoted, triple_quoted, endpats = set(), set(), {}
for _prefix in _all_string_prefixes():
    for _quote, _rest, _rest3 in (("'", Single, Single3), ('"', Double, Double3)):
        single_quoted.add(_prefix + _quote)
        triple_quoted.add(_prefix + 3 * _quote)
        endpats[_prefix + _quote] = _rest
        endpats[_prefix + 3 * _quote] = _rest3
del _prefix, _quote, _rest, _rest3

_compiled = {}


def _compile(expr):
    program = _compiled.get(expr)
    if program is None:
        program = _compiled[expr] = re.compile(expr, re.UNICODE)
    return program


# ---- Source to tokens

def tokenize(readline):
    """Tokens of source in bytes, which readline() gives by lines."""
    encoding, consumed = detect_encoding(readline)

    def lines():
        yield from consumed
        while True:
            try:
                line = readline()
            except StopIteration:
                return
            if not line:
                return
            yield line

    source = lines()
    return _tokenize(lambda: next(source, b""), encoding)


def generate_tokens(readline):
    """Tokens of source in text, which readline() gives by lines."""
    return _tokenize(readline, None)


def _tokenize(readline, encoding):
    if encoding is not None:
        if encoding == "utf-8-sig":
            encoding = "utf-8"  # the mark has been read
        yield TokenInfo(ENCODING, encoding, (0, 0), (0, 0), "")
    yield from _Scanner(readline, encoding).tokens()


class _Scanner:
    """The state between lines."""

    def __init__(self, readline, encoding):
        self.readline = readline
        self.encoding = encoding
        self.row = 0
        self.line = ""
        self.indents = [0]
        self.depth = 0  # of parentheses
        self.continued = False  # by a backslash
        self.string = None  # of a literal that goes on: its lines, start, pattern of the rest, is it in one line
        self.string_lines = ""

    def token(self, kind, start, end):
        """A token of the current line."""
        return TokenInfo(kind, self.line[start:end], (self.row, start), (self.row, end), self.line)

    def next_line(self):
        try:
            line = self.readline()
        except StopIteration:
            line = b""
        if self.encoding is not None:
            line = line.decode(self.encoding)
        self.row += 1
        return line

    def tokens(self):
        while True:
            before, self.line = self.line, self.next_line()
            place = 0
            if self.string is not None:
                place = yield from self.rest_of_string()
                if place is None:
                    continue
            elif not self.depth and not self.continued:
                if not self.line:
                    break
                place = yield from self.indentation()
                if place is None:
                    continue
                if place < 0:
                    break
            else:
                if not self.line:
                    raise TokenError("EOF in multi-line statement", (self.row, 0))
                self.continued = False
            yield from self.statement(place)
        yield from self.end(before)

    def rest_of_string(self):
        """Where the literal ends, None if it does not in this line."""
        text, start, program, one_line = self.string
        line = self.line
        if not line:
            raise TokenError("EOF in multi-line string", start)
        found = program.match(line)
        if found:
            end = found.end()
            yield TokenInfo(STRING, text + line[:end], start, (self.row, end), self.string_lines + line)
            self.string = None
            return end
        if one_line and not line.endswith(("\\\n", "\\\r\n")):
            yield TokenInfo(ERRORTOKEN, text + line, start, (self.row, len(line)), self.string_lines)
            self.string = None
            return None
        self.string = text + line, start, program, one_line
        self.string_lines += line
        return None

    def indentation(self):
        """Where the statement begins; None for a line without one, -1 for blanks at the end of the file."""
        line = self.line
        column = place = 0
        for char in line:
            if char == " ":
                column += 1
            elif char == "\t":
                column += tabsize - column % tabsize
            elif char == "\f":
                column = 0
            else:
                break
            place += 1
        else:
            return -1
        if line[place] in "#\r\n":
            if line[place] == "#":
                end = place + len(line[place:].rstrip("\r\n"))
                yield self.token(COMMENT, place, end)
                place = end
            yield self.token(NL, place, len(line))
            return None
        if column > self.indents[-1]:
            self.indents.append(column)
            yield self.token(INDENT, 0, place)
        while column < self.indents[-1]:
            if column not in self.indents:
                raise IndentationError("unindent does not match any outer indentation level",
                                       ("<tokenize>", self.row, place, line))
            self.indents.pop()
            yield self.token(DEDENT, place, place)
        return place

    def statement(self, place):
        """The tokens of the line from a place on."""
        line = self.line
        match = _compile(PseudoToken).match
        while place < len(line):
            found = match(line, place)
            if not found:
                yield self.token(ERRORTOKEN, place, place + 1)
                place += 1
                continue
            start, place = found.span(1)
            if start == place:
                continue
            text = line[start:place]
            first = text[0]
            if first in "0123456789" or (first == "." and text not in (".", "...")):
                yield self.token(NUMBER, start, place)
            elif first in "\r\n":
                yield self.token(NL if self.depth > 0 else NEWLINE, start, place)
            elif first == "#":
                yield self.token(COMMENT, start, place)
            elif text in triple_quoted:
                program = _compile(endpats[text])
                rest = program.match(line, place)
                if not rest:
                    self.open_string(start, program, False)
                    return
                place = rest.end()
                yield self.token(STRING, start, place)
            elif first in single_quoted or text[:2] in single_quoted or text[:3] in single_quoted:
                if text[-1] == "\n":
                    quote = "'" if text.lstrip("bBrRuUfF")[0] == "'" else '"'
                    self.open_string(start, _compile(endpats[quote]), True)
                    return
                yield self.token(STRING, start, place)
            elif first.isidentifier():
                yield self.token(NAME, start, place)
            elif first == "\\":
                self.continued = True
            else:
                if first in "([{":
                    self.depth += 1
                elif first in ")]}":
                    self.depth -= 1
                yield self.token(OP, start, place)

    def open_string(self, start, program, one_line):
        self.string = self.line[start:], (self.row, start), program, one_line
        self.string_lines = self.line

    def end(self, before):
        """The tokens behind the last line."""
        row = self.row
        if before and before[-1] not in "\r\n":
            yield TokenInfo(NEWLINE, "", (row - 1, len(before)), (row - 1, len(before) + 1), "")
        for _ in self.indents[1:]:
            yield TokenInfo(DEDENT, "", (row, 0), (row, 0), "")
        yield TokenInfo(ENDMARKER, "", (row, 0), (row, 0), "")


# ---- Tokens to source

class Untokenizer:
    """Puts tokens together to text."""

    def __init__(self):
        self.tokens = []
        self.prev_row = 1
        self.prev_col = 0
        self.encoding = None

    def add_whitespace(self, start):
        """Blanks and line breaks up to a position."""
        row, column = start
        if (row, column) < (self.prev_row, self.prev_col):
            raise ValueError(f"start ({row},{column}) precedes previous end ({self.prev_row},{self.prev_col})")
        if row > self.prev_row:
            self.tokens.append("\\\n" * (row - self.prev_row))
            self.prev_col = 0
        if column > self.prev_col:
            self.tokens.append(" " * (column - self.prev_col))

    def untokenize(self, iterable):
        tokens = iter(iterable)
        indents = []
        at_line_start = False
        for item in tokens:
            if len(item) == 2:
                self.compat(item, tokens)
                break
            kind, text, start, end, line = item
            if kind == ENCODING:
                self.encoding = text
                continue
            if kind == ENDMARKER:
                break
            if kind == INDENT:
                indents.append(text)
                continue
            if kind == DEDENT:
                indents.pop()
                self.prev_row, self.prev_col = end
                continue
            if kind in (NEWLINE, NL):
                at_line_start = True
            elif at_line_start and indents:
                indent = indents[-1]
                if start[1] >= len(indent):
                    self.tokens.append(indent)
                    self.prev_col = len(indent)
                at_line_start = False
            self.add_whitespace(start)
            self.tokens.append(text)
            self.prev_row, self.prev_col = end
            if kind in (NEWLINE, NL):
                self.prev_row += 1
                self.prev_col = 0
        return "".join(self.tokens)

    def compat(self, token, iterable):
        """Tokens without positions: some text that gives the same tokens."""
        indents = []
        at_line_start = token[0] in (NEWLINE, NL)
        after_string = False
        add = self.tokens.append
        while token is not None:
            kind, text = token[:2]
            token = next(iterable, None)
            if kind == ENCODING:
                self.encoding = text
                continue
            if kind in (NAME, NUMBER):
                text += " "
            # Two literals side by side would grow together.
            if kind == STRING and after_string:
                text = " " + text
            after_string = kind == STRING
            if kind == INDENT:
                indents.append(text)
                continue
            if kind == DEDENT:
                indents.pop()
                continue
            if kind in (NEWLINE, NL):
                at_line_start = True
            elif at_line_start and indents:
                add(indents[-1])
                at_line_start = False
            add(text)


def untokenize(iterable):
    """Source of tokens: bytes if the encoding is among them, else text.

    Of whole tokens it is the source but for blanks at line ends; of (type, string) it only gives the same tokens.
    """
    maker = Untokenizer()
    text = maker.untokenize(iterable)
    return text if maker.encoding is None else text.encode(maker.encoding)


# ---- Encoding of source

def _get_normal_name(orig_enc):
    """Usual spelling of the encodings that are treated specially."""
    name = orig_enc[:12].lower().replace("_", "-")
    for usual, others in (("utf-8", ("utf-8",)), ("iso-8859-1", ("latin-1", "iso-8859-1", "iso-latin-1"))):
        if name in others or name.startswith(tuple(other + "-" for other in others)):
            return usual
    return orig_enc


def detect_encoding(readline):
    """The encoding of source in bytes, and the lines (two at most) that were read to find it.

    It is told by a byte order mark or a comment in the first two lines, else it is UTF-8.
    """
    filename = getattr(getattr(readline, "__self__", None), "name", None)

    def complain(message):
        raise SyntaxError(message if filename is None else f"{message} for {filename!r}")

    def read():
        try:
            return readline()
        except StopIteration:
            return b""

    marked = False

    def cookie(line):
        """The encoding that a line names."""
        try:
            text = line.decode("utf-8")  # the parser's default, so it must be possible
        except UnicodeDecodeError:
            complain("invalid or missing encoding declaration")
        found = cookie_re.match(text)
        if not found:
            return None
        encoding = _get_normal_name(found.group(1))
        try:
            lookup(encoding)
        except LookupError:
            if filename is None:
                raise SyntaxError("unknown encoding: " + encoding)
            raise SyntaxError(f"unknown encoding for {filename!r}: {encoding}")
        if marked:
            if encoding != "utf-8":
                if filename is None:
                    raise SyntaxError("encoding problem: utf-8")
                raise SyntaxError(f"encoding problem for {filename!r}: utf-8")
            encoding += "-sig"
        return encoding

    default = "utf-8"
    first = read()
    if first.startswith(BOM_UTF8):
        marked = True
        first = first[len(BOM_UTF8):]
        default = "utf-8-sig"
    if not first:
        return default, []
    encoding = cookie(first)
    if encoding:
        return encoding, [first]
    if not blank_re.match(first):
        return default, [first]
    second = read()
    if not second:
        return default, [first]
    return cookie(second) or default, [first, second]


def open(filename):
    """Open a source file as text in its own encoding."""
    raw = _builtin_open(filename, "rb")
    try:
        encoding, _ = detect_encoding(raw.readline)
        raw.seek(0)
        text = TextIOWrapper(raw, encoding, line_buffering=True)
        text.mode = "r"
        return text
    except:
        raw.close()
        raise


# ---- Command line

def main():
    import argparse

    def complain(message, filename=None, location=None):
        place = "".join(f"{part}:" for part in (filename, *(location or ())) if part is not None)
        sys.stderr.write(f"{place + ' ' if place else ''}error: {message}\n")
        sys.exit(1)

    parser = argparse.ArgumentParser(prog="python -m tokenize")
    parser.add_argument(dest="filename", nargs="?", metavar="filename.py",
                        help="the file to tokenize; defaults to stdin")
    parser.add_argument("-e", "--exact", dest="exact", action="store_true",
                        help="display token names using the exact type")
    args = parser.parse_args()
    filename = args.filename or "<stdin>"
    try:
        if args.filename:
            with _builtin_open(filename, "rb") as file:
                tokens = list(tokenize(file.readline))
        else:
            tokens = _tokenize(sys.stdin.readline, None)
        for item in tokens:
            kind = item.exact_type if args.exact else item.type
            span = "%d,%d-%d,%d:" % (item.start + item.end)
            print(f"{span:<20}{tok_name[kind]:<15}{item.string!r:<15}")
    except IndentationError as problem:
        complain(problem.args[0], filename, problem.args[1][1:3])
    except TokenError as problem:
        complain(problem.args[0], filename, problem.args[1])
    except (SyntaxError, OSError) as problem:
        complain(problem, filename if isinstance(problem, SyntaxError) else None)
    except KeyboardInterrupt:
        print("interrupted\n")
    except Exception as problem:
        sys.stderr.write(f"unexpected error: {problem}\n")
        raise


if __name__ == "__main__":
    main()
