//! The lines of a statement being typed, and whether more must come.
//!
//! The rule is that of CPython's interactive tokeniser, told with the parser at hand: lines are complete when
//! they parse; they are in error when one more line end does not move the error; an empty line ends what is
//! not inside brackets or a string.

use std::cell::Cell;

use pyston_compiler::parse::Mode;
use pyston_compiler::syntax_error::{SyntaxError, SyntaxErrorKind};
use pyston_object::prelude::*;
use pyston_runtime::code::Code;
use pyston_runtime::compile::{PYCF_DONT_IMPLY_DEDENT, Request};

/// Lines typed so far.
#[derive(Default)]
pub struct Block {
    source: Vec<u8>,
}

thread_local! {
    /// `from __future__ import ..` at the prompt holds for what follows.
    static FUTURE: Cell<u32> = const { Cell::new(0) };
}

/// Keeps the `__future__` features that a statement turned on.
pub fn remember_flags(code: &Code) {
    FUTURE.set(FUTURE.get() | code.flags() as u32 & pyston_compiler::options::PYCF_MASK);
}

/// How statements at the prompt are compiled.
pub fn request(filename: &Str) -> Request<'_> {
    Request {
        filename,
        mode: Mode::Single,
        flags: 0,
        optimize: -1,
        is_text: true,
        is_file: true,
        feature_version: None,
    }
}

impl Block {
    pub fn push(&mut self, line: &[u8]) {
        self.source.extend_from_slice(line);
    }

    pub fn is_empty(&self) -> bool {
        self.source.is_empty()
    }

    pub fn source(&self) -> &[u8] {
        &self.source
    }

    pub fn future_flags(&self) -> u32 {
        FUTURE.get()
    }

    /// Is there more than blank lines and comments?
    pub fn has_statement(&self) -> bool {
        self.lines().any(|line| !matches!(line.trim_ascii_start().first(), None | Some(b'#')))
    }

    fn lines(&self) -> impl DoubleEndedIterator<Item = &[u8]> {
        self.source.split(|&byte| byte == b'\n')
    }

    /// Must more lines come before this can be compiled or rejected?
    pub fn is_incomplete(&self) -> bool {
        if !self.has_statement() {
            return false;
        }
        let text = self.source.strip_suffix(b"\n").unwrap_or(&self.source);
        let Err(error) = parse(text, PYCF_DONT_IMPLY_DEDENT) else { return false };
        let is_last_blank = text.is_empty() || text.ends_with(b"\n") || self.lines().rev().nth(1).is_some_and(is_blank);
        if is_last_blank && !is_inside(text) {
            return false;
        }
        let longer = |end: &[u8]| parse(&[text, end].concat(), PYCF_DONT_IMPLY_DEDENT);
        match (longer(b"\n"), longer(b"\n\n")) {
            (Ok(()), _) | (_, Ok(())) => true,
            (Err(one), Err(two)) => one != two || is_at_end(&error) && is_at_end(&one),
        }
    }
}

fn is_blank(line: &[u8]) -> bool {
    line.trim_ascii().is_empty()
}

/// Does the text end inside brackets or a string of several lines? There, a line may start anywhere.
fn is_inside(text: &[u8]) -> bool {
    parse(&[text, b"\n0\n"].concat(), 0).is_err_and(|error| error.kind != SyntaxErrorKind::IndentationError)
}

fn is_at_end(error: &SyntaxError) -> bool {
    matches!(&*error.msg, "unexpected EOF while parsing" | "EOF while scanning triple-quoted string literal")
}

/// Parses a statement without a word about warnings.
fn parse(source: &[u8], flags: u32) -> Result<(), SyntaxError> {
    let filename = Str::intern("<stdin>");
    let request = Request { flags: FUTURE.get() | flags, ..request(&filename) };
    request.check(source)
}
