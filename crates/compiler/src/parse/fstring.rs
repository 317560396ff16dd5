//! f-strings of Python 3.8: text and replacement fields.
//!
//! **Invariant**: a field's expression is cut out by counting brackets and quotes and then parsed
//! by itself, in parentheses, as a source named `<fstring>`; its place is found again by searching
//! the field's text in the first token of the literal. That is 3.8's way, errors and places
//! included.

use crate::{
    ast::{Expr, ExprKind},
    syntax_error::SyntaxError,
    wstr::WStr,
};

use super::{
    Shift,
    strings::{Builder, Pieces},
};

const MAX_BRACKETS: usize = 200;
const EXPECTING_BRACE: &str = "f-string: expecting '}'";

/// Reading position in an f-string's body.
struct Cursor<'t> {
    body: &'t [u8],
    at: usize,
    raw: bool,
}

impl Cursor<'_> {
    fn byte(&self) -> Option<u8> {
        self.body.get(self.at).copied()
    }
}

/// Adds the body of one f-string token to the pieces.
pub fn scan(builder: &mut Builder, pieces: &mut Pieces, body: &[u8], raw: bool) -> Result<(), SyntaxError> {
    let mut cursor = Cursor { body, at: 0, raw };
    fields(builder, pieces, &mut cursor, 0)
}

/// Text and fields up to the end of the body, or in a format specification up to its brace.
fn fields(builder: &mut Builder, pieces: &mut Pieces, cursor: &mut Cursor, level: u32) -> Result<(), SyntaxError> {
    loop {
        let start = cursor.at;
        let (end, doubled) = text_end(builder, cursor, level)?;
        if end != start {
            let text = builder.text(&cursor.body[start..end], cursor.raw, builder.tokens.0)?;
            pieces.text.extend(text);
        }
        if doubled {
            continue;
        }
        if !matches!(cursor.byte(), Some(byte) if byte != b'}') {
            break;
        }
        let (field, self_text) = field(builder, cursor, level)?;
        pieces.text.extend(self_text);
        builder.flush(pieces);
        pieces.values.push(field);
    }
    if level == 0 && cursor.at + 1 < cursor.body.len() {
        return builder.error("f-string: unexpected end of string");
    }
    if level != 0 && cursor.byte() != Some(b'}') {
        return builder.error(EXPECTING_BRACE);
    }
    Ok(())
}

/// Finds where literal text ends. True: at a doubled brace, of which the text keeps one.
fn text_end(builder: &mut Builder, cursor: &mut Cursor, level: u32) -> Result<(usize, bool), SyntaxError> {
    let body = cursor.body;
    let mut at = cursor.at;
    while at < body.len() {
        let mut byte = body[at];
        at += 1;
        if !cursor.raw && byte == b'\\' && at < body.len() {
            byte = body[at];
            at += 1;
            if byte == b'N' {
                let brace = body.get(at) == Some(&b'{');
                at = (at + 1).min(body.len());
                if !brace {
                    break;
                }
                at = memchr::memchr(b'}', &body[at..]).map_or(body.len(), |offset| at + offset + 1);
                continue;
            }
            if byte == b'{' {
                builder.warn_escape(byte, builder.tokens.0);
            }
        }
        if byte == b'{' || byte == b'}' {
            if level == 0 {
                if body.get(at) == Some(&byte) {
                    cursor.at = at + 1;
                    return Ok((at, true));
                }
                if byte == b'}' {
                    return builder.error("f-string: single '}' is not allowed");
                }
            }
            at -= 1;
            break;
        }
    }
    cursor.at = at;
    Ok((at, false))
}

/// A replacement field, and the text `=` adds before it.
fn field(builder: &mut Builder, cursor: &mut Cursor, level: u32) -> Result<(Expr, Vec<u8>), SyntaxError> {
    if level >= 2 {
        return builder.error("f-string: expressions nested too deeply");
    }
    cursor.at += 1;
    let start = cursor.at;
    expression_end(builder, cursor)?;
    let Some(mut byte) = cursor.byte() else { return builder.error(EXPECTING_BRACE) };
    let value = expression(builder, &cursor.body[start..cursor.at])?;
    let mut self_text = None;
    if byte == b'=' {
        if builder.checker.unit.feature_version < 8 {
            let what = "f-string: self documenting expressions are only supported in Python 3.8 and greater";
            return builder.error(what);
        }
        cursor.at += 1;
        while cursor.byte().is_some_and(|byte| matches!(byte, b' ' | 0x09..=0x0D)) {
            cursor.at += 1;
        }
        self_text = Some(&cursor.body[start..cursor.at]);
        byte = cursor.byte().unwrap_or(b'=');
    }
    let mut conversion = -1;
    if byte == b'!' {
        let Some(&letter) = cursor.body.get(cursor.at + 1) else { return builder.error(EXPECTING_BRACE) };
        cursor.at += 2;
        if !matches!(letter, b's' | b'r' | b'a') {
            return builder.error("f-string: invalid conversion character: expected 's', 'r', or 'a'");
        }
        conversion = i32::from(letter);
    }
    let mut format_spec = None;
    if cursor.byte() == Some(b':') {
        cursor.at += 1;
        if cursor.byte().is_none() {
            return builder.error(EXPECTING_BRACE);
        }
        let mut pieces = Pieces::default();
        fields(builder, &mut pieces, cursor, level + 1)?;
        format_spec = Some(Box::new(builder.joined(pieces)));
    }
    if cursor.byte() != Some(b'}') {
        return builder.error(EXPECTING_BRACE);
    }
    cursor.at += 1;
    if self_text.is_some() && format_spec.is_none() && conversion == -1 {
        conversion = i32::from(b'r');
    }
    let self_text = match self_text {
        Some(text) => builder.text(text, true, builder.tokens.0)?,
        None => Vec::new(),
    };
    let kind = ExprKind::FormattedValue { value: Box::new(value), conversion, format_spec };
    Ok((Expr { kind, span: builder.span }, self_text))
}

