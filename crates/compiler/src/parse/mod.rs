//! Source to abstract tree.
//!
//! source bytes → [`crate::source`] → [`tokenizer`] and [`recogniser`] (3.8's grammar decides) →
//! [`crate::check`] → rustpython-parser over *our* tokens ([`feed`]) → [`lower`].
//!
//! **Invariant**: rustpython-parser only ever sees sources that 3.8 accepts. It gets our tokens with
//! token indices for positions and for names, and empty strings and zeros for literals: it decides
//! the structure and nothing else, so its lexer, literals and positions cannot differ from 3.8's.

mod escapes;
mod feed;
mod fstring;
mod lower;
pub mod names;
pub(crate) mod numbers;
pub mod recogniser;
pub mod strings;
pub mod tokenizer;
pub mod tree;
pub mod unicode;

use crate::{
    ast::{Expr, Mod, Span},
    check,
    grammar::symbol,
    source::{self, LastLine, SourceError},
    syntax_error::{SyntaxError, SyntaxErrorKind, SyntaxWarning},
    wstr::WStr,
};

use recogniser::{Recognised, Rules};
use tree::{Id, Tree};
use unicode::Database;

/// What kind of source: the `mode` of `compile()`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    Exec,
    Single,
    Eval,
    FuncType,
}

/// The minor version this front end is of.
const LATEST: u8 = 8;

/// How to parse.
#[derive(Clone, Debug)]
pub struct ParseOptions {
    pub filename: WStr,
    pub mode: Mode,
    /// Fill `type_comment` and `type_ignores` (`PyCF_TYPE_COMMENTS`).
    pub type_comments: bool,
    /// `PyCF_DONT_IMPLY_DEDENT`, which `codeop` uses.
    pub dont_imply_dedent: bool,
    /// `from __future__ import barry_as_FLUFL` is in force: `<>` instead of `!=`.
    pub barry_as_bdfl: bool,
    /// The bytes are the UTF-8 of a `str`: an encoding declaration means nothing.
    pub ignore_cookie: bool,
    /// The source is a file being run, not bytes given to `compile()`: undeclared non-UTF-8 is
    /// refused wherever it stands, and errors at the end are a line or two further on.
    pub is_file: bool,
    /// The minor version of the Python 3 whose syntax is accepted, as far as 3.8 can tell.
    pub feature_version: u8,
    /// How many decimal digits an int may have; 0 is no limit.
    pub max_int_digits: usize,
    pub database: Database,
    /// Decodes a source with a declared encoding: the runtime's codec registry, or
    /// [`source::decode`] without one.
    pub decoder: source::Decoder,
}

impl ParseOptions {
    pub fn new(filename: &str, mode: Mode) -> ParseOptions {
        ParseOptions {
            filename: WStr::from(filename),
            mode,
            type_comments: false,
            dont_imply_dedent: false,
            barry_as_bdfl: false,
            ignore_cookie: false,
            is_file: false,
            feature_version: LATEST,
            max_int_digits: numbers::DEFAULT_MAX_DIGITS,
            database: Database::default(),
            decoder: source::decode,
        }
    }
}

/// Parses a source to the abstract tree of Python 3.8.
///
/// `warnings` gets what CPython warns of while it builds the tree, also when that then fails: they
/// come before the error, so one that a filter turns into an error hides it.
pub fn parse(source: &[u8], options: &ParseOptions, warnings: &mut Vec<SyntaxWarning>) -> Result<Mod, SyntaxError> {
    let text = prepare(source, options)?;
    let rules = Rules {
        start: match options.mode {
            Mode::Exec => symbol::FILE_INPUT,
            Mode::Single => symbol::SINGLE_INPUT,
            Mode::Eval => symbol::EVAL_INPUT,
            Mode::FuncType => symbol::FUNC_TYPE_INPUT,
        },
        filename: &options.filename,
        type_comments: options.type_comments,
        dont_imply_dedent: options.dont_imply_dedent,
        barry_as_bdfl: options.barry_as_bdfl,
        feature_version: options.feature_version,
        max_int_digits: options.max_int_digits,
        database: options.database,
        file: options.is_file.then(|| source.ends_with(b"\n") || source.ends_with(b"\r")),
        only_utf8: options.is_file && source::is_undeclared(source),
        full_tree: false,
    };
    let (unit, root) = Unit::recognise(&text, &rules, Shift::default())?;
    with_stack(&unit, root, || {
        let checked = check::check(&unit, root, warnings)?;
        lower::module(&unit, checked, root, options.mode)
    })
}

