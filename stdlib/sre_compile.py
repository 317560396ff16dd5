"""Compiler of parsed regular expressions to the code of `_sre`."""

import _sre
import sre_parse
from sre_constants import *

assert _sre.MAGIC == MAGIC, "SRE module mismatch"

_LITERAL_CODES = {LITERAL, NOT_LITERAL}
_REPEATING_CODES = {REPEAT, MIN_REPEAT, MAX_REPEAT}
_SUCCESS_CODES = {SUCCESS, FAILURE}
_ASSERT_CODES = {ASSERT, ASSERT_NOT}
_UNIT_CODES = _LITERAL_CODES | {ANY, IN}

# Lower case letters that are the same letter as another when case is ignored
_equivalences = (
    (0x69, 0x131), (0x73, 0x17F), (0xB5, 0x3BC), (0x345, 0x3B9, 0x1FBE), (0x390, 0x1FD3), (0x3B0, 0x1FE3),
    (0x3B2, 0x3D0), (0x3B5, 0x3F5), (0x3B8, 0x3D1), (0x3BA, 0x3F0), (0x3C0, 0x3D6), (0x3C1, 0x3F1), (0x3C2, 0x3C3),
    (0x3C6, 0x3D5), (0x1E61, 0x1E9B), (0xFB05, 0xFB06),
)
_ignorecase_fixes = {one: tuple(other for other in family if other != one) for family in _equivalences
                     for one in family}

_CODEBITS = _sre.CODESIZE * 8
MAXCODE = (1 << _CODEBITS) - 1
_BITS_TRANS = b"0" + b"1" * 255


def _combine_flags(flags, add_flags, del_flags, TYPE_FLAGS=sre_parse.TYPE_FLAGS):
    """The flags inside a group."""
    if add_flags & TYPE_FLAGS:
        flags &= ~TYPE_FLAGS
    return (flags | add_flags) & ~del_flags


def _case_rules(flags):
    """Under these flags: is a character cased, its lower case, its other equals (all None if case counts)."""
    if not flags & SRE_FLAG_IGNORECASE or flags & SRE_FLAG_LOCALE:
        return None, None, None
    if flags & SRE_FLAG_UNICODE:
        return _sre.unicode_iscased, _sre.unicode_tolower, _ignorecase_fixes
    return _sre.ascii_iscased, _sre.ascii_tolower, None


def _get_iscased(flags):
    return _case_rules(flags)[0]


class _skip:
    """While entered, a word is kept for the distance from it to the end of what is emitted inside."""

    __slots__ = "code", "place"

    def __init__(self, code):
        self.code = code

    def __enter__(self):
        self.place = len(self.code)
        self.code.append(0)

    def __exit__(self, *exc_info):
        self.code[self.place] = len(self.code) - self.place


def _compile(code, pattern, flags):
    """Append the code of a pattern.

    What has patterns inside is compiled here, not in functions of its own: a level of nesting costs one call.
    """
    emit = code.append
    for op, av in pattern:
        if op is LITERAL and not flags & SRE_FLAG_IGNORECASE:
            code += op, av
        elif op in _REPEATING_CODES:
            if flags & SRE_FLAG_TEMPLATE:
                raise error(f"internal: unsupported template operator {op!r}")
            least, most, inside = av
            greedy = op is MAX_REPEAT
            simple = _simple(inside)
            if simple:
                emit(REPEAT_ONE if greedy else MIN_REPEAT_ONE)
            else:
                emit(REPEAT)
            with _skip(code):
                code += least, most
                _compile(code, inside, flags)
                if simple:
                    emit(SUCCESS)
            if not simple:
                emit(MAX_UNTIL if greedy else MIN_UNTIL)
        elif op is SUBPATTERN:
            group, add_flags, del_flags, inside = av
            if group:
                code += MARK, (group - 1) * 2
            _compile(code, inside, _combine_flags(flags, add_flags, del_flags))
            if group:
                code += MARK, (group - 1) * 2 + 1
        elif op in _ASSERT_CODES:
            emit(op)
            with _skip(code):
                back = 0
                if av[0] < 0:
                    back, most = av[1].getwidth()
                    if back != most:
                        raise error("look-behind requires fixed-width pattern")
                emit(back)
                _compile(code, av[1], flags)
                emit(SUCCESS)
        elif op is CALL:
            emit(op)
            with _skip(code):
                _compile(code, av, flags)
                emit(SUCCESS)
        elif op is BRANCH:
            emit(op)
            jumps = []
            for branch in av[1]:
                with _skip(code):
                    _compile(code, branch, flags)
                    emit(JUMP)
                    jumps.append(len(code))
                    emit(0)
            emit(FAILURE)
            for place in jumps:
                code[place] = len(code) - place
        elif op is GROUPREF_EXISTS:
            group, yes, no = av
            code += op, group - 1
            place = len(code)
            emit(0)
            _compile(code, yes, flags)
            if no:
                emit(JUMP)
                with _skip(code):
                    code[place] = len(code) - place + 1
                    _compile(code, no, flags)
            else:
                code[place] = len(code) - place + 1
        else:
            _compile_flat(code, op, av, flags)