/// Moves to the byte that ends the expression of a field.
fn expression_end(builder: &mut Builder, cursor: &mut Cursor) -> Result<(), SyntaxError> {
    let body = cursor.body;
    let mut brackets: Vec<u8> = Vec::new();
    // The quote of the string the position is in, and whether it is tripled.
    let mut quote: Option<(u8, bool)> = None;
    while let Some(byte) = cursor.byte() {
        let next = body.get(cursor.at + 1).copied();
        let tripled = next == Some(byte) && body.get(cursor.at + 2) == Some(&byte);
        match (byte, quote) {
            (b'\\', _) => return builder.error("f-string expression part cannot include a backslash"),
            (_, Some((open, false))) if open == byte => quote = None,
            (_, Some((open, true))) if open == byte && tripled => {
                cursor.at += 2;
                quote = None;
            }
            (_, Some(_)) => {}
            (b'\'' | b'"', None) => {
                cursor.at += if tripled { 2 } else { 0 };
                quote = Some((byte, tripled));
            }
            (b'[' | b'{' | b'(', None) if brackets.len() >= MAX_BRACKETS => {
                return builder.error("f-string: too many nested parenthesis");
            }
            (b'[' | b'{' | b'(', None) => brackets.push(byte),
            (b'#', None) => return builder.error("f-string expression part cannot include '#'"),
            (b'!' | b'=' | b'<' | b'>', None) if brackets.is_empty() && next == Some(b'=') => cursor.at += 1,
            (b'!' | b':' | b'}' | b'=', None) if brackets.is_empty() => break,
            (b']' | b'}' | b')', None) => close(builder, brackets.pop(), byte)?,
            _ => {}
        }
        cursor.at += 1;
    }
    if quote.is_some() {
        return builder.error("f-string: unterminated string");
    }
    match brackets.last() {
        Some(&open) => builder.error(format!("f-string: unmatched '{}'", char::from(open))),
        None => Ok(()),
    }
}

fn close(builder: &Builder, open: Option<u8>, byte: u8) -> Result<(), SyntaxError> {
    let closing = char::from(byte);
    match (open, byte) {
        (Some(b'('), b')') | (Some(b'['), b']') | (Some(b'{'), b'}') => Ok(()),
        (None, _) => builder.error(format!("f-string: unmatched '{closing}'")),
        (Some(open), _) => builder.error(format!(
            "f-string: closing parenthesis '{closing}' does not match opening parenthesis '{}'",
            char::from(open)
        )),
    }
}

fn expression(builder: &mut Builder, text: &[u8]) -> Result<Expr, SyntaxError> {
    if text.iter().all(|byte| matches!(byte, b' ' | b'\t' | b'\n' | 0x0C)) {
        return builder.error("f-string: empty expression not allowed");
    }
    let shift = locate(builder, text);
    let source = [b"(", text, b")"].concat();
    let unit = builder.checker.unit;
    (unit.database.field)(&source).map_err(|super::unicode::Unanswered| unit.unanswered())?;
    super::expression(&source, &WStr::from("<fstring>"), shift, builder.checker.unit, builder.checker.warnings)
}

/// How far the places of a field's expression are from those in its literal.
fn locate(builder: &Builder, text: &[u8]) -> Shift {
    let unit = builder.checker.unit;
    let token = &unit.tree.tokens[builder.tokens.0];
    let literal = unit.token_text(builder.tokens.0);
    let mut shift = Shift { lines: token.lineno - 1, cols: token.col.unwrap_or(0) };
    let wanted = [b"{", text, b"}"].concat();
    if let Some(at) = memchr::memmem::find(literal, &wanted) {
        let line_start = memchr::memrchr(b'\n', &literal[..at]).unwrap_or(0);
        shift.cols += (at - line_start) as u32;
        shift.lines += literal[..at].iter().filter(|&&byte| byte == b'\n').count() as u32;
    }
    shift
}
