"""Wrapping, filling, shortening and indenting of text."""

import re

__all__ = ["TextWrapper", "wrap", "fill", "dedent", "indent", "shorten"]

_whitespace = "\t\n\x0b\x0c\r "  # not the no-break space and its kin


class TextWrapper:
    """Breaks paragraphs into lines; the attributes, which are the arguments of the constructor, say how.

    width                 longest line, in characters
    initial_indent        put before the first line; it counts in the width
    subsequent_indent     put before the other lines
    expand_tabs, tabsize  make tabs blanks first
    replace_whitespace    make every white space character a blank
    fix_sentence_endings  two blanks after what looks like the end of a sentence
    break_long_words      cut words that are longer than a line
    break_on_hyphens      allow breaks after hyphens in compound words
    drop_whitespace       no white space at the ends of lines
    max_lines             cut the text after so many lines...
    placeholder           ...and put this at the end
    """

    unicode_whitespace_trans = dict.fromkeys(map(ord, _whitespace), ord(" "))
    uspace = ord(" ")
    x = " "

    # Chunks between which a line may be broken: blanks, dashes between words, words or their parts up to a hyphen.
    # In the second the hyphen needs two letters before it (or letter, hyphen, letter) and two after it.
    _parts = {"blank": "[" + re.escape(_whitespace) + "]", "solid": "[^" + re.escape(_whitespace) + "]",
              "letter": r"[^\d\W]", "before_dash": r"(?<=[\w!\"'&.,?])"}
    wordsep_re = re.compile(r"""(
          %(blank)s+
        | %(before_dash)s -{2,} (?=\w)
        | %(solid)s+?
          (?: - (?: (?<=%(letter)s{2}-) | (?<=%(letter)s-%(letter)s-) ) (?= %(letter)s -? %(letter)s )
            | (?= %(blank)s | \Z )
            | %(before_dash)s (?= -{2,} \w )
          )
    )""" % _parts, re.VERBOSE)
    wordsep_simple_re = re.compile("(%(blank)s+)" % _parts)
    sentence_end_re = re.compile(r"""[a-z][.!?]["']?\Z""")
    del _parts

    def __init__(self, width=70, initial_indent="", subsequent_indent="", expand_tabs=True, replace_whitespace=True,
                 fix_sentence_endings=False, break_long_words=True, drop_whitespace=True, break_on_hyphens=True,
                 tabsize=8, *, max_lines=None, placeholder=" [...]"):
        settings = dict(locals())
        del settings["self"]
        self.__dict__.update(settings)

    # The steps, which subclasses may change

    def _munge_whitespace(self, text):
        """Expand tabs and replace other white space, as wanted."""
        if self.expand_tabs:
            text = text.expandtabs(self.tabsize)
        if self.replace_whitespace:
            text = text.translate(self.unicode_whitespace_trans)
        return text

    def _split(self, text):
        """The chunks."""
        program = self.wordsep_re if self.break_on_hyphens else self.wordsep_simple_re
        return [chunk for chunk in program.split(text) if chunk]

    def _split_chunks(self, text):
        return self._split(self._munge_whitespace(text))

    def _fix_sentence_endings(self, chunks):
        """Make one blank after a sentence two, in place."""
        for place in range(1, len(chunks)):
            if chunks[place] == " " and self.sentence_end_re.search(chunks[place - 1]):
                if place + 1 < len(chunks):
                    chunks[place] = "  "

    def _handle_long_word(self, reversed_chunks, cur_line, cur_len, width):
        """Put the next chunk, longer than a line, in the line as far as that may be."""
        room = 1 if width < 1 else width - cur_len
        if self.break_long_words:
            word = reversed_chunks[-1]
            cur_line.append(word[:room])
            reversed_chunks[-1] = word[room:]
        elif not cur_line:
            # a line of its own; else it waits for the next
            cur_line.append(reversed_chunks.pop())

    def _wrap_chunks(self, chunks):
        """The lines."""
        if self.width <= 0:
            raise ValueError(f"invalid width {self.width!r} (must be > 0)")
        if self.max_lines is not None:
            last_indent = self.initial_indent if self.max_lines <= 1 else self.subsequent_indent
            if len(last_indent) + len(self.placeholder.lstrip()) > self.width:
                raise ValueError("placeholder too large for max width")
        lines = []
        chunks.reverse()  # so that the next one is popped
        while chunks:
            indent = self.subsequent_indent if lines else self.initial_indent
            width = self.width - len(indent)
            if self.drop_whitespace and lines and not chunks[-1].strip():
                chunks.pop()
            line, length = self._next_line(chunks, width)
            if not line:
                continue
            more = chunks and not (self.drop_whitespace and len(chunks) == 1 and not chunks[0].strip())
            if self.max_lines is None or len(lines) + 1 < self.max_lines or (not more and length <= width):
                lines.append(indent + "".join(line))
            else:
                self._cut(lines, indent, line, length, width)
                break
        return lines

    def _next_line(self, chunks, width):
        """Take the chunks of one line; gives them and their length."""
        line = []
        length = 0
        while chunks and length + len(chunks[-1]) <= width:
            length += len(chunks[-1])
            line.append(chunks.pop())
        if chunks and len(chunks[-1]) > width:
            self._handle_long_word(chunks, line, length, width)
            length = sum(map(len, line))
        if self.drop_whitespace and line and not line[-1].strip():
            length -= len(line.pop())
        return line, length

    def _cut(self, lines, indent, line, length, width):
        """End the text with the placeholder: in this line behind a word, else behind the line before."""
        while line:
            if line[-1].strip() and length + len(self.placeholder) <= width:
                lines.append(indent + "".join(line) + self.placeholder)
                return
            length -= len(line.pop())
        if lines:
            before = lines[-1].rstrip()
            if len(before) + len(self.placeholder) <= self.width:
                lines[-1] = before + self.placeholder
                return
        lines.append(indent + self.placeholder.lstrip())

    def wrap(self, text):
        """The lines of one paragraph, without line ends."""
        chunks = self._split_chunks(text)
        if self.fix_sentence_endings:
            self._fix_sentence_endings(chunks)
        return self._wrap_chunks(chunks)

    def fill(self, text):
        """The lines of one paragraph as one text."""
        return "\n".join(self.wrap(text))