def _compile_flat(code, op, av, flags):
    """Append the code of an operation that has no patterns inside."""
    iscased, tolower, fixes = _case_rules(flags)
    if op in _LITERAL_CODES:
        if not flags & SRE_FLAG_IGNORECASE:
            code += op, av
        elif flags & SRE_FLAG_LOCALE:
            code += OP_LOCALE_IGNORE[op], av
        elif not iscased(av):
            code += op, av
        else:
            _cased_literal(code, op, tolower(av), fixes)
    elif op is IN:
        charset, cased = _optimize_charset(av, iscased, tolower, fixes)
        if flags & SRE_FLAG_IGNORECASE and flags & SRE_FLAG_LOCALE:
            code.append(IN_LOC_IGNORE)
        elif not cased:
            code.append(IN)
        else:
            code.append(IN_UNI_IGNORE if fixes else IN_IGNORE)
        with _skip(code):
            _compile_charset(charset, flags, code)
    elif op is ANY:
        code.append(ANY_ALL if flags & SRE_FLAG_DOTALL else ANY)
    elif op in _SUCCESS_CODES:
        code.append(op)
    elif op is AT:
        if flags & SRE_FLAG_MULTILINE:
            av = AT_MULTILINE.get(av, av)
        if flags & SRE_FLAG_LOCALE:
            av = AT_LOCALE.get(av, av)
        elif flags & SRE_FLAG_UNICODE:
            av = AT_UNICODE.get(av, av)
        code += op, av
    elif op is CATEGORY:
        code += op, _category(av, flags)
    elif op is GROUPREF:
        if flags & SRE_FLAG_IGNORECASE:
            op = (GROUPREF_LOC_IGNORE if flags & SRE_FLAG_LOCALE else
                  GROUPREF_UNI_IGNORE if fixes else GROUPREF_IGNORE)
        code += op, av - 1
    else:
        raise error(f"internal: unsupported operand type {op!r}")


def _category(category, flags):
    if flags & SRE_FLAG_LOCALE:
        return CH_LOCALE[category]
    return CH_UNICODE[category] if flags & SRE_FLAG_UNICODE else category


def _cased_literal(code, op, lower, fixes):
    if not fixes:
        code += OP_IGNORE[op], lower
    elif lower not in fixes:
        code += OP_UNICODE_IGNORE[op], lower
    else:
        code.append(IN_UNI_IGNORE)
        with _skip(code):
            if op is NOT_LITERAL:
                code.append(NEGATE)
            for char in (lower, *fixes[lower]):
                code += LITERAL, char
            code.append(FAILURE)


def _simple(p):
    """Does the pattern always match one character, so that a simpler repetition will do?"""
    if len(p) != 1:
        return False
    op, av = p[0]
    if op is SUBPATTERN:
        return av[0] is None and _simple(av[-1])
    return op in _UNIT_CODES


# ---- Sets of characters

def _compile_charset(charset, flags, code):
    for op, av in charset:
        code.append(op)
        if op is LITERAL:
            code.append(av)
        elif op is CATEGORY:
            code.append(_category(av, flags))
        elif op is not NEGATE:  # ranges and bitmaps
            code.extend(av)
    code.append(FAILURE)


