//! `repr` of constants.

use crate::ast::Constant;
use crate::wstr::{WStr, push_code_point};

pub(super) fn constant(out: &mut Vec<u8>, constant: &Constant) {
    match constant {
        Constant::None => out.extend(b"None"),
        Constant::True => out.extend(b"True"),
        Constant::False => out.extend(b"False"),
        Constant::Ellipsis => out.extend(b"Ellipsis"),
        Constant::Int(value) => out.extend(value.to_string().into_bytes()),
        Constant::Float(value) => out.extend(float(*value, ".0").into_bytes()),
        Constant::Complex { real, imag } => complex(out, *real, *imag),
        Constant::Str(value) => text(out, value.as_bytes()),
        Constant::Bytes(value) => bytes(out, value),
        Constant::Tuple(items) => {
            out.push(b'(');
            sequence(out, items);
            out.extend(if items.len() == 1 { &b",)"[..] } else { b")" });
        }
        Constant::FrozenSet(items) => {
            out.extend(b"frozenset({");
            sequence(out, items);
            out.extend(b"})");
        }
    }
}

fn sequence(out: &mut Vec<u8>, items: &[Constant]) {
    for (at, item) in items.iter().enumerate() {
        out.extend(if at > 0 { &b", "[..] } else { b"" });
        constant(out, item);
    }
}

/// The shortest digits that read back equal, in Python's layout. `whole` is added to whole numbers.
fn float(value: f64, whole: &str) -> String {
    if !value.is_finite() {
        let text = if value.is_nan() { "nan" } else { "inf" };
        return if value == f64::NEG_INFINITY { format!("-{text}") } else { text.to_string() };
    }
    let scientific = format!("{value:e}");
    let (digits, exponent) = scientific.split_once('e').expect("the format has an exponent");
    let exponent: i32 = exponent.parse().expect("the exponent is a number");
    if (-4..16).contains(&exponent) {
        let fixed = format!("{value}");
        return if fixed.contains('.') { fixed } else { fixed + whole };
    }
    let sign = if exponent < 0 { '-' } else { '+' };
    format!("{digits}e{sign}{:02}", exponent.abs())
}

fn complex(out: &mut Vec<u8>, real: f64, imag: f64) {
    if real == 0.0 && real.is_sign_positive() {
        out.extend(format!("{}j", float(imag, "")).into_bytes());
        return;
    }
    let imag_text = float(imag, "");
    let sign = if imag_text.starts_with('-') { "" } else { "+" };
    out.extend(format!("({}{sign}{imag_text}j)", float(real, "")).into_bytes());
}

/// Double quotes if that saves escaping a single one.
fn quote_for(text: &[u8]) -> u8 {
    if text.contains(&b'\'') && !text.contains(&b'"') { b'"' } else { b'\'' }
}

pub(super) fn text(out: &mut Vec<u8>, text: &[u8]) {
    let quote = quote_for(text);
    out.push(quote);
    for point in WStr::from_wtf8(text).code_points() {
        match u8::try_from(point) {
            Ok(b'\n') => out.extend(b"\\n"),
            Ok(b'\r') => out.extend(b"\\r"),
            Ok(b'\t') => out.extend(b"\\t"),
            Ok(byte) if byte == b'\\' || byte == quote => out.extend([b'\\', byte]),
            _ if is_printable(point) => push_code_point(out, point),
            Ok(byte) => out.extend(format!("\\x{byte:02x}").into_bytes()),
            Err(_) if point < 0x1_0000 => out.extend(format!("\\u{point:04x}").into_bytes()),
            Err(_) => out.extend(format!("\\U{point:08x}").into_bytes()),
        }
    }
    out.push(quote);
}

/// Whether `str.isprintable` holds. After another character, Rust's debug form escapes just what
/// is not printable; its Unicode version is newer than 3.8's.
fn is_printable(point: u32) -> bool {
    let Some(c) = char::from_u32(point) else { return false };
    let shown = format!("a{c}");
    matches!(c, '\'' | '"' | '\\') || shown.escape_debug().eq(shown.chars())
}

fn bytes(out: &mut Vec<u8>, value: &[u8]) {
    let quote = quote_for(value);
    out.extend([b'b', quote]);
    for &byte in value {
        match byte {
            b'\n' => out.extend(b"\\n"),
            b'\r' => out.extend(b"\\r"),
            b'\t' => out.extend(b"\\t"),
            b'\\' => out.extend(b"\\\\"),
            _ if byte == quote => out.extend([b'\\', byte]),
            b' '..=b'~' => out.push(byte),
            _ => out.extend(format!("\\x{byte:02x}").into_bytes()),
        }
    }
    out.push(quote);
}