/// The concrete tree of a module or (`Mode::Eval`) an expression, every nonterminal kept: what the
/// `parser` module shows.
pub fn concrete_tree(text: &[u8], options: &ParseOptions) -> Result<(Tree, Id), SyntaxError> {
    let rules = Rules {
        start: if options.mode == Mode::Eval { symbol::EVAL_INPUT } else { symbol::FILE_INPUT },
        filename: &options.filename,
        type_comments: options.type_comments,
        dont_imply_dedent: options.dont_imply_dedent,
        barry_as_bdfl: options.barry_as_bdfl,
        file: None,
        only_utf8: false,
        feature_version: LATEST,
        max_int_digits: options.max_int_digits,
        database: options.database,
        full_tree: true,
    };
    recogniser::recognise(text, &rules).map(|recognised| (recognised.tree, recognised.root))
}

/// The source as the tokenizer reads it.
pub fn prepare<'s>(source: &'s [u8], options: &ParseOptions) -> Result<std::borrow::Cow<'s, [u8]>, SyntaxError> {
    let decoder = (!options.ignore_cookie).then_some(options.decoder);
    let last_line = match options.mode {
        Mode::Exec if options.is_file => LastLine::Complete,
        Mode::Exec => LastLine::CompleteTwice,
        _ => LastLine::Keep,
    };
    if options.is_file
        && let Some(kept) = source::without_lost_parts(source)
    {
        return prepare(&kept, options).map(|text| std::borrow::Cow::Owned(text.into_owned()));
    }
    source::prepare(source, decoder, last_line).map_err(|error| match error {
        SourceError::Encoding(_) if options.is_file => encoding_problem(source, error, &options.filename),
        _ => source_error(error, &options.filename),
    })
}

/// A file's bad encoding is reported at its declaration, not by the codec's message.
fn encoding_problem(source: &[u8], error: SourceError, filename: &WStr) -> SyntaxError {
    let lines_end_in_newline = source::normalize_newlines(source, LastLine::Complete);
    let body = lines_end_in_newline.strip_prefix(source::BOM);
    let has_bom = if body.is_some() { " with BOM" } else { "" };
    let declared = source::cookie::declaration(body.unwrap_or(&lines_end_in_newline));
    let mut result = source_error(error, filename);
    if let Some((name, line)) = declared {
        result.msg = format!("encoding problem: {name}{has_bom}");
        result.lineno = line;
    }
    result
}

fn source_error(error: SourceError, filename: &WStr) -> SyntaxError {
    let msg = match error {
        SourceError::Nul => {
            let msg = "source code string cannot contain null bytes";
            return SyntaxError::bare(SyntaxErrorKind::ValueError, msg, filename);
        }
        SourceError::Encoding(msg) => msg,
    };
    let kind = SyntaxErrorKind::SyntaxError;
    SyntaxError { kind, msg, filename: filename.clone(), lineno: 0, offset: Some(0), text: None }
}

/// Parses the expression of an f-string field, given in parentheses.
fn expression(
    text: &[u8],
    filename: &WStr,
    shift: Shift,
    asking: &Unit<'_>,
    warnings: &mut Vec<SyntaxWarning>,
) -> Result<Expr, SyntaxError> {
    let rules = Rules {
        start: symbol::EVAL_INPUT,
        filename,
        type_comments: false,
        dont_imply_dedent: false,
        barry_as_bdfl: false,
        file: None,
        only_utf8: false,
        feature_version: LATEST,
        max_int_digits: asking.max_int_digits,
        database: asking.database,
        full_tree: false,
    };
    let (unit, root) = Unit::recognise(text, &rules, shift)?;
    with_stack(&unit, root, || {
        let checked = check::check(&unit, root, warnings)?;
        lower::expression(&unit, checked)
    })
}

