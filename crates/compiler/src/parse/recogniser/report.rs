//! A failed recognition as CPython's error: message, place and text.

use crate::{
    grammar::token,
    parse::tokenizer::TokenError,
    syntax_error::{SyntaxError, SyntaxErrorKind},
    wstr::WStr,
};

use super::{Failure, Recogniser};

impl Recogniser<'_> {
    pub(super) fn report(&self, failure: Failure) -> SyntaxError {
        use SyntaxErrorKind as Kind;
        let message = match failure {
            Failure::Token(TokenError::Message(text)) => return self.report_message(text),
            Failure::NotUtf8(byte, line) => return self.report_not_utf8(byte, line),
            _ if self.tokenizer.at_eof && !matches!(failure, Failure::Token(_) | Failure::BadSingle) => {
                (Kind::SyntaxError, "unexpected EOF while parsing")
            }
            Failure::Stack => return SyntaxError::bare(Kind::MemoryError, "", self.rules.filename),
            Failure::BadSingle => (Kind::SyntaxError, "multiple statements found while compiling a single statement"),
            Failure::Syntax { expected: Some(token::INDENT), .. } => {
                (Kind::IndentationError, "expected an indented block")
            }
            Failure::Syntax { found: token::INDENT, .. } => (Kind::IndentationError, "unexpected indent"),
            Failure::Syntax { found: token::DEDENT, .. } => (Kind::IndentationError, "unexpected unindent"),
            Failure::Syntax { found: token::NOTEQUAL, .. } if self.rules.barry_as_bdfl => {
                (Kind::SyntaxError, "with Barry as BDFL, use '<>' instead of '!='")
            }
            Failure::Syntax { .. } => (Kind::SyntaxError, "invalid syntax"),
            Failure::Token(error) => token_error(&error),
        };
        self.locate(message)
    }

    fn locate(&self, (kind, msg): (SyntaxErrorKind, &str)) -> SyntaxError {
        let tokenizer = &self.tokenizer;
        let text = &tokenizer.text[tokenizer.buffer..tokenizer.line_end];
        let offset = self.col.map_or(tokenizer.cur - tokenizer.buffer, |col| col as usize + 1);
        SyntaxError {
            kind,
            msg: msg.to_string(),
            filename: self.rules.filename.clone(),
            lineno: tokenizer.lineno,
            offset: Some(code_points(text, offset)),
            text: Some(lossy(if tokenizer.line_lost { b"" } else { text })),
        }
    }

    fn report_not_utf8(&self, byte: u8, line: u32) -> SyntaxError {
        let filename = self.rules.filename;
        SyntaxError {
            kind: SyntaxErrorKind::SyntaxError,
            msg: format!(
                "Non-UTF-8 code starting with '\\x{byte:02x}' in file {filename} on line {line}, \
                 but no encoding declared; see http://python.org/dev/peps/pep-0263/ for details"
            ),
            filename: filename.clone(),
            lineno: self.tokenizer.lineno,
            offset: Some(0),
            text: None,
        }
    }

    fn report_message(&self, msg: String) -> SyntaxError {
        let tokenizer = &self.tokenizer;
        let line = &tokenizer.text[tokenizer.line_start..];
        let length = memchr::memchr(b'\n', line).unwrap_or(line.len());
        SyntaxError {
            kind: SyntaxErrorKind::SyntaxError,
            msg,
            filename: self.rules.filename.clone(),
            lineno: tokenizer.lineno,
            offset: Some(code_points(line, tokenizer.cur - tokenizer.line_start)),
            text: Some(lossy(&line[..length])),
        }
    }
}

fn token_error(error: &TokenError) -> (SyntaxErrorKind, &'static str) {
    use SyntaxErrorKind as Kind;
    match error {
        TokenError::EofInString => (Kind::SyntaxError, "EOF while scanning triple-quoted string literal"),
        TokenError::EolInString => (Kind::SyntaxError, "EOL while scanning string literal"),
        TokenError::TabSpace => (Kind::TabError, "inconsistent use of tabs and spaces in indentation"),
        TokenError::Dedent => (Kind::IndentationError, "unindent does not match any outer indentation level"),
        TokenError::TooDeep => (Kind::IndentationError, "too many levels of indentation"),
        TokenError::LineContinuation => (Kind::SyntaxError, "unexpected character after line continuation character"),
        TokenError::Identifier => (Kind::SyntaxError, "invalid character in identifier"),
        TokenError::Eof => (Kind::SyntaxError, "unexpected EOF while parsing"),
        TokenError::Message(_) => (Kind::SyntaxError, "invalid syntax"),
    }
}

fn lossy(bytes: &[u8]) -> WStr {
    WStr::from(&*String::from_utf8_lossy(bytes))
}

/// How many code points the first `offset` bytes are.
fn code_points(text: &[u8], offset: usize) -> u32 {
    String::from_utf8_lossy(&text[..offset.min(text.len())]).chars().count() as u32
}