def _mark_members(charset, present, iscased, fixup, fixes):
    """Mark the characters of the set in `present` (indexed by character).

    Returns what cannot be marked, the items to put before and after, and whether case matters in it. IndexError if
    `present` is of one byte and that is not enough.
    """
    before, after = [], []
    cased = False
    wide = len(present) > 256
    for item in charset:
        op, av = item
        if op is NEGATE:
            before.append(item)
            continue
        if op is LITERAL:
            members = av,
        elif op is RANGE:
            members = range(av[0], av[1] + 1)
        else:
            after.append(item)
            continue
        try:
            if fixup is None:
                for char in members:
                    present[char] = 1
                continue
            for char in members:
                lower = fixup(char)
                present[lower] = 1
                if fixes and lower in fixes:
                    for other in fixes[lower]:
                        present[other] = 1
            cased = cased or any(map(iscased, members))
        except IndexError:
            if not wide:
                raise
            # Outside the basic plane; the engine looks at the other case in such ranges.
            if fixup is not None:
                cased = True
                if op is RANGE:
                    item = RANGE_UNI_IGNORE, av
            after.append(item)
    return before, after, cased


def _runs(present, limit):
    """(first, behind the last) of the runs of marked characters; None if there are more than the limit."""
    found = []
    end = 0
    while True:
        start = present.find(1, end)
        if start < 0:
            return found
        if len(found) == limit:
            return None
        end = present.find(0, start)
        if end < 0:
            end = len(present)
        found.append((start, end))


def _optimize_charset(charset, iscased=None, fixup=None, fixes=None):
    """An equivalent of the set that is faster to look into, and whether case matters in it."""
    present = bytearray(256)
    try:
        before, after, cased = _mark_members(charset, present, iscased, fixup, fixes)
    except IndexError:
        present = bytearray(65536)
        before, after, cased = _mark_members(charset, present, iscased, fixup, fixes)

    runs = _runs(present, 2)
    if runs is not None:
        out = before
        for start, end in runs:
            out.append((LITERAL, start) if end - start == 1 else (RANGE, (start, end - 1)))
        out += after
        # not worth it if it is no shorter
        return (out if cased or len(out) < len(charset) else charset), cased
    if len(present) == 256:
        return [*before, (CHARSET, _mk_bitmap(present)), *after], cased

    # Pages of 256 characters, of which equal ones are kept once.
    numbers = {}
    index = bytearray()
    for start in range(0, 65536, 256):
        index.append(numbers.setdefault(bytes(present[start:start + 256]), len(numbers)))
    pages = _mk_bitmap(b"".join(numbers))
    return [*before, (BIGCHARSET, [len(numbers), *_bytes_to_codes(index), *pages]), *after], cased


def _mk_bitmap(bits, _CODEBITS=_CODEBITS, _int=int):
    """A byte for each character to a bit for each, in words."""
    digits = bits.translate(_BITS_TRANS)[::-1]
    return [_int(digits[end - _CODEBITS:end], 2) for end in range(len(digits), 0, -_CODEBITS)]


def _bytes_to_codes(b):
    """Bytes packed in words, in the machine's order."""
    words = memoryview(bytes(b)).cast("I")
    assert words.itemsize == _sre.CODESIZE
    return words.tolist()


# ---- The INFO block, which lets the search skip

def _get_literal_prefix(pattern, flags):
    """The characters that any match begins with, how many stand before the first group, and are they all."""
    prefix = []
    skip = None
    iscased = _get_iscased(flags)
    for op, av in pattern.data:
        if op is LITERAL:
            if iscased and iscased(av):
                return prefix, skip, False
            prefix.append(av)
        elif op is SUBPATTERN:
            group, add_flags, del_flags, inside = av
            inner_flags = _combine_flags(flags, add_flags, del_flags)
            if inner_flags & SRE_FLAG_IGNORECASE and inner_flags & SRE_FLAG_LOCALE:
                return prefix, skip, False
            inner, inner_skip, whole = _get_literal_prefix(inside, inner_flags)
            if skip is None:
                if group is not None:
                    skip = len(prefix)
                elif inner_skip is not None:
                    skip = len(prefix) + inner_skip
            prefix += inner
            if not whole:
                return prefix, skip, False
        else:
            return prefix, skip, False
    return prefix, skip, True


