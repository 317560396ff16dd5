//! String literals: adjacent tokens to one constant or f-string node.
//!
//! **Invariant**: the pieces are taken in order and errors stand at the first token, as in CPython.

use crate::{
    ast::{Constant, Expr, ExprKind, Span},
    check::Checker,
    source::utf8_error,
    syntax_error::{SyntaxError, SyntaxWarning, WarningKind},
    wstr::WStr,
};

use super::{
    escapes::{self, EscapeError},
    fstring,
};

/// Whether the text of a string token has an `f` prefix.
pub fn is_formatted(text: &[u8]) -> bool {
    text.iter().take_while(|&&byte| byte != b'"' && byte != b'\'').any(|byte| matches!(byte, b'f' | b'F'))
}

/// One literal under construction.
pub struct Builder<'c, 'a> {
    pub checker: &'c mut Checker<'a>,
    /// First and last token of the whole literal.
    pub tokens: (usize, usize),
    pub span: Span,
    kind: Option<WStr>,
}

/// What has been collected of a literal or a format specification.
#[derive(Default)]
pub struct Pieces {
    pub values: Vec<Expr>,
    pub text: Vec<u8>,
}

struct Token<'a> {
    body: &'a [u8],
    raw: bool,
    bytes: bool,
    formatted: bool,
}

impl<'a> Token<'a> {
    fn new(text: &'a [u8]) -> Token<'a> {
        let prefix = text.iter().take_while(|&&byte| byte != b'"' && byte != b'\'').count();
        let has = |wanted: u8| text[..prefix].iter().any(|byte| byte.eq_ignore_ascii_case(&wanted));
        let quoted = &text[prefix..];
        let quotes = if quoted.len() >= 6 && quoted[1] == quoted[0] && quoted[2] == quoted[0] { 3 } else { 1 };
        Token { body: &quoted[quotes..quoted.len() - quotes], raw: has(b'r'), bytes: has(b'b'), formatted: has(b'f') }
    }
}

/// Makes the node of the string tokens `tokens.0..=tokens.1`.
pub fn literal(checker: &mut Checker, tokens: (usize, usize)) -> Result<Expr, SyntaxError> {
    let unit = checker.unit;
    let span = unit.span(tokens.0, tokens.1);
    let kind = unit.token_text(tokens.0).starts_with(b"u").then(|| WStr::from("u"));
    let mut builder = Builder { checker, tokens, span, kind };
    let mut pieces = Pieces::default();
    let (mut bytes, mut formatted) = (Vec::new(), false);
    let mut bytes_mode = false;
    for index in tokens.0..=tokens.1 {
        let token = Token::new(unit.token_text(index));
        let mut value = Vec::new();
        if token.formatted && unit.feature_version < 6 {
            let msg = "Format strings are only supported in Python 3.6 and greater";
            return builder.checker.error_at_token(index, msg);
        }
        if token.bytes {
            value = builder.bytes(&token, index)?;
        } else if !token.formatted {
            value = builder.text(token.body, token.raw || !token.body.contains(&b'\\'), index)?;
        }
        if index != tokens.0 && token.bytes != bytes_mode {
            return builder.error("cannot mix bytes and nonbytes literals");
        }
        bytes_mode = token.bytes;
        formatted |= token.formatted;
        if token.formatted {
            fstring::scan(&mut builder, &mut pieces, token.body, token.raw)?;
        } else if token.bytes {
            bytes.extend(value);
        } else {
            pieces.text.extend(value);
        }
    }
    if bytes_mode {
        return Ok(Expr { kind: ExprKind::Constant { value: Constant::Bytes(bytes), kind: None }, span });
    }
    Ok(if formatted { builder.joined(pieces) } else { builder.constant(&pieces.text) })
}

impl Builder<'_, '_> {
    pub fn error<T>(&self, msg: impl Into<String>) -> Result<T, SyntaxError> {
        self.checker.error_at_token(self.tokens.0, msg)
    }

    pub fn constant(&self, text: &[u8]) -> Expr {
        let value = Constant::Str(WStr::from_wtf8(text));
        Expr { kind: ExprKind::Constant { value, kind: self.kind.clone() }, span: self.span }
    }

    /// Moves collected text into the values, if there is any.
    pub fn flush(&self, pieces: &mut Pieces) {
        if !pieces.text.is_empty() {
            let constant = self.constant(&pieces.text);
            pieces.values.push(constant);
            pieces.text.clear();
        }
    }

    pub fn joined(&self, mut pieces: Pieces) -> Expr {
        self.flush(&mut pieces);
        Expr { kind: ExprKind::JoinedStr { values: pieces.values }, span: self.span }
    }

    pub fn warn_escape(&mut self, escape: u8, at: usize) {
        let token = &self.checker.unit.tree.tokens[at];
        self.checker.warnings.push(SyntaxWarning {
            kind: WarningKind::DeprecationWarning,
            msg: format!("invalid escape sequence \\{}", char::from(escape)),
            lineno: token.lineno,
            offset: token.col.map_or(0, |col| col + 1),
        });
    }

    /// The text of a literal's body, as generalised UTF-8.
    /// Warnings stand at the token `at`.
    pub fn text(&mut self, body: &[u8], raw: bool, at: usize) -> Result<Vec<u8>, SyntaxError> {
        if raw {
            return match std::str::from_utf8(body) {
                Ok(_) => Ok(body.to_vec()),
                Err(_) => self.error(format!("(unicode error) {}", utf8_error(body))),
            };
        }
        let mut invalid = None;
        let result = escapes::text(body, &self.checker.unit.database, &mut invalid);
        self.finish(result, invalid, at)
    }

    fn bytes(&mut self, token: &Token, index: usize) -> Result<Vec<u8>, SyntaxError> {
        if !token.body.is_ascii() {
            return self.checker.error_at_token(index, "bytes can only contain ASCII literal characters.");
        }
        if token.raw {
            return Ok(token.body.to_vec());
        }
        let mut invalid = None;
        let result = escapes::bytes(token.body, &mut invalid);
        self.finish(result, invalid, index)
    }

    fn finish(
        &mut self,
        result: Result<Vec<u8>, EscapeError>,
        invalid: Option<u8>,
        at: usize,
    ) -> Result<Vec<u8>, SyntaxError> {
        match result {
            Err(EscapeError::Unicode(text)) => self.error(format!("(unicode error) {text}")),
            Err(EscapeError::Value(text)) => self.error(format!("(value error) {text}")),
            Ok(value) => {
                if let Some(escape) = invalid {
                    self.warn_escape(escape, at);
                }
                Ok(value)
            }
        }
    }
}
