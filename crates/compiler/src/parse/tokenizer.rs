//! The tokenizer of Python 3.8: bytes to tokens, with CPython's errors.
//!
//! **Invariant**: the text ends lines with `\n` only and holds no NUL; it may be invalid UTF-8
//! (CPython accepts that in comments). It is read line by line as CPython's tokenizer does, because
//! the window `buffer..line_end` of the moment is what an error shows as its text.

mod lexeme;
mod number;

use crate::grammar::token::{self, Kind, Terminal};

/// Deepest nesting of brackets.
const MAX_BRACKETS: usize = 200;
/// Deepest indentation.
const MAX_INDENTS: usize = 100;
const TAB_SIZE: u32 = 8;

/// How much of a line of a file CPython reads before it counts the line: of a bad byte behind that, or in a line that
/// continues a token, it says that the next line has it.
const FIRST_READ: usize = 8191;

/// Where a line is not UTF-8, as CPython looks at it: bytes in the right number, of whatever value.
fn not_utf8(line: &[u8]) -> Option<usize> {
    let mut at = std::str::from_utf8(line).err()?.valid_up_to();
    while let Some(&first) = line.get(at) {
        let more = match first {
            ..0x80 => 0,
            0xC0..0xE0 => 1,
            0xE0..0xF0 => 2,
            0xF0..0xF8 => 3,
            _ => return Some(at),
        };
        let is_continued = line.get(at + 1..=at + more).is_some_and(|rest| rest.iter().all(|byte| byte >> 6 == 0b10));
        if !is_continued {
            return Some(at);
        }
        at += more + 1;
    }
    None
}

/// A token and its place: byte offsets, 1-based lines, byte columns.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    pub kind: Kind,
    pub terminal: Terminal,
    pub start: u32,
    pub end: u32,
    pub lineno: u32,
    /// `None` for tokens without text (INDENT, DEDENT, ENDMARKER).
    pub col: Option<u32>,
    pub end_lineno: u32,
    pub end_col: u32,
    /// For a bracket, the index of its partner.
    pub pair: u32,
}

/// Why no token could be read.
#[derive(Clone, Debug, PartialEq)]
pub enum TokenError {
    /// End of input inside a triple-quoted string.
    EofInString,
    EolInString,
    TabSpace,
    Dedent,
    TooDeep,
    LineContinuation,
    Identifier,
    Eof,
    /// Reported with the line up to the reading position.
    Message(String),
}

/// A token as the scanner finds it; the span is absent where CPython gives none.
#[derive(Clone, Copy, Debug)]
pub struct Scanned {
    pub kind: Kind,
    pub span: Option<(usize, usize)>,
}

#[derive(Clone)]
struct Bracket {
    byte: u8,
    lineno: u32,
}

/// Where `async` and `await` are keywords.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum AsyncWords {
    Everywhere,
    /// Before 3.7: before `def`, and inside such a function.
    Outside,
    /// In a function at this indentation; whether its first line has ended.
    Inside {
        indent: usize,
        signature_read: bool,
    },
}

/// The reading state.
#[derive(Clone)]
pub struct Tokenizer<'a> {
    pub text: &'a [u8],
    /// Reading position.
    pub cur: usize,
    /// End of what has been read of the text: always the end of a line.
    pub line_end: usize,
    /// Start of the text an error shows.
    pub buffer: usize,
    pub line_start: usize,
    pub lineno: u32,
    /// The end of the input has been met.
    pub at_eof: bool,
    pub type_comments: bool,
    /// The text is a file being run; whether its last line was ended.
    file: Option<bool>,
    /// Lines must be UTF-8.
    only_utf8: bool,
    /// A byte of the line just met that is not UTF-8, and which line is said to have it: nothing is read from there on.
    pub not_utf8: Option<(u8, u32)>,
    /// At the end of a file CPython has no line to show.
    pub line_lost: bool,
    async_words: AsyncWords,
    start: Option<usize>,
    at_line_start: bool,
    pub pending: i32,
    pub indent: usize,
    indents: Vec<(u32, u32)>,
    brackets: Vec<Bracket>,
    /// Where the last string token began: its line and the start of that line.
    pub string_line: (u32, usize),
}