def _get_charset_prefix(pattern, flags):
    """The set of characters that any match begins with; None if it is not known."""
    while True:
        if not pattern.data:
            return None
        op, av = pattern.data[0]
        if op is not SUBPATTERN:
            break
        _, add_flags, del_flags, pattern = av
        flags = _combine_flags(flags, add_flags, del_flags)
        if flags & SRE_FLAG_IGNORECASE and flags & SRE_FLAG_LOCALE:
            return None
    if op is LITERAL:
        charset = [(op, av)]
    elif op is IN:
        charset = av
    elif op is BRANCH:
        charset = [branch[0] if branch else (FAILURE, None) for branch in av[1]]
        if any(first is not LITERAL for first, _ in charset):
            return None
    else:
        return None
    iscased = _get_iscased(flags)
    if iscased:
        for op, av in charset:
            if op is LITERAL and iscased(av):
                return None
            if op is RANGE and (av[1] > 0xFFFF or any(map(iscased, range(av[0], av[1] + 1)))):
                return None
    return charset


def _generate_overlap_table(prefix):
    """For each length of the prefix, how long a beginning of it is also its end (as Knuth, Morris and Pratt)."""
    table = [0] * min(len(prefix), 1)
    for place in range(1, len(prefix)):
        length = table[place - 1]
        while length and prefix[place] != prefix[length]:
            length = table[length - 1]
        table.append(length + 1 if prefix[place] == prefix[length] else 0)
    return table


def _compile_info(code, pattern, flags):
    least, most = pattern.getwidth()
    most = min(most, MAXCODE)
    if least == 0:
        code += INFO, 4, 0, least, most
        return
    prefix, skip, whole, charset = [], 0, False, None
    if not (flags & SRE_FLAG_IGNORECASE and flags & SRE_FLAG_LOCALE):
        prefix, skip, whole = _get_literal_prefix(pattern, flags)
        if not prefix:
            charset = _get_charset_prefix(pattern, flags)
    code.append(INFO)
    with _skip(code):
        mask = 0
        if prefix:
            mask = SRE_INFO_PREFIX
            if skip is None and whole:
                mask |= SRE_INFO_LITERAL
        elif charset:
            mask = SRE_INFO_CHARSET
        code += mask, min(least, MAXCODE), most
        if prefix:
            code += len(prefix), len(prefix) if skip is None else skip
            code += prefix
            code += _generate_overlap_table(prefix)
        elif charset:
            charset, cased = _optimize_charset(charset)
            assert not cased
            _compile_charset(charset, flags, code)


# ---- Entry points

def isstring(obj):
    return isinstance(obj, (str, bytes))


def _code(p, flags):
    """The whole code of a parsed pattern."""
    flags = p.state.flags | flags
    code = []
    _compile_info(code, p, flags)
    _compile(code, p.data, flags)
    code.append(SUCCESS)
    return code


def compile(p, flags=0):
    """A pattern object of a pattern, text or parsed."""
    pattern = None
    if isstring(p):
        pattern = p
        p = sre_parse.parse(p, flags)
    code = _code(p, flags)
    if flags & SRE_FLAG_DEBUG:
        print()
        dis(code)
    names = [None] * p.state.groups
    for name, number in p.state.groupdict.items():
        names[number] = name
    return _sre.compile(pattern, flags | p.state.flags, code, p.state.groups - 1, p.state.groupdict, tuple(names))


# ---- Printing code, for re.DEBUG

def _hex_code(code):
    return "[%s]" % ", ".join(f"{word:#0{_sre.CODESIZE * 2 + 2}x}" for word in code)


def dis(code):
    """Print code."""
    _Printer(code).block(0, 0, len(code))