def wrap(text, width=70, **kwargs):
    """The lines of one paragraph; keywords are those of TextWrapper."""
    return TextWrapper(width=width, **kwargs).wrap(text)


def fill(text, width=70, **kwargs):
    """One paragraph with line ends where they fit; keywords are those of TextWrapper."""
    return TextWrapper(width=width, **kwargs).fill(text)


def shorten(text, width, **kwargs):
    """The text in one line, cut behind a word with a placeholder if it is too long."""
    return TextWrapper(width=width, max_lines=1, **kwargs).fill(" ".join(text.split()))


# ---- Indentation

_whitespace_only_re = re.compile(r"^[ \t]+$", re.MULTILINE)
_leading_whitespace_re = re.compile(r"^([ \t]*)[^ \t\n]", re.MULTILINE)


def dedent(text):
    """Take away the white space with which every line begins; lines of nothing else become empty."""
    text = _whitespace_only_re.sub("", text)
    margins = _leading_whitespace_re.findall(text)
    if not margins:
        return text
    # What the least and the greatest share, all share.
    low, high = min(margins), max(margins)
    size = next((place for place, char in enumerate(low) if char != high[place]), len(low))
    return re.sub(r"(?m)^" + re.escape(low[:size]), "", text) if size else text


def indent(text, prefix, predicate=None):
    """Put a prefix before the lines that the predicate accepts (that are not blank)."""
    wanted = str.strip if predicate is None else predicate
    return "".join(prefix + line if wanted(line) else line for line in text.splitlines(True))


if __name__ == "__main__":
    print(dedent("Hello there.\n  This is indented."))
