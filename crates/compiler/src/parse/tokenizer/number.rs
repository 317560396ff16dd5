//! Number tokens.
//!
//! **Invariant**: where a number ends and which malformed ones are refused here, and which leave a
//! rest that the grammar refuses, is CPython 3.8's choice.

use crate::grammar::token;

use super::{Scan, TokenError, Tokenizer};

impl Tokenizer<'_> {
    pub(super) fn number(&mut self, first: u8) -> Scan {
        if first != b'0' {
            let byte = self.decimal_tail()?;
            return if byte == Some(b'.') {
                let byte = self.next();
                self.fraction(byte)
            } else {
                self.exponent(byte)
            };
        }
        match self.next() {
            Some(b'x' | b'X') => self.radix_literal("hexadecimal", 16),
            Some(b'o' | b'O') => self.radix_literal("octal", 8),
            Some(b'b' | b'B') => self.radix_literal("binary", 2),
            byte => self.leading_zero(byte),
        }
    }

    fn radix_literal(&mut self, name: &str, radix: u32) -> Scan {
        let is_digit = |byte: Option<u8>| byte.is_some_and(|byte| char::from(byte).is_digit(radix));
        let mut byte = self.next();
        loop {
            if byte == Some(b'_') {
                byte = self.next();
            }
            if !is_digit(byte) {
                self.back(byte);
                return match byte.filter(u8::is_ascii_digit) {
                    Some(digit) => self.bad_digit(digit, name),
                    None => self.message(format!("invalid {name} literal")),
                };
            }
            while is_digit(byte) {
                byte = self.next();
            }
            if byte != Some(b'_') {
                break;
            }
        }
        if let Some(digit) = byte.filter(u8::is_ascii_digit) {
            return self.bad_digit(digit, name);
        }
        self.back(byte);
        Ok(self.token(token::NUMBER))
    }

    fn bad_digit(&self, digit: u8, name: &str) -> Scan {
        self.message(format!("invalid digit '{}' in {name} literal", char::from(digit)))
    }

    /// After a `0`: zeros, or a float or imaginary number with leading zeros.
    fn leading_zero(&mut self, mut byte: Option<u8>) -> Scan {
        loop {
            if byte == Some(b'_') {
                byte = self.next();
                if !byte.is_some_and(|byte| byte.is_ascii_digit()) {
                    self.back(byte);
                    return self.message("invalid decimal literal");
                }
            }
            if byte != Some(b'0') {
                break;
            }
            byte = self.next();
        }
        let nonzero = byte.is_some_and(|byte| byte.is_ascii_digit());
        if nonzero {
            byte = self.decimal_tail()?;
        }
        match byte {
            Some(b'.') => {
                let byte = self.next();
                self.fraction(byte)
            }
            Some(b'e' | b'E' | b'j' | b'J') => self.exponent(byte),
            _ => {
                self.back(byte);
                if nonzero {
                    return self.message(
                        "leading zeros in decimal integer literals are not permitted; \
                         use an 0o prefix for octal integers",
                    );
                }
                Ok(self.token(token::NUMBER))
            }
        }
    }

    /// After the point; `byte` is what follows it.
    pub(super) fn fraction(&mut self, byte: Option<u8>) -> Scan {
        let byte = if byte.is_some_and(|byte| byte.is_ascii_digit()) { self.decimal_tail()? } else { byte };
        self.exponent(byte)
    }

    /// An exponent and an imaginary mark, if `byte` begins one.
    fn exponent(&mut self, mut byte: Option<u8>) -> Scan {
        if matches!(byte, Some(b'e' | b'E')) {
            let mark = byte;
            byte = self.next();
            if matches!(byte, Some(b'+' | b'-')) {
                byte = self.next();
                if !byte.is_some_and(|byte| byte.is_ascii_digit()) {
                    self.back(byte);
                    return self.message("invalid decimal literal");
                }
            } else if !byte.is_some_and(|byte| byte.is_ascii_digit()) {
                self.back(byte);
                self.back(mark);
                return Ok(self.token(token::NUMBER));
            }
            byte = self.decimal_tail()?;
        }
        if matches!(byte, Some(b'j' | b'J')) {
            byte = self.next();
        }
        self.back(byte);
        Ok(self.token(token::NUMBER))
    }

    /// Digits with single underscores between them; gives the byte after them.
    fn decimal_tail(&mut self) -> Result<Option<u8>, TokenError> {
        loop {
            let mut byte = self.next();
            while byte.is_some_and(|byte| byte.is_ascii_digit()) {
                byte = self.next();
            }
            if byte != Some(b'_') {
                return Ok(byte);
            }
            byte = self.next();
            if !byte.is_some_and(|byte| byte.is_ascii_digit()) {
                self.back(byte);
                return self.message("invalid decimal literal");
            }
        }
    }
}
