//! Words, strings, operators and type comments.
//!
//! **Invariant**: brackets are matched here, so the parser never sees a pair that does not match.

use crate::{grammar::token, parse::unicode::is_identifier};

use super::{AsyncWords, Bracket, MAX_BRACKETS, Scan, Scanned, TokenError, Tokenizer};

impl Tokenizer<'_> {
    /// A `# type:` comment, once the comment has been read up to `end`.
    pub(super) fn type_comment(&mut self, end: Option<u8>, blank: bool) -> Option<Scanned> {
        let start = self.start?;
        let stop = self.cur - usize::from(end.is_some());
        let blanks = skip_blanks;
        let comment = blanks(self.text[start..stop].strip_prefix(b"#")?);
        let body = blanks(comment.strip_prefix(b"type:")?);
        self.back(end);
        let body_start = stop - body.len();
        let after_ignore = body.strip_prefix(b"ignore");
        if let Some(rest) =
            after_ignore.filter(|rest| rest.first().is_none_or(|b| b.is_ascii() && !b.is_ascii_alphanumeric()))
        {
            if blank {
                self.next();
                self.at_line_start = true;
            }
            return Some(Scanned { kind: token::TYPE_IGNORE, span: Some((stop - rest.len(), stop)) });
        }
        Some(Scanned { kind: token::TYPE_COMMENT, span: Some((body_start, stop)) })
    }

    /// An identifier, a keyword, or a string with a prefix.
    pub(super) fn word(&mut self, first: u8) -> Scan {
        let (mut b, mut r, mut u, mut f) = (false, false, false, false);
        let mut byte = Some(first);
        loop {
            match byte.map(|byte| byte.to_ascii_lowercase()) {
                Some(b'b') if !(b || u || f) => b = true,
                Some(b'u') if !(b || u || r || f) => u = true,
                Some(b'r') if !(r || u) => r = true,
                Some(b'f') if !(f || b || u) => f = true,
                _ => break,
            }
            byte = self.next();
            if let Some(quote @ (b'"' | b'\'')) = byte {
                return self.string(quote);
            }
        }
        let mut ascii = true;
        while let Some(b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_' | 0x80..) = byte {
            ascii &= byte < Some(0x80);
            byte = self.next();
        }
        self.back(byte);
        let word = &self.text[self.start.unwrap_or(self.cur)..self.cur];
        if !ascii && !is_identifier(word) {
            return Err(TokenError::Identifier);
        }
        let kind = match word {
            b"async" if self.is_async_keyword() => token::ASYNC,
            b"await" if self.async_words != AsyncWords::Outside => token::AWAIT,
            _ => token::NAME,
        };
        Ok(self.token(kind))
    }

    /// Whether the `async` just read is a keyword; before 3.7 the next word decides.
    fn is_async_keyword(&mut self) -> bool {
        if self.async_words != AsyncWords::Outside {
            return true;
        }
        let mut ahead = self.clone();
        let next = ahead.scan().ok().filter(|next| next.kind == token::NAME).and_then(|next| next.span);
        let is_function = next.is_some_and(|(from, to)| &self.text[from..to] == b"def");
        if is_function {
            self.async_words = AsyncWords::Inside { indent: self.indent, signature_read: false };
        }
        is_function
    }

    /// Before 3.7 an `async def` ends where the indentation goes back.
    pub(super) fn leave_async_function(&mut self) {
        if let AsyncWords::Inside { indent, signature_read: true } = self.async_words
            && self.brackets.is_empty()
            && indent >= self.indent
        {
            self.async_words = AsyncWords::Outside;
        }
    }

    /// A string literal whose opening quote has been read.
    pub(super) fn string(&mut self, quote: u8) -> Scan {
        self.string_line = (self.lineno, self.line_start);
        let (mut size, mut seen) = (1, 0);
        let mut byte = self.next();
        if byte == Some(quote) {
            byte = self.next();
            (size, seen) = if byte == Some(quote) { (3, 0) } else { (1, 1) };
        }
        if byte != Some(quote) {
            self.back(byte);
        }
        while seen != size {
            match self.next() {
                None if size == 3 => return self.skip_line(TokenError::EofInString),
                None => return self.skip_line(TokenError::EolInString),
                Some(b'\n') if size == 1 => return self.skip_line(TokenError::EolInString),
                Some(byte) if byte == quote => seen += 1,
                Some(byte) => {
                    seen = 0;
                    if byte == b'\\' {
                        self.next();
                    }
                }
            }
        }
        Ok(self.token(token::STRING))
    }

    pub(super) fn operator(&mut self, byte: u8) -> Scan {
        let rest = &self.text[self.cur..];
        let at = |n: usize| rest.get(n).copied().unwrap_or(b' ');
        let (kind, len) = token::operator([byte, at(0), at(1)]);
        // CPython reads a byte ahead, two after a pair that may begin a triple: so it meets the end.
        self.at_eof |= rest.len() < if len > 1 || (byte, at(0)) == (b'.', b'.') { 2 } else { 1 };
        self.cur += len - 1;
        match byte {
            b'(' | b'[' | b'{' => {
                if self.brackets.len() >= MAX_BRACKETS {
                    return self.message("too many nested parentheses");
                }
                self.brackets.push(Bracket { byte, lineno: self.lineno });
            }
            b')' | b']' | b'}' => self.close_bracket(byte)?,
            _ => {}
        }
        Ok(self.token(kind))
    }

    fn close_bracket(&mut self, byte: u8) -> Result<(), TokenError> {
        let closing = char::from(byte);
        let Some(open) = self.brackets.pop() else {
            return self.message(format!("unmatched '{closing}'"));
        };
        if matches!((open.byte, byte), (b'(', b')') | (b'[', b']') | (b'{', b'}')) {
            return Ok(());
        }
        let opening = char::from(open.byte);
        let text = format!("closing parenthesis '{closing}' does not match opening parenthesis '{opening}'");
        if open.lineno == self.lineno {
            return self.message(text);
        }
        self.message(format!("{text} on line {}", open.lineno))
    }
}

fn skip_blanks(text: &[u8]) -> &[u8] {
    let blanks = text.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    &text[blanks..]
}
