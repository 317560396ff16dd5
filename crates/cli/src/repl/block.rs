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
pub struct Block {
    source: Vec<u8>,
    mode: Mode,
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
pub fn request(filename: &Str, mode: Mode) -> Request<'_> {
    let flags = FUTURE.get();
    Request { filename, mode, flags, optimize: -1, is_text: true, is_file: true, feature_version: None }
}

impl Block {
    /// For one statement.
    pub fn of_statement() -> Block {
        Block { source: Vec::new(), mode: Mode::Single }
    }

    /// For any number of statements.
    pub fn of_statements() -> Block {
        Block { source: Vec::new(), mode: Mode::Exec }
    }

    pub fn mode(&self) -> Mode {
        self.mode
    }

    pub fn push(&mut self, line: &[u8]) {
        self.source.extend_from_slice(line);
    }

    pub fn is_empty(&self) -> bool {
        self.source.is_empty()
    }

    pub fn source(&self) -> &[u8] {
        &self.source
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
        let Err(error) = self.parse(text, PYCF_DONT_IMPLY_DEDENT) else { return false };
        let is_last_blank = self.lines().rev().nth(1).is_some_and(|line| line.trim_ascii().is_empty());
        if is_last_blank && !self.is_inside(text) {
            return false;
        }
        let longer = |end: &[u8]| self.parse(&[text, end].concat(), PYCF_DONT_IMPLY_DEDENT);
        match (longer(b"\n"), longer(b"\n\n")) {
            (Ok(()), _) | (_, Ok(())) => true,
            (Err(one), Err(two)) => one != two || is_at_end(&error) && is_at_end(&one),
        }
    }

    /// Does the text end inside brackets or a string of several lines? There, a line may start anywhere.
    fn is_inside(&self, text: &[u8]) -> bool {
        self.parse(&[text, b"\n0\n"].concat(), 0).is_err_and(|error| error.kind != SyntaxErrorKind::IndentationError)
    }

    /// Parses without a word about warnings.
    fn parse(&self, source: &[u8], flags: u32) -> Result<(), SyntaxError> {
        let filename = Str::intern("<stdin>");
        let request = request(&filename, self.mode);
        Request { flags: request.flags | flags, ..request }.check(source)
    }
}

fn is_at_end(error: &SyntaxError) -> bool {
    matches!(&*error.msg, "unexpected EOF while parsing" | "EOF while scanning triple-quoted string literal")
}
