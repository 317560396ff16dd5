"""Numbers of the kinds of tokens."""

# Name and spelling of the tokens that are always spelt the same, in the order of their numbers from LPAR on
_OPERATORS = """
    LPAR ( RPAR ) LSQB [ RSQB ] COLON : COMMA , SEMI ; PLUS + MINUS - STAR * SLASH / VBAR | AMPER & LESS < GREATER >
    EQUAL = DOT . PERCENT % LBRACE { RBRACE } EQEQUAL == NOTEQUAL != LESSEQUAL <= GREATEREQUAL >= TILDE ~ CIRCUMFLEX ^
    LEFTSHIFT << RIGHTSHIFT >> DOUBLESTAR ** PLUSEQUAL += MINEQUAL -= STAREQUAL *= SLASHEQUAL /= PERCENTEQUAL %=
    AMPEREQUAL &= VBAREQUAL |= CIRCUMFLEXEQUAL ^= LEFTSHIFTEQUAL <<= RIGHTSHIFTEQUAL >>= DOUBLESTAREQUAL **=
    DOUBLESLASH // DOUBLESLASHEQUAL //= AT @ ATEQUAL @= RARROW -> ELLIPSIS ... COLONEQUAL :=
""".split()

_names = ["ENDMARKER", "NAME", "NUMBER", "STRING", "NEWLINE", "INDENT", "DEDENT", *_OPERATORS[::2],
          "OP", "AWAIT", "ASYNC", "TYPE_IGNORE", "TYPE_COMMENT", "ERRORTOKEN",
          # only in the tokenize module
          "COMMENT", "NL", "ENCODING",
          "N_TOKENS"]

tok_name = dict(enumerate(_names))
NT_OFFSET = 256  # symbols of the grammar begin here
tok_name[NT_OFFSET] = "NT_OFFSET"
globals().update((name, number) for number, name in tok_name.items())

EXACT_TOKEN_TYPES = dict(sorted((spelling, globals()[name])
                                for name, spelling in zip(_OPERATORS[::2], _OPERATORS[1::2])))


def ISTERMINAL(x):
    return x < NT_OFFSET


def ISNONTERMINAL(x):
    return x >= NT_OFFSET


def ISEOF(x):
    return x == ENDMARKER


__all__ = ["tok_name", "ISTERMINAL", "ISNONTERMINAL", "ISEOF", *_names, "NT_OFFSET"]

del _OPERATORS, _names
