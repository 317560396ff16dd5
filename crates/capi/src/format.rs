//! The small formatting language of `PyUnicode_FromFormat` and `PyBytes_FromFormat`.
//!
//! It looks like `printf`'s, but is CPython's own, and the two differ: in the text one zeros fill between a sign's place
//! and the number, and precision cuts objects; in the bytes one width counts for nothing.
//!
//! **Invariant**: each directive takes from the argument list what C's caller passed for it; after a directive that is
//! not known nothing more is taken, and the rest of the format stands in the result as it is.

use std::ffi::{c_char, c_int, c_long, c_uint, c_ulong, c_void};

use pyston_builtins::codecs::standard::{self, Standard};
use pyston_object::abi::PyObject;
use pyston_object::prelude::*;

use crate::object::text_of;
use crate::text::CText;
use crate::va::VaList;

/// How long an integer is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Length {
    Int,
    Long,
    Size,
}

impl Length {
    /// The next argument as decimal digits with a sign.
    fn signed(self, va: &mut VaList) -> String {
        match self {
            Length::Int => va.arg::<c_int>().to_string(),
            Length::Long => va.arg::<c_long>().to_string(),
            Length::Size => va.arg::<isize>().to_string(),
        }
    }

    fn unsigned(self, va: &mut VaList) -> String {
        match self {
            Length::Int => va.arg::<c_uint>().to_string(),
            Length::Long => va.arg::<c_ulong>().to_string(),
            Length::Size => va.arg::<usize>().to_string(),
        }
    }
}

/// A pointer as C's `%p`, always with `0x`.
fn pointer(value: *const c_void) -> String {
    if value.is_null() { "0x(nil)".into() } else { format!("{value:p}") }
}

/// What stands between `%` and the letter.
struct Directive {
    zeros: bool,
    width: Option<usize>,
    precision: Option<usize>,
    length: Length,
}

/// A number from digits at `at`, which moves behind them.
fn digits(format: &[u8], at: &mut usize, what: &str) -> PyResult<Option<usize>> {
    let start = *at;
    let mut value = 0usize;
    while let Some(digit) = format.get(*at).filter(|byte| byte.is_ascii_digit()) {
        let next = value.checked_mul(10).and_then(|value| value.checked_add(usize::from(digit - b'0')));
        value =
            next.filter(|&value| value <= isize::MAX as usize).ok_or_else(|| raise!(ValueError, "{what} too big"))?;
        *at += 1;
    }
    Ok((*at > start).then_some(value))
}

/// Reads what stands before the letter; `at` moves to that.
fn directive(format: &[u8], at: &mut usize) -> PyResult<Directive> {
    let zeros = format.get(*at) == Some(&b'0');
    if zeros {
        *at += 1;
    }
    let width = digits(format, at, "width")?;
    let mut precision = None;
    if format.get(*at) == Some(&b'.') {
        *at += 1;
        precision = digits(format, at, "precision")?;
        // A point with nothing behind it is a directive nobody knows.
        if matches!(format.get(*at), None | Some(b'%')) {
            *at -= 1;
        }
    }
    let mut length = Length::Int;
    match (format.get(*at), format.get(*at + 1), format.get(*at + 2)) {
        (Some(b'l'), Some(b'd' | b'u' | b'i'), _) => (length, *at) = (Length::Long, *at + 1),
        (Some(b'l'), Some(b'l'), Some(b'd' | b'u' | b'i')) => (length, *at) = (Length::Long, *at + 2),
        (Some(b'z'), Some(b'd' | b'u' | b'i'), _) => (length, *at) = (Length::Size, *at + 1),
        _ => (),
    }
    Ok(Directive { zeros, width, precision, length })
}

impl Directive {
    fn push_number(&self, out: &mut StrBuilder, number: &str) -> PyResult<()> {
        let precision = self.precision.unwrap_or(0).max(number.len());
        let width = self.width.unwrap_or(0);
        out.try_reserve(precision.max(width))?;
        let fill = if self.zeros { b'0' } else { b' ' };
        out.push_repeated(fill.into(), width.saturating_sub(precision));
        out.push_repeated(b'0'.into(), precision - number.len());
        out.push_str(number);
        Ok(())
    }

    fn push_text(&self, out: &mut StrBuilder, text: &Str, precision: Option<usize>) -> PyResult<()> {
        let len = precision.map_or(text.len(), |precision| precision.min(text.len()));
        let fill = self.width.unwrap_or(0).saturating_sub(len);
        out.try_reserve(len + fill)?;
        out.push_repeated(b' '.into(), fill);
        out.push_data(text.data().slice(0, len));
        Ok(())
    }

    /// UTF-8, of which precision counts bytes; what is wrong in it is replaced.
    fn push_c_text(&self, out: &mut StrBuilder, text: CText<'_>) -> PyResult<()> {
        let bytes = text.prefix(self.precision.unwrap_or(usize::MAX));
        let text = standard::decode(Standard::Utf8, bytes, Some("replace"))?;
        self.push_text(out, &text, None)
    }
}

/// The next argument, an object or null.
fn object<'a>(va: &mut VaList) -> Option<&'a Object> {
    // SAFETY: the format says that an object was passed, which lives during the call.
    unsafe { Object::from_nullable(va.arg::<*mut PyObject>()) }
}