class _Printer:
    def __init__(self, code):
        self.code = code
        self.digits = len(str(len(code) - 1))
        self.targets = set()

    def line(self, level, place, *words, to=None):
        if to is not None:
            self.targets.add(to)
            words = *words, f"(to {to})"
        mark = ":" if place in self.targets else "."
        pad = "  " * level
        print(f"{place:{self.digits}d}{mark} {pad}" + " ".join(map(str, words)))

    def more(self, level, *words):
        print(" " * self.digits + "  " + "  " * level + " ".join(map(str, words)))

    @staticmethod
    def char(number):
        return f"{number:#02x} ({chr(number)!r})"

    def block(self, level, start, end):
        """Print the code between two places."""
        code = self.code
        place = start
        while place < end:
            here = place
            op = OPCODES[code[place]]
            place += 1
            if op in (SUCCESS, FAILURE, ANY, ANY_ALL, MAX_UNTIL, MIN_UNTIL, NEGATE):
                self.line(level, here, op)
            elif op.name.startswith(("LITERAL", "NOT_LITERAL")):
                self.line(level, here, op, self.char(code[place]))
                place += 1
            elif op is AT or op is CATEGORY:
                name = (ATCODES if op is AT else CHCODES)[code[place]].name
                self.line(level, here, op, name.split("_", 1)[1])
                place += 1
            elif op.name == "IN" or op.name.startswith("IN_"):
                skip = code[place]
                self.line(level, here, op, skip, to=place + skip)
                self.block(level + 1, place + 1, place + skip)
                place += skip
            elif op is RANGE or op is RANGE_UNI_IGNORE:
                low, high = code[place:place + 2]
                self.line(level, here, op, f"{low:#02x} {high:#02x} ({chr(low)!r}-{chr(high)!r})")
                place += 2
            elif op is CHARSET:
                size = 256 // _CODEBITS
                self.line(level, here, op, _hex_code(code[place:place + size]))
                place += size
            elif op is BIGCHARSET:
                place = self.big_charset(level, here, place)
            elif op in (MARK, CALL) or op.name.startswith("GROUPREF") and op is not GROUPREF_EXISTS:
                self.line(level, here, op, code[place])
                place += 1
            elif op is JUMP:
                self.line(level, here, op, code[place], to=place + code[place])
                place += 1
            elif op is BRANCH:
                place = self.branches(level, here, op, place)
            elif op in (REPEAT, REPEAT_ONE, MIN_REPEAT_ONE):
                skip, least, most = code[place:place + 3]
                self.line(level, here, op, skip, least, "MAXREPEAT" if most == MAXREPEAT else most, to=place + skip)
                self.block(level + 1, place + 3, place + skip)
                place += skip
            elif op is GROUPREF_EXISTS:
                group, skip = code[place:place + 2]
                self.line(level, here, op, group, skip, to=place + skip)
                place += 2
            elif op in _ASSERT_CODES:
                skip, back = code[place:place + 2]
                self.line(level, here, op, skip, back, to=place + skip)
                self.block(level + 1, place + 2, place + skip)
                place += skip
            elif op is INFO:
                place = self.info(level, here, op, place)
            else:
                raise ValueError(op)

    def branches(self, level, here, op, place):
        code = self.code
        label = op
        while True:
            skip = code[place]
            if not skip:
                break
            self.line(level, here, label, skip, to=place + skip)
            self.block(level + 1, place + 1, place + skip)
            place = here = place + skip
            label = "branch"
            if not code[place]:
                break
        self.line(level, place, FAILURE)
        return place + 1

    def big_charset(self, level, here, place):
        import array
        code = self.code
        pages = code[place]
        place += 1
        words = 256 // _sre.CODESIZE
        index = memoryview(array.array("I", code[place:place + words])).cast("B")
        self.line(level, here, BIGCHARSET, pages, list(index))
        place += words
        for _ in range(pages):
            self.more(level + 1, _hex_code(code[place:place + 256 // _CODEBITS]))
            place += 256 // _CODEBITS
        return place

    def info(self, level, here, op, place):
        code = self.code
        skip, mask, least, most = code[place:place + 4]
        if most == MAXREPEAT:
            most = "MAXREPEAT"
        self.line(level, here, op, skip, bin(mask), least, most, to=place + skip)
        start = place + 4
        if mask & SRE_INFO_PREFIX:
            length, before = code[start:start + 2]
            prefix = code[start + 2:start + 2 + length]
            shown = ", ".join(f"{char:#02x}" for char in prefix)
            self.more(level + 1, "prefix_skip", before)
            self.more(level + 1, "prefix", f"[{shown}]", "(%r)" % "".join(map(chr, prefix)))
            start += 2 + length
            self.more(level + 1, "overlap", code[start:start + length])
            start += length
        if mask & SRE_INFO_CHARSET:
            self.more(level + 1, "in")
            self.block(level + 2, start, place + skip)
        return place + skip
