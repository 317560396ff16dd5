//! Number literals.
//!
//! **Invariant**: the text is one the tokenizer accepted.

use num_bigint::BigInt;
use num_traits::Num;

use crate::ast::Constant;

/// The limit on decimal digits unless the program sets another.
pub const DEFAULT_MAX_DIGITS: usize = 4300;

/// Refuses a decimal int of more digits than the limit, as converting it takes too long.
pub fn check_digits(text: &[u8], limit: usize) -> Result<(), String> {
    if limit == 0 || text.len() <= limit || !text.iter().all(|byte| byte.is_ascii_digit() || *byte == b'_') {
        return Ok(());
    }
    let digits = text.iter().filter(|byte| byte.is_ascii_digit()).count();
    if digits <= limit || text[0] == b'0' {
        // What starts with a zero is zero.
        return Ok(());
    }
    Err(format!(
        "Exceeds the limit ({limit}) for integer string conversion: value has {digits} digits; use \
         sys.set_int_max_str_digits() to increase the limit - Consider hexadecimal for huge integer literals to avoid \
         decimal conversion limits."
    ))
}

/// The value of a number token.
pub fn constant(text: &[u8]) -> Constant {
    let text: String = text.iter().filter(|&&byte| byte != b'_').map(|&byte| char::from(byte)).collect();
    let radix = match text.as_bytes() {
        [b'0', b'x' | b'X', ..] => 16,
        [b'0', b'o' | b'O', ..] => 8,
        [b'0', b'b' | b'B', ..] => 2,
        _ => 10,
    };
    if radix != 10 {
        return Constant::Int(BigInt::from_str_radix(&text[2..], radix).unwrap_or_default());
    }
    if let Some(imaginary) = text.strip_suffix(['j', 'J']) {
        return Constant::Complex { real: 0.0, imag: float(imaginary) };
    }
    if text.contains(['.', 'e', 'E']) {
        return Constant::Float(float(&text));
    }
    Constant::Int(text.parse().unwrap_or_default())
}

fn float(text: &str) -> f64 {
    text.parse().unwrap_or(f64::NAN)
}
