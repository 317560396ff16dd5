//! `repr` of strings and bytes, and `ascii`.

use pyston_unicode::is_printable;

use crate::bytes_escape::escape;
use crate::{Output, Text, hex};

/// The quote around a text: single, unless only that occurs within.
fn quote(has_single: bool, has_double: bool) -> u8 {
    if has_single && !has_double { b'"' } else { b'\'' }
}

/// Appends `repr(text)`.
pub fn string<O: Output + ?Sized>(text: Text<'_>, out: &mut O) {
    quoted(text, is_printable, out);
}

/// Appends `ascii(text)`: as [`string`], in ASCII alone.
pub fn ascii<O: Output + ?Sized>(text: Text<'_>, out: &mut O) {
    quoted(text, |_| false, out);
}

/// `printable` decides for code points past ASCII.
fn quoted<O: Output + ?Sized>(text: Text<'_>, printable: impl Fn(u32) -> bool, out: &mut O) {
    let has = |quote: u8| text.iter().any(|cp| cp == u32::from(quote));
    let has_single = has(b'\'');
    let quote = quote(has_single, has_single && has(b'"'));
    out.extend_ascii(&[quote]);
    for cp in text.iter() {
        match cp {
            0x5C => out.extend_ascii(b"\\\\"),
            0x09 => out.extend_ascii(b"\\t"),
            0x0A => out.extend_ascii(b"\\n"),
            0x0D => out.extend_ascii(b"\\r"),
            _ if cp == u32::from(quote) => out.extend_ascii(&[b'\\', quote]),
            0x20..=0x7E => out.push(cp),
            0x80.. if printable(cp) => out.push(cp),
            _ => hex::escape(cp).for_each(|byte| out.push(u32::from(byte))),
        }
    }
    out.extend_ascii(&[quote]);
}

/// Appends `repr(bytes)`.
pub fn bytes(bytes: &[u8], out: &mut Vec<u8>) {
    let quote = quote(bytes.contains(&b'\''), bytes.contains(&b'"'));
    out.extend([b'b', quote]);
    escape(bytes, quote, out);
    out.push(quote);
}
