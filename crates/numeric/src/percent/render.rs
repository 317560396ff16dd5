//! Values laid out by a conversion's flags, width and precision.

use super::pieces::Conversion;
use crate::error::{NumError, NumResult, probe};
use crate::float::{FloatStyle, double_to_string};
use crate::format::{Formatted, TextLayout};
use crate::int::{IntRef, decimal_text, radix_magnitude};

/// Sign, prefix and digits of a number, padded.
fn number(conversion: &Conversion, negative: bool, prefix: &str, digits: String) -> Formatted {
    let sign = match () {
        () if negative => "-",
        () if conversion.sign => "+",
        () if conversion.blank => " ",
        () => "",
    };
    // Most numbers have neither, and need no memory for it.
    let mut head = String::new();
    head.push_str(sign);
    head.push_str(prefix);
    let padding = conversion.width.unwrap_or(0).saturating_sub(head.len() + digits.len());
    let mut out = Formatted { fill: b' '.into(), left: 0, head, inner: 0, body: digits, surrogate: None, right: 0 };
    if conversion.left_adjust {
        out.right = padding;
    } else if conversion.zero {
        (out.fill, out.inner) = (b'0'.into(), padding);
    } else {
        out.left = padding;
    }
    out
}

/// Letters `d i u o x X`; `limit` is `sys.get_int_max_str_digits()`.
pub fn int(value: IntRef, conversion: &Conversion, limit: usize) -> NumResult<Formatted> {
    let precision = conversion.precision.unwrap_or(0);
    if precision > i32::MAX as usize - 3 {
        return Err(NumError::overflow("precision too large"));
    }
    let (base, prefix) = match char::from_u32(conversion.letter) {
        Some('o') => (8, "0o"),
        Some('x') => (16, "0x"),
        Some('X') => (16, "0X"),
        _ => (10, ""),
    };
    let mut digits = if base == 10 { decimal_text(value.abs(), limit)? } else { radix_magnitude(value, base) };
    if prefix == "0X" {
        digits.make_ascii_uppercase();
    }
    if precision > digits.len() {
        probe(precision.saturating_mul(3))?;
        digits.insert_str(0, &"0".repeat(precision - digits.len()));
    }
    Ok(number(conversion, value.negative, if conversion.alternate { prefix } else { "" }, digits))
}

/// Letters `e E f F g G`.
pub fn float(value: f64, conversion: &Conversion) -> NumResult<Formatted> {
    let letter = conversion.letter as u8;
    let precision = conversion.precision.unwrap_or(6);
    let style = FloatStyle::from_letter(letter).unwrap_or(FloatStyle::General);
    // The general style drops trailing zeros, so that its texts are short.
    if conversion.alternate || style != FloatStyle::General {
        probe(precision.saturating_mul(3))?;
    }
    let mut text = double_to_string(value, style, precision, conversion.alternate, false);
    if letter.is_ascii_uppercase() {
        text.make_ascii_uppercase();
    }
    let negative = text.starts_with('-');
    if negative {
        text.remove(0);
    }
    Ok(number(conversion, negative, "", text))
}

/// Letters `s r a b` for a text of `len` code points; `c` with the precision left out.
pub fn text(len: usize, conversion: &Conversion) -> TextLayout {
    let is_char = conversion.letter == u32::from(b'c');
    let kept = conversion.precision.filter(|_| !is_char).map_or(len, |p| p.min(len));
    let padding = conversion.width.unwrap_or(0).saturating_sub(kept);
    let left = if conversion.left_adjust { 0 } else { padding };
    TextLayout { fill: b' '.into(), left, kept, right: padding - left }
}
