"""Numbers of the regular expression engine's code, shared by the parser, the compiler and `_sre`."""

MAGIC = 20171005

from _sre import MAXREPEAT, MAXGROUPS


class error(Exception):
    """A pattern that is not valid. `pos` is where, `lineno` and `colno` the same counted in lines."""

    __module__ = "re"

    def __init__(self, msg, pattern=None, pos=None):
        self.msg, self.pattern, self.pos = msg, pattern, pos
        self.lineno = self.colno = None
        if pattern is not None and pos is not None:
            msg = "%s at position %d" % (msg, pos)
            line_end = "\n" if isinstance(pattern, str) else b"\n"
            self.lineno = pattern.count(line_end, 0, pos) + 1
            self.colno = pos - pattern.rfind(line_end, 0, pos)
            if line_end in pattern:
                msg += f" (line {self.lineno}, column {self.colno})"
        super().__init__(msg)


class _NamedIntConstant(int):
    """A number that shows its name."""

    def __new__(cls, value, name):
        self = super().__new__(cls, value)
        self.name = name
        return self

    def __repr__(self):
        return self.name


MAXREPEAT = _NamedIntConstant(MAXREPEAT, "MAXREPEAT")


def _makecodes(names):
    """Number the names; they become constants of this module."""
    codes = [_NamedIntConstant(number, name) for number, name in enumerate(names.split())]
    globals().update((code.name, code) for code in codes)
    return codes


OPCODES = _makecodes("""
    FAILURE SUCCESS ANY ANY_ALL ASSERT ASSERT_NOT AT BRANCH CALL CATEGORY CHARSET BIGCHARSET GROUPREF GROUPREF_EXISTS IN
    INFO JUMP LITERAL MARK MAX_UNTIL MIN_UNTIL NOT_LITERAL NEGATE RANGE REPEAT REPEAT_ONE SUBPATTERN MIN_REPEAT_ONE
    GROUPREF_IGNORE IN_IGNORE LITERAL_IGNORE NOT_LITERAL_IGNORE
    GROUPREF_LOC_IGNORE IN_LOC_IGNORE LITERAL_LOC_IGNORE NOT_LITERAL_LOC_IGNORE
    GROUPREF_UNI_IGNORE IN_UNI_IGNORE LITERAL_UNI_IGNORE NOT_LITERAL_UNI_IGNORE RANGE_UNI_IGNORE
    MIN_REPEAT MAX_REPEAT
""")
del OPCODES[-2:]  # only the parser knows these two

ATCODES = _makecodes("""
    AT_BEGINNING AT_BEGINNING_LINE AT_BEGINNING_STRING AT_BOUNDARY AT_NON_BOUNDARY AT_END AT_END_LINE AT_END_STRING
    AT_LOC_BOUNDARY AT_LOC_NON_BOUNDARY AT_UNI_BOUNDARY AT_UNI_NON_BOUNDARY
""")

CHCODES = _makecodes("""
    CATEGORY_DIGIT CATEGORY_NOT_DIGIT CATEGORY_SPACE CATEGORY_NOT_SPACE CATEGORY_WORD CATEGORY_NOT_WORD
    CATEGORY_LINEBREAK CATEGORY_NOT_LINEBREAK CATEGORY_LOC_WORD CATEGORY_LOC_NOT_WORD
    CATEGORY_UNI_DIGIT CATEGORY_UNI_NOT_DIGIT CATEGORY_UNI_SPACE CATEGORY_UNI_NOT_SPACE CATEGORY_UNI_WORD
    CATEGORY_UNI_NOT_WORD CATEGORY_UNI_LINEBREAK CATEGORY_UNI_NOT_LINEBREAK
""")

# What a code becomes under a flag
OP_IGNORE = {LITERAL: LITERAL_IGNORE, NOT_LITERAL: NOT_LITERAL_IGNORE}
OP_LOCALE_IGNORE = {LITERAL: LITERAL_LOC_IGNORE, NOT_LITERAL: NOT_LITERAL_LOC_IGNORE}
OP_UNICODE_IGNORE = {LITERAL: LITERAL_UNI_IGNORE, NOT_LITERAL: NOT_LITERAL_UNI_IGNORE}
AT_MULTILINE = {AT_BEGINNING: AT_BEGINNING_LINE, AT_END: AT_END_LINE}
AT_LOCALE = {AT_BOUNDARY: AT_LOC_BOUNDARY, AT_NON_BOUNDARY: AT_LOC_NON_BOUNDARY}
AT_UNICODE = {AT_BOUNDARY: AT_UNI_BOUNDARY, AT_NON_BOUNDARY: AT_UNI_NON_BOUNDARY}
CH_LOCALE = {code: code for code in CHCODES[:8]}
CH_LOCALE.update({CATEGORY_WORD: CATEGORY_LOC_WORD, CATEGORY_NOT_WORD: CATEGORY_LOC_NOT_WORD})
CH_UNICODE = dict(zip(CHCODES[:8], CHCODES[10:]))

SRE_FLAG_TEMPLATE = 0x001
SRE_FLAG_IGNORECASE = 0x002
SRE_FLAG_LOCALE = 0x004
SRE_FLAG_MULTILINE = 0x008
SRE_FLAG_DOTALL = 0x010
SRE_FLAG_UNICODE = 0x020
SRE_FLAG_VERBOSE = 0x040
SRE_FLAG_DEBUG = 0x080
SRE_FLAG_ASCII = 0x100

# Mask of the INFO code: a prefix is known, it is the whole pattern, a set of first characters is known
SRE_INFO_PREFIX = 1
SRE_INFO_LITERAL = 2
SRE_INFO_CHARSET = 4
