//! Token numbers of Python 3.8 (the `token` module), their spellings and the keywords.
//!
//! **Invariant**: `TOKENS[n].0` is the name of token number `n`. A *terminal* is what the grammar's
//! tables are indexed with: a token number, or `KEYWORD_BASE + n` for the keyword `KEYWORDS[n]`.

/// A token number.
pub type Kind = u8;

/// A column of the parse table.
pub type Terminal = u8;

macro_rules! tokens {
    ($($name:ident $text:literal),* $(,)?) => {
        tokens!(@consts 0u8; $($name)*);
        /// Name and fixed spelling (empty if it has none), by number.
        pub const TOKENS: &[(&str, &str)] = &[$((stringify!($name), $text)),*];
    };
    (@consts $n:expr; $name:ident $($rest:ident)*) => {
        pub const $name: Kind = $n;
        tokens!(@consts $n + 1; $($rest)*);
    };
    (@consts $n:expr;) => {};
}

tokens! {
    ENDMARKER "", NAME "", NUMBER "", STRING "", NEWLINE "", INDENT "", DEDENT "",
    LPAR "(", RPAR ")", LSQB "[", RSQB "]", COLON ":", COMMA ",", SEMI ";", PLUS "+", MINUS "-",
    STAR "*", SLASH "/", VBAR "|", AMPER "&", LESS "<", GREATER ">", EQUAL "=", DOT ".",
    PERCENT "%", LBRACE "{", RBRACE "}", EQEQUAL "==", NOTEQUAL "!=", LESSEQUAL "<=",
    GREATEREQUAL ">=", TILDE "~", CIRCUMFLEX "^", LEFTSHIFT "<<", RIGHTSHIFT ">>",
    DOUBLESTAR "**", PLUSEQUAL "+=", MINEQUAL "-=", STAREQUAL "*=", SLASHEQUAL "/=",
    PERCENTEQUAL "%=", AMPEREQUAL "&=", VBAREQUAL "|=", CIRCUMFLEXEQUAL "^=",
    LEFTSHIFTEQUAL "<<=", RIGHTSHIFTEQUAL ">>=", DOUBLESTAREQUAL "**=", DOUBLESLASH "//",
    DOUBLESLASHEQUAL "//=", AT "@", ATEQUAL "@=", RARROW "->", ELLIPSIS "...", COLONEQUAL ":=",
    OP "", AWAIT "", ASYNC "", TYPE_IGNORE "", TYPE_COMMENT "", ERRORTOKEN "", COMMENT "", NL "",
    ENCODING "",
}

/// First number of a nonterminal (`symbol` module).
pub const NT_OFFSET: u16 = 256;

/// First terminal that is a keyword.
pub const KEYWORD_BASE: Terminal = 64;

macro_rules! keywords {
    ($($name:ident $text:literal),* $(,)?) => {
        keywords!(@consts KEYWORD_BASE; $($name)*);
        /// The keywords of the grammar; their terminals count from [`KEYWORD_BASE`].
        pub const KEYWORDS: &[&str] = &[$($text),*];

        /// The terminal of a word: that of a keyword, or `NAME`.
        pub fn word_terminal(word: &[u8]) -> Terminal {
            if word.len() > 8 || word.len() < 2 {
                return NAME;
            }
            match std::str::from_utf8(word) {
                $(Ok($text) => $name,)*
                _ => NAME,
            }
        }
    };
    (@consts $n:expr; $name:ident $($rest:ident)*) => {
        pub const $name: Terminal = $n;
        keywords!(@consts $n + 1; $($rest)*);
    };
    (@consts $n:expr;) => {};
}

keywords! {
    KW_FALSE "False", KW_NONE "None", KW_TRUE "True", KW_AND "and", KW_AS "as", KW_ASSERT "assert",
    KW_BREAK "break", KW_CLASS "class", KW_CONTINUE "continue", KW_DEF "def", KW_DEL "del",
    KW_ELIF "elif", KW_ELSE "else", KW_EXCEPT "except", KW_FINALLY "finally", KW_FOR "for",
    KW_FROM "from", KW_GLOBAL "global", KW_IF "if", KW_IMPORT "import", KW_IN "in", KW_IS "is",
    KW_LAMBDA "lambda", KW_NONLOCAL "nonlocal", KW_NOT "not", KW_OR "or", KW_PASS "pass",
    KW_RAISE "raise", KW_RETURN "return", KW_TRY "try", KW_WHILE "while", KW_WITH "with",
    KW_YIELD "yield",
}

/// Number of columns of the parse table.
pub const N_TERMINALS: usize = KEYWORD_BASE as usize + KEYWORDS.len();

/// The terminal of a quoted word of the grammar text.
pub fn spelled(text: &str) -> Option<Terminal> {
    if text == "<>" {
        return Some(NOTEQUAL);
    }
    let keyword = KEYWORDS.iter().position(|word| *word == text).map(|at| KEYWORD_BASE + at as u8);
    keyword.or_else(|| TOKENS.iter().position(|token| token.1 == text).map(|at| at as u8))
}

/// The longest operator `text` begins with, and its length.
pub fn operator(text: [u8; 3]) -> (Kind, usize) {
    let three = match &text {
        b"<<=" => LEFTSHIFTEQUAL,
        b">>=" => RIGHTSHIFTEQUAL,
        b"**=" => DOUBLESTAREQUAL,
        b"//=" => DOUBLESLASHEQUAL,
        b"..." => ELLIPSIS,
        _ => OP,
    };
    if three != OP {
        return (three, 3);
    }
    let two = match &text[..2] {
        b"==" => EQEQUAL,
        b"!=" | b"<>" => NOTEQUAL,
        b"<=" => LESSEQUAL,
        b">=" => GREATEREQUAL,
        b"<<" => LEFTSHIFT,
        b">>" => RIGHTSHIFT,
        b"**" => DOUBLESTAR,
        b"+=" => PLUSEQUAL,
        b"-=" => MINEQUAL,
        b"->" => RARROW,
        b"*=" => STAREQUAL,
        b"/=" => SLASHEQUAL,
        b"%=" => PERCENTEQUAL,
        b"&=" => AMPEREQUAL,
        b"|=" => VBAREQUAL,
        b"^=" => CIRCUMFLEXEQUAL,
        b"//" => DOUBLESLASH,
        b"@=" => ATEQUAL,
        b":=" => COLONEQUAL,
        _ => OP,
    };
    if two != OP { (two, 2) } else { (ONE_CHARACTER[usize::from(text[0])], 1) }
}

const ONE_CHARACTER: [Kind; 256] = {
    let mut table = [OP; 256];
    let mut n = 0;
    while n < TOKENS.len() {
        let text = TOKENS[n].1.as_bytes();
        if text.len() == 1 {
            table[text[0] as usize] = n as Kind;
        }
        n += 1;
    }
    table
};
