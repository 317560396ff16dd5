//! What the front end reports: errors and warnings about the source.
//!
//! **Invariant**: the fields are CPython's `args` of the exception, before `SyntaxError.__init__`
//! runs. A `text` of `None` with a known `lineno` means: the line is taken from the file of that
//! name, if there is one (CPython's `PyErr_ProgramText`), which needs the runtime.

use std::fmt;

use crate::wstr::WStr;

/// The exception type to raise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SyntaxErrorKind {
    SyntaxError,
    IndentationError,
    TabError,
    ValueError,
    MemoryError,
    RecursionError,
    /// An exception that is pending already: a hook of the front end raised it.
    Pending,
}

impl SyntaxErrorKind {
    /// The name of the Python exception.
    pub fn name(self) -> &'static str {
        match self {
            Self::SyntaxError => "SyntaxError",
            Self::IndentationError => "IndentationError",
            Self::TabError => "TabError",
            Self::ValueError => "ValueError",
            Self::MemoryError => "MemoryError",
            Self::RecursionError => "RecursionError",
            Self::Pending => "pending exception",
        }
    }
}

/// A rejected source.
#[derive(Clone, Debug, PartialEq)]
pub struct SyntaxError {
    pub kind: SyntaxErrorKind,
    pub msg: String,
    pub filename: WStr,
    pub lineno: u32,
    /// 1-based, in code points, as `SyntaxError.offset`.
    pub offset: Option<u32>,
    pub text: Option<WStr>,
}

impl SyntaxError {
    /// An error that carries no place: `ValueError`, `MemoryError`, `RecursionError`.
    pub fn bare(kind: SyntaxErrorKind, msg: &str, filename: &WStr) -> SyntaxError {
        SyntaxError { kind, msg: msg.to_string(), filename: filename.clone(), lineno: 0, offset: None, text: None }
    }
}

impl fmt::Display for SyntaxError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} ({}, line {})", self.kind.name(), self.msg, self.filename, self.lineno)
    }
}

impl std::error::Error for SyntaxError {}

/// The category of a warning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WarningKind {
    SyntaxWarning,
    DeprecationWarning,
}

/// Something accepted with a warning. A filter that makes an exception of it makes a
/// `SyntaxError` with this message at this place.
#[derive(Clone, Debug, PartialEq)]
pub struct SyntaxWarning {
    pub kind: WarningKind,
    pub msg: String,
    pub lineno: u32,
    /// 1-based offset of that `SyntaxError`.
    pub offset: u32,
}

/// The message `SyntaxError.__init__` puts in place of its own when `text` looks like a Python 2
/// `print` or `exec` statement.
pub fn legacy_statement_hint(text: &str) -> Option<String> {
    if text.contains('(') {
        return None;
    }
    legacy_statement_at(text, 0).or_else(|| {
        let after_colon = text.find(':').map_or(0, |at| at + 1);
        legacy_statement_at(text, after_colon)
    })
}

fn legacy_statement_at(text: &str, start: usize) -> Option<String> {
    let stripped = text[start..].trim_start_matches([' ', '\t', '\r', '\n']);
    if stripped.starts_with("exec ") {
        return Some("Missing parentheses in call to 'exec'".to_string());
    }
    if !stripped.starts_with("print ") {
        return None;
    }
    // CPython cuts at `start` of the unstripped text: leading blanks shift the cut.
    let from = text.char_indices().map(|(at, _)| at).find(|&at| at >= start + 6).unwrap_or(text.len());
    let end = text[from..].find(';').map_or(text.len(), |at| from + at);
    let args = text[from..end].trim_matches([' ', '\t', '\r', '\n']);
    let end_arg = if args.ends_with(',') { " end=\" \"" } else { "" };
    Some(format!("Missing parentheses in call to 'print'. Did you mean print({args}{end_arg})?"))
}
