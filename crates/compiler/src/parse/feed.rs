//! Our tokens as rustpython-parser's.
//!
//! **Invariant**: token `n` stands at offsets `2n..2n + 1`, a name is spelled as its index in
//! decimal, the hole `n` as the name `hn`. So every range of the result names its first and last
//! token, and no two names are ever equal.

use rustpython_parser::{
    ParseError, StringKind, Tok, ast as rp,
    lexer::LexResult,
    text_size::{TextRange, TextSize},
};

use crate::{check::Hole, grammar::token};

use super::{Unit, tokenizer::Token};

/// What rustpython-parser is to read.
#[derive(Clone, Copy, Debug)]
pub struct Range {
    pub first: usize,
    pub last: usize,
    /// The hole this range is the inside of.
    pub hole: Option<usize>,
}

/// Parses a range of tokens.
pub fn parse(unit: &Unit, holes: &[Hole], range: Range, mode: rustpython_parser::Mode) -> Result<rp::Mod, ParseError> {
    rustpython_parser::parse_tokens(tokens(unit, holes, range), mode, "")
}

fn tokens(unit: &Unit, holes: &[Hole], range: Range) -> Vec<LexResult> {
    let mut result = Vec::with_capacity(range.last + 1 - range.first);
    let mut inside: Vec<(usize, &Hole)> = holes
        .iter()
        .enumerate()
        .filter(|&(number, hole)| Some(number) != range.hole && hole.outer.0 >= range.first)
        .collect();
    inside.sort_by_key(|(_, hole)| std::cmp::Reverse(hole.outer.0));
    let mut at = range.first;
    while at <= range.last {
        while inside.last().is_some_and(|(_, hole)| hole.outer.0 < at) {
            inside.pop();
        }
        if let Some(&(number, hole)) = inside.last().filter(|(_, hole)| hole.outer.0 == at) {
            result.push(Ok((Tok::Name { name: format!("h{number}") }, span(hole.outer.0, hole.outer.1))));
            at = hole.outer.1 + 1;
            continue;
        }
        let token = &unit.tree.tokens[at];
        if token.kind == token::TYPE_COMMENT {
            // A comment on a line of its own, before a body, takes its line end with it.
            at += if at > 0 && unit.tree.tokens[at - 1].kind == token::NEWLINE { 2 } else { 1 };
            continue;
        }
        if token.kind != token::ENDMARKER {
            result.push(Ok((translate(token, at), span(at, at))));
        }
        at += 1;
    }
    result
}

fn span(first: usize, last: usize) -> TextRange {
    TextRange::new(TextSize::from(first as u32 * 2), TextSize::from(last as u32 * 2 + 1))
}

/// The tokens a range of the result reaches from and to.
pub fn token_range(range: TextRange) -> (usize, usize) {
    (u32::from(range.start()) as usize / 2, u32::from(range.end()) as usize / 2)
}

fn translate(token: &Token, index: usize) -> Tok {
    match token.terminal {
        token::NAME => Tok::Name { name: index.to_string() },
        token::NUMBER => Tok::Int { value: rp::bigint::BigInt::default() },
        token::STRING => Tok::String { value: String::new(), kind: StringKind::String, triple_quoted: false },
        terminal => fixed(terminal),
    }
}

macro_rules! fixed {
    ($($terminal:ident $tok:ident),* $(,)?) => {
        /// The token of a terminal with a fixed spelling.
        fn fixed(terminal: token::Terminal) -> Tok {
            match terminal {
                $(token::$terminal => Tok::$tok,)*
                _ => Tok::EndOfFile,
            }
        }
    };
}

fixed! {
    NEWLINE Newline, INDENT Indent, DEDENT Dedent, LPAR Lpar, RPAR Rpar, LSQB Lsqb, RSQB Rsqb,
    COLON Colon, COMMA Comma, SEMI Semi, PLUS Plus, MINUS Minus, STAR Star, SLASH Slash, VBAR Vbar,
    AMPER Amper, LESS Less, GREATER Greater, EQUAL Equal, DOT Dot, PERCENT Percent, LBRACE Lbrace,
    RBRACE Rbrace, EQEQUAL EqEqual, NOTEQUAL NotEqual, LESSEQUAL LessEqual,
    GREATEREQUAL GreaterEqual, TILDE Tilde, CIRCUMFLEX CircumFlex, LEFTSHIFT LeftShift,
    RIGHTSHIFT RightShift, DOUBLESTAR DoubleStar, PLUSEQUAL PlusEqual, MINEQUAL MinusEqual,
    STAREQUAL StarEqual, SLASHEQUAL SlashEqual, PERCENTEQUAL PercentEqual, AMPEREQUAL AmperEqual,
    VBAREQUAL VbarEqual, CIRCUMFLEXEQUAL CircumflexEqual, LEFTSHIFTEQUAL LeftShiftEqual,
    RIGHTSHIFTEQUAL RightShiftEqual, DOUBLESTAREQUAL DoubleStarEqual, DOUBLESLASH DoubleSlash,
    DOUBLESLASHEQUAL DoubleSlashEqual, AT At, ATEQUAL AtEqual, RARROW Rarrow, ELLIPSIS Ellipsis,
    COLONEQUAL ColonEqual, AWAIT Await, ASYNC Async, KW_FALSE False, KW_NONE None, KW_TRUE True,
    KW_AND And, KW_AS As, KW_ASSERT Assert, KW_BREAK Break, KW_CLASS Class, KW_CONTINUE Continue,
    KW_DEF Def, KW_DEL Del, KW_ELIF Elif, KW_ELSE Else, KW_EXCEPT Except, KW_FINALLY Finally,
    KW_FOR For, KW_FROM From, KW_GLOBAL Global, KW_IF If, KW_IMPORT Import, KW_IN In, KW_IS Is,
    KW_LAMBDA Lambda, KW_NONLOCAL Nonlocal, KW_NOT Not, KW_OR Or, KW_PASS Pass, KW_RAISE Raise,
    KW_RETURN Return, KW_TRY Try, KW_WHILE While, KW_WITH With, KW_YIELD Yield,
}