/// Deeper trees than this are refused: everything that walks or drops them recurses.
const MAX_DEPTH: u32 = 10_000;

/// Runs `work`, which recurses over the tree, on a stack that is large enough for it.
fn with_stack<T>(unit: &Unit, root: Id, work: impl FnOnce() -> Result<T, SyntaxError>) -> Result<T, SyntaxError> {
    const SHALLOW: u32 = 60;
    const BYTES_PER_LEVEL: usize = 16 << 10;
    let depth = unit.tree.depth(root);
    if depth > MAX_DEPTH {
        let msg = "maximum recursion depth exceeded during compilation";
        return Err(SyntaxError::bare(SyntaxErrorKind::RecursionError, msg, unit.filename));
    }
    if depth < SHALLOW {
        return work();
    }
    stacker::grow((2 << 20) + depth as usize * BYTES_PER_LEVEL, work)
}

/// What is added to the places of a source that is part of another (an f-string field).
#[derive(Clone, Copy, Debug, Default)]
pub struct Shift {
    pub lines: u32,
    /// For what begins in the first line.
    pub cols: u32,
}

/// A recognised source.
pub struct Unit<'a> {
    pub text: &'a [u8],
    pub filename: &'a WStr,
    pub tree: Tree,
    pub type_ignores: Vec<(u32, usize, usize)>,
    pub feature_version: u8,
    pub max_int_digits: usize,
    pub database: Database,
    shift: Shift,
}

impl<'a> Unit<'a> {
    fn recognise(text: &'a [u8], rules: &Rules<'a>, shift: Shift) -> Result<(Unit<'a>, Id), SyntaxError> {
        let Recognised { mut tree, root, type_ignores } = recogniser::recognise(text, rules)?;
        if shift.lines != 0 || shift.cols != 0 {
            for token in &mut tree.tokens {
                if token.lineno == 1 {
                    token.col = token.col.map(|col| col + shift.cols);
                    token.end_col += shift.cols;
                }
                token.lineno += shift.lines;
                token.end_lineno += shift.lines;
            }
        }
        let (feature_version, max_int_digits) = (rules.feature_version, rules.max_int_digits);
        let (filename, database) = (rules.filename, rules.database);
        Ok((Unit { text, filename, tree, type_ignores, feature_version, max_int_digits, database, shift }, root))
    }

    /// The error for a question that the Unicode database left unanswered: an exception is pending.
    pub fn unanswered(&self) -> SyntaxError {
        SyntaxError::bare(SyntaxErrorKind::Pending, "", self.filename)
    }

    pub fn token_text(&self, index: usize) -> &'a [u8] {
        let token = &self.tree.tokens[index];
        &self.text[token.start as usize..token.end as usize]
    }

    /// The place of a node that reaches from one token to another.
    pub fn span(&self, first: usize, last: usize) -> Span {
        self.span_ended_by(first, last, first)
    }

    /// The place of a node whose end is that of a part which begins at the token `part`.
    pub fn span_ended_by(&self, first: usize, last: usize, part: usize) -> Span {
        let tokens = &self.tree.tokens;
        let (first, last, part) = (&tokens[first], &tokens[last], &tokens[part]);
        // 3.8 shifts a part's columns by where the part begins, the column of its end too.
        let first_line = self.shift.lines + 1;
        let from_first_line = part.lineno == first_line && last.lineno != first_line;
        Span {
            lineno: first.lineno,
            col_offset: first.col.unwrap_or(0),
            end_lineno: last.end_lineno,
            end_col_offset: last.end_col + if from_first_line { self.shift.cols } else { 0 },
        }
    }
}