type Scan = Result<Scanned, TokenError>;

impl<'a> Tokenizer<'a> {
    pub fn new(text: &'a [u8], type_comments: bool, file: Option<bool>, feature_version: u8) -> Tokenizer<'a> {
        Tokenizer {
            text,
            cur: 0,
            line_end: 0,
            buffer: 0,
            line_start: 0,
            lineno: 0,
            at_eof: false,
            type_comments,
            file,
            only_utf8: false,
            not_utf8: None,
            line_lost: false,
            async_words: if feature_version < 7 { AsyncWords::Outside } else { AsyncWords::Everywhere },
            start: None,
            at_line_start: true,
            pending: 0,
            indent: 0,
            indents: vec![(0, 0)],
            brackets: Vec::new(),
            string_line: (0, 0),
        }
    }

    /// Refuses lines that are not UTF-8.
    pub fn require_utf8(&mut self) {
        self.only_utf8 = true;
    }

    /// The next byte, entering the next line where one ends; `None` at the end of the input.
    #[inline]
    fn next(&mut self) -> Option<u8> {
        if self.cur < self.line_end || self.enter_line() {
            self.cur += 1;
            return Some(self.text[self.cur - 1]);
        }
        None
    }

    fn enter_line(&mut self) -> bool {
        if self.at_eof || self.line_end == self.text.len() {
            if !self.at_eof
                && let Some(ended) = self.file
            {
                self.count_end_of_file(ended);
            }
            self.at_eof = true;
            return false;
        }
        let newline = memchr::memchr(b'\n', &self.text[self.line_end..]);
        let end = newline.map_or(self.text.len(), |at| self.line_end + at + 1);
        if self.only_utf8
            && let Some(at) = not_utf8(&self.text[self.line_end..end])
        {
            self.lineno += 1;
            let is_counted = self.start.is_some() || at >= FIRST_READ;
            self.not_utf8 = Some((self.text[self.line_end + at], self.lineno + u32::from(is_counted)));
            self.at_eof = true;
            return false;
        }
        if self.start.is_none() {
            self.buffer = self.cur;
        }
        self.line_start = self.cur;
        self.lineno += 1;
        self.line_end = end;
        true
    }

    /// Meeting the end of a file counts as a line, and inside a token as one more if the last line
    /// was ended.
    fn count_end_of_file(&mut self, ended: bool) {
        self.line_lost = self.start.is_none();
        self.lineno += if self.line_lost { 1 } else { 1 + u32::from(ended) };
    }

    #[inline]
    fn back(&mut self, byte: Option<u8>) {
        if byte.is_some() {
            self.cur -= 1;
        }
    }

    /// An error that CPython reports after skipping the rest of the line.
    fn skip_line<T>(&mut self, error: TokenError) -> Result<T, TokenError> {
        self.cur = self.line_end;
        Err(error)
    }

    fn message<T>(&self, text: impl Into<String>) -> Result<T, TokenError> {
        Err(TokenError::Message(text.into()))
    }

    fn token(&self, kind: Kind) -> Scanned {
        Scanned { kind, span: Some((self.start.unwrap_or(self.cur), self.cur)) }
    }

    /// Reads one token.
    pub fn scan(&mut self) -> Scan {
        loop {
            self.start = None;
            let blank = self.at_line_start && {
                self.at_line_start = false;
                self.indentation()?
            };
            self.start = Some(self.cur);
            if self.pending != 0 {
                let kind = if self.pending < 0 { token::DEDENT } else { token::INDENT };
                self.pending -= self.pending.signum();
                return Ok(Scanned { kind, span: None });
            }
            // CPython looks one byte ahead here, which may already enter the next line.
            let ahead = self.next();
            self.back(ahead);
            if !blank && ahead != Some(b'\n') {
                self.leave_async_function();
            }
            if let Some(found) = self.significant(blank)? {
                return Ok(found);
            }
        }
    }

    /// Measures the indentation of a line; true if the line is blank or only a comment.
    fn indentation(&mut self) -> Result<bool, TokenError> {
        let (mut col, mut alt) = (0u32, 0u32);
        let byte = loop {
            match self.next() {
                Some(b' ') => (col, alt) = (col + 1, alt + 1),
                Some(b'\t') => (col, alt) = ((col / TAB_SIZE + 1) * TAB_SIZE, alt + 1),
                Some(0x0C) => (col, alt) = (0, 0),
                other => break other,
            }
        };
        self.back(byte);
        let blank = matches!(byte, Some(b'#' | b'\n'));
        if !blank && self.brackets.is_empty() {
            self.apply_indentation(col, alt)?;
        }
        Ok(blank)
    }

    fn apply_indentation(&mut self, col: u32, alt: u32) -> Result<(), TokenError> {
        let (top, top_alt) = self.indents[self.indent];
        if col > top {
            if self.indent + 1 >= MAX_INDENTS {
                return self.skip_line(TokenError::TooDeep);
            }
            if alt <= top_alt {
                return self.skip_line(TokenError::TabSpace);
            }
            self.indents.truncate(self.indent + 1);
            self.indents.push((col, alt));
            self.indent += 1;
            self.pending += 1;
            return Ok(());
        }
        while self.indent > 0 && col < self.indents[self.indent].0 {
            self.pending -= 1;
            self.indent -= 1;
        }
        if col != self.indents[self.indent].0 {
            return self.skip_line(TokenError::Dedent);
        }
        if alt != self.indents[self.indent].1 {
            return self.skip_line(TokenError::TabSpace);
        }
        Ok(())
    }

    /// Reads a token proper; `None` if only a line end that means nothing was passed.
    fn significant(&mut self, blank: bool) -> Result<Option<Scanned>, TokenError> {
        loop {
            self.start = None;
            let mut byte = self.next();
            while matches!(byte, Some(b' ' | b'\t' | 0x0C)) {
                byte = self.next();
            }
            self.start = Some(self.cur.saturating_sub(usize::from(byte.is_some())));
            if byte == Some(b'#') {
                while !matches!(byte, None | Some(b'\n')) {
                    byte = self.next();
                }
                if self.type_comments
                    && let Some(found) = self.type_comment(byte, blank)
                {
                    return Ok(Some(found));
                }
            }
            let Some(byte) = byte else {
                return Ok(Some(Scanned { kind: token::ENDMARKER, span: None }));
            };
            match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'_' | 0x80.. => return self.word(byte).map(Some),
                b'\n' => {
                    self.at_line_start = true;
                    if blank || !self.brackets.is_empty() {
                        return Ok(None);
                    }
                    if let AsyncWords::Inside { signature_read, .. } = &mut self.async_words {
                        *signature_read = true;
                    }
                    let start = self.start.unwrap_or(self.cur);
                    return Ok(Some(Scanned { kind: token::NEWLINE, span: Some((start, self.cur - 1)) }));
                }
                b'.' if self.text.get(self.cur).is_some_and(u8::is_ascii_digit) => {
                    let digit = self.next();
                    return self.fraction(digit).map(Some);
                }
                b'0'..=b'9' => return self.number(byte).map(Some),
                b'"' | b'\'' => return self.string(byte).map(Some),
                b'\\' => {
                    if self.next() != Some(b'\n') {
                        return self.skip_line(TokenError::LineContinuation);
                    }
                    let ahead = self.next();
                    if ahead.is_none() {
                        return self.skip_line(TokenError::Eof);
                    }
                    self.back(ahead);
                }
                _ => return self.operator(byte).map(Some),
            }
        }
    }
}