/// The next argument, a text.
fn c_text<'a>(va: &mut VaList) -> CText<'a> {
    // SAFETY: the format says that a text was passed, which lives during the call.
    unsafe { CText::from_ptr(va.arg::<*const c_char>()) }
}

/// `PyUnicode_FromFormatV`.
pub fn text(format: CText<'_>, va: &mut VaList) -> PyResult<Py<Str>> {
    let format = format.bytes().unwrap_or_default();
    let mut out = StrBuilder::new();
    let mut at = 0;
    while at < format.len() {
        if format[at] != b'%' {
            let end = format[at..].iter().position(|&byte| byte == b'%').map_or(format.len(), |end| at + end);
            push_literal(&mut out, &format[at..end])?;
            at = end;
            continue;
        }
        let start = at;
        at += 1;
        let directive = directive(format, &mut at)?;
        if !push_directive(&mut out, &directive, format.get(at).copied(), va)? {
            push_literal(&mut out, &format[start..])?;
            break;
        }
        at += 1;
    }
    out.finish()
}

fn push_literal(out: &mut StrBuilder, literal: &[u8]) -> PyResult<()> {
    if let Some(byte) = literal.iter().find(|byte| !byte.is_ascii()) {
        return Err(raise!(
            ValueError,
            "PyUnicode_FromFormatV() expects an ASCII-encoded format string, got a non-ASCII byte: 0x{byte:02x}"
        ));
    }
    out.push_data(StrData::Ascii(literal));
    Ok(())
}

/// Appends what the directive with this letter asks for; false if there is none.
fn push_directive(out: &mut StrBuilder, directive: &Directive, letter: Option<u8>, va: &mut VaList) -> PyResult<bool> {
    match letter {
        Some(b'c') => {
            let point = u32::try_from(va.arg::<c_int>()).ok().filter(|&point| point <= 0x10_FFFF);
            out.push(point.ok_or_else(|| raise!(OverflowError, "character argument not in range(0x110000)"))?);
        }
        Some(b'd' | b'i') => directive.push_number(out, &directive.length.signed(va))?,
        Some(b'u') => directive.push_number(out, &directive.length.unsigned(va))?,
        Some(b'x') => directive.push_number(out, &format!("{:x}", va.arg::<c_int>()))?,
        Some(b'p') => out.push_str(&pointer(va.arg())),
        Some(b's') => directive.push_c_text(out, c_text(va))?,
        Some(b'V') => {
            let (object, text) = (object(va), c_text(va));
            match object.and_then(|object| object.downcast::<Str>()) {
                Some(object) => directive.push_text(out, object, directive.precision)?,
                None => directive.push_c_text(out, text)?,
            }
        }
        Some(b'U') => {
            let Some(text) = object(va).and_then(|object| object.downcast::<Str>()) else {
                return Err(errors::bad_internal_call());
            };
            directive.push_text(out, text, directive.precision)?;
        }
        Some(b'S') => directive.push_text(out, &*text_of(object(va), protocol::str)?, directive.precision)?,
        Some(b'R') => directive.push_text(out, &*text_of(object(va), protocol::repr)?, directive.precision)?,
        Some(b'A') => directive.push_text(out, &*text_of(object(va), protocol::ascii)?, directive.precision)?,
        Some(b'%') => out.push(b'%'.into()),
        _ => return Ok(false),
    }
    Ok(true)
}

/// `PyBytes_FromFormatV`.
pub fn bytes(format: CText<'_>, va: &mut VaList) -> PyResult<Py<Bytes>> {
    let format = format.bytes().unwrap_or_default();
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(&byte) = format.get(at) {
        let start = at;
        at += 1;
        if byte != b'%' {
            out.push(byte);
            continue;
        }
        let is_digit = |at: &usize| format.get(*at).is_some_and(u8::is_ascii_digit);
        while is_digit(&at) {
            at += 1;
        }
        let mut precision = 0usize;
        if format.get(at) == Some(&b'.') {
            at += 1;
            while is_digit(&at) {
                precision = precision.saturating_mul(10).saturating_add(usize::from(format[at] - b'0'));
                at += 1;
            }
        }
        while format.get(at).is_some_and(|&byte| byte != b'%' && !byte.is_ascii_alphabetic()) {
            at += 1;
        }
        let mut length = Length::Int;
        if let (Some(letter @ (b'l' | b'z')), Some(b'd' | b'u')) = (format.get(at), format.get(at + 1)) {
            length = if *letter == b'l' { Length::Long } else { Length::Size };
            at += 1;
        }
        match format.get(at) {
            Some(b'c') => {
                let byte = u8::try_from(va.arg::<c_int>()).map_err(|_| {
                    raise!(OverflowError, "PyBytes_FromFormatV(): %c format expects an integer in range [0; 255]")
                })?;
                out.push(byte);
            }
            Some(b'd') => out.extend(length.signed(va).as_bytes()),
            Some(b'u') => out.extend(length.unsigned(va).as_bytes()),
            Some(b'i') => out.extend(Length::Int.signed(va).as_bytes()),
            Some(b'x') => out.extend(format!("{:x}", va.arg::<c_int>()).as_bytes()),
            Some(b's') => out.extend(c_text(va).prefix(if precision == 0 { usize::MAX } else { precision })),
            Some(b'p') => out.extend(pointer(va.arg()).as_bytes()),
            Some(b'%') => out.push(b'%'),
            _ => {
                out.extend(&format[start..]);
                break;
            }
        }
        at += 1;
    }
    Bytes::new(&out)
}
