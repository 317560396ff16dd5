//! `longobject.h`: ints.

use std::ffi::{c_char, c_int, c_long, c_ulong, c_void};

use pyston_numeric::int as numeric;
use pyston_object::prelude::*;

use crate::capi;
use crate::object::not_null;
use crate::text::{CText, Out};

/// `bin`, `oct`, `hex` or decimal digits.
///
/// # Errors
/// `SystemError` for other bases.
pub(crate) fn in_base(value: &Int, base: c_int) -> PyResult<Py<Str>> {
    let prefix = match base {
        2 => "0b",
        8 => "0o",
        10 => return pyston_builtins::int::text::int_repr(value),
        16 => "0x",
        _ => return Err(raise!(SystemError, "PyNumber_ToBase: base must be 2, 8, 10 or 16")),
    };
    let digits = pyston_numeric::int::radix_magnitude(value.numeric(), base as u32);
    Str::new(&format!("{}{prefix}{digits}", if value.is_negative() { "-" } else { "" }))
}

/// The int that an object must be.
fn exact(object: Option<&Object>) -> PyResult<&Int> {
    let object = object.ok_or_else(errors::bad_internal_call)?;
    object.downcast::<Int>().ok_or_else(|| raise!(TypeError, "an integer is required"))
}

/// The int that an object is or stands for.
fn number(object: Option<&Object>) -> PyResult<Py<Int>> {
    let object = object.ok_or_else(errors::bad_internal_call)?;
    match object.downcast::<Int>() {
        Some(int) => Ok(int.new_ref()),
        None => protocol::as_int(object),
    }
}

fn too_large(what: &str) -> Raised {
    raise!(OverflowError, "Python int too large to convert to C {what}")
}

/// The value as an unsigned word; the names are what messages call it if it is negative, and if it is too large.
fn unsigned(object: Option<&Object>, negative: &str, large: &str) -> PyResult<u64> {
    let value = exact(object)?;
    if value.is_negative() {
        return Err(raise!(OverflowError, "can't convert negative value to {negative}"));
    }
    value.to_u64().ok_or_else(|| too_large(large))
}

fn with_overflow(object: Option<&Object>, overflow: Out<'_, c_int>) -> PyResult<i64> {
    overflow.set(0);
    let value = number(object)?;
    Ok(value.to_i64().unwrap_or_else(|| {
        overflow.set(if value.is_negative() { -1 } else { 1 });
        -1
    }))
}

/// The int that a text is; `end` becomes the place where reading ended, also if that is not the text's end.
fn parse(text: CText<'_>, end: Out<'_, *const c_char>, base: c_int) -> PyResult<Py<Int>> {
    if (base != 0 && base < 2) || base > 36 {
        return Err(raise!(ValueError, "int() arg 2 must be >= 2 and <= 36"));
    }
    let bytes = text.bytes().unwrap_or_default();
    let (len, shown_base) = number_len(bytes, base as u32);
    let rest = bytes[len..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    end.set(text.as_ptr().wrapping_add(len + rest));
    match numeric::parse(&bytes[..len], base as u32, pyston_object::int::max_str_digits()) {
        Ok(value) if len + rest == bytes.len() => Int::from_numeric(&value),
        Err(numeric::ParseIntError::Limit(error)) => Err(error.into()),
        _ => {
            let shown = protocol::repr(&*crate::text::decode_replacing(bytes)?)?;
            Err(raise!(ValueError, "invalid literal for int() with base {shown_base}: {shown:.200}"))
        }
    }
}

/// How many bytes are spaces, sign, prefix and digits, and the base that they are in.
fn number_len(bytes: &[u8], mut base: u32) -> (usize, u32) {
    let mut at = bytes.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    at += usize::from(matches!(bytes.get(at), Some(b'+' | b'-')));
    if bytes.get(at) == Some(&b'0') {
        let found = match bytes.get(at + 1).map(u8::to_ascii_lowercase) {
            Some(b'x') => 16,
            Some(b'o') => 8,
            Some(b'b') => 2,
            _ => 0,
        };
        if found != 0 && (base == 0 || base == found) {
            at += 2;
            base = found;
        }
    }
    let base = if base == 0 { 10 } else { base };
    let digits = bytes[at..].iter().take_while(|&&byte| byte == b'_' || char::from(byte).is_digit(base));
    (at + digits.count(), base)
}

capi! {
    fn PyLong_FromLong(value: c_long) -> PyResult<Py<Int>> { Int::from_i64(value) }

    fn PyLong_FromLongLong(value: c_long) -> PyResult<Py<Int>> { Int::from_i64(value) }

    fn PyLong_FromSsize_t(value: isize) -> PyResult<Py<Int>> { Int::from_i64(value as i64) }

    fn PyLong_FromUnsignedLong(value: c_ulong) -> PyResult<Py<Int>> { Int::from_u64(value) }

    fn PyLong_FromUnsignedLongLong(value: c_ulong) -> PyResult<Py<Int>> { Int::from_u64(value) }

    fn PyLong_FromSize_t(value: usize) -> PyResult<Py<Int>> { Int::from_usize(value) }

    fn PyLong_FromVoidPtr(value: *mut c_void) -> PyResult<Py<Int>> { Int::from_usize(value as usize) }

    fn PyLong_FromDouble(value: f64) -> PyResult<Py<Int>> {
        Int::from_numeric(&pyston_numeric::float::to_int(value)?)
    }

    fn PyLong_FromString(text: CText<'_>, end: Out<'_, *const c_char>, base: c_int) -> PyResult<Py<Int>> {
        parse(text, end, base)
    }

    fn PyLong_FromUnicodeObject(text: &Str, base: c_int) -> PyResult<Py<Int>> {
        let bytes = pyston_builtins::int::text::number_bytes(text);
        pyston_builtins::int::text::parse_int(&bytes, base as u32, text)
    }

    fn PyLong_AsLong(object: Option<&Object>) -> PyResult<c_long> {
        number(object)?.to_i64().ok_or_else(|| too_large("long"))
    }

    fn PyLong_AsLongLong(object: Option<&Object>) -> PyResult<c_long> {
        number(object)?.to_i64().ok_or_else(|| raise!(OverflowError, "int too big to convert"))
    }

    fn PyLong_AsSsize_t(object: Option<&Object>) -> PyResult<isize> {
        exact(object)?.to_i64().map(|value| value as isize).ok_or_else(|| too_large("ssize_t"))
    }

    fn _PyLong_AsInt(object: Option<&Object>) -> PyResult<c_int> {
        let value = number(object)?.to_i64().and_then(|value| c_int::try_from(value).ok());
        value.ok_or_else(|| too_large("int"))
    }

    /// Out of range is -1 without an exception, and a sign in `overflow`.
    fn PyLong_AsLongAndOverflow(object: Option<&Object>, overflow: Out<'_, c_int>) -> PyResult<c_long> {
        with_overflow(object, overflow)
    }

    fn PyLong_AsLongLongAndOverflow(object: Option<&Object>, overflow: Out<'_, c_int>) -> PyResult<c_long> {
        with_overflow(object, overflow)
    }

    fn PyLong_AsUnsignedLong(object: Option<&Object>) -> PyResult<c_ulong> { unsigned(object, "unsigned int", "unsigned long") }

    fn PyLong_AsUnsignedLongLong(object: Option<&Object>) -> PyResult<c_ulong> {
        let value = exact(object)?;
        if value.is_negative() {
            return Err(raise!(OverflowError, "can't convert negative int to unsigned"));
        }
        value.to_u64().ok_or_else(|| raise!(OverflowError, "int too big to convert"))
    }

    fn PyLong_AsSize_t(object: Option<&Object>) -> usize {
        unsigned(object, "size_t", "size_t").map_or(usize::MAX, |value| value as usize)
    }

    fn PyLong_AsUnsignedLongMask(object: Option<&Object>) -> PyResult<c_ulong> {
        number(object).map(|value| value.to_u64_wrapping())
    }

    fn PyLong_AsUnsignedLongLongMask(object: Option<&Object>) -> PyResult<c_ulong> {
        number(object).map(|value| value.to_u64_wrapping())
    }

    fn PyLong_AsDouble(object: Option<&Object>) -> PyResult<f64> {
        let value = exact(object)?;
        value.to_f64().map_err(|raised| {
            if raised.is(&exc::OverflowError) {
                return raise!(OverflowError, "int too large to convert to float");
            }
            raised
        })
    }

    fn PyLong_AsVoidPtr(object: Option<&Object>) -> *mut c_void {
        let value = match exact(object) {
            Ok(value) => value,
            Err(Raised) => return std::ptr::null_mut(),
        };
        let word = value.to_i64().map(|value| value as u64).or_else(|| value.to_u64());
        word.map_or_else(
            || {
                let Raised = too_large(if value.is_negative() { "long" } else { "unsigned long" });
                std::ptr::null_mut()
            },
            |word| word as *mut c_void,
        )
    }

    fn PyLong_GetInfo() -> PyResult {
        let found = pyston_runtime::sys::get(name!("int_info"))?;
        found.ok_or_else(|| raise!(RuntimeError, "lost sys.int_info"))
    }

    fn _PyLong_Sign(value: &Int) -> c_int { value.signed_len().signum() as c_int }

    fn _PyLong_NumBits(value: &Int) -> usize { value.numeric().bit_length() as usize }

    fn _PyLong_FromByteArray(bytes: *const u8, len: usize, little: c_int, signed: c_int) -> PyResult<Py<Int>> {
        // SAFETY: the caller has so many bytes there.
        let bytes = if len == 0 { &[] } else { unsafe { std::slice::from_raw_parts(bytes, len) } };
        Int::from_numeric(&pyston_numeric::int::from_bytes(bytes, little != 0, signed != 0))
    }

    fn _PyLong_AsByteArray(value: &Int, bytes: *mut u8, len: usize, little: c_int, signed: c_int) -> PyResult<()> {
        let made = pyston_numeric::int::to_bytes(value.numeric(), len, little != 0, signed != 0)?;
        // SAFETY: the caller has room for so many bytes.
        unsafe { std::ptr::copy_nonoverlapping(made.as_ptr(), bytes, made.len()) }
        Ok(())
    }

    fn _PyLong_Format(object: Option<&Object>, base: c_int) -> PyResult<Py<Str>> {
        in_base(exact(Some(not_null(object)?))?, base)
    }

    fn _PyLong_GCD(a: &Int, b: &Int) -> PyResult<Py<Int>> {
        Int::from_numeric(&pyston_numeric::int::gcd(a.numeric(), b.numeric()))
    }

    fn _PyLong_FromNbIndexOrNbInt(object: &Object) -> PyResult<Py<Int>> { number(Some(object)) }

    fn PyOS_strtol(text: CText<'_>, end: Out<'_, *const c_char>, base: c_int) -> c_long {
        let (value, len) = c_number(text, base);
        end.set(text.as_ptr().wrapping_add(len));
        match value {
            Some((negative, magnitude)) if magnitude <= i64::MAX as u64 + u64::from(negative) => {
                if negative { (magnitude as i64).wrapping_neg() } else { magnitude as i64 }
            }
            Some((negative, _)) => {
                errors::set_errno(libc::ERANGE);
                if negative { i64::MIN } else { i64::MAX }
            }
            None => {
                errors::set_errno(libc::ERANGE);
                i64::MAX
            }
        }
    }

    fn PyOS_strtoul(text: CText<'_>, end: Out<'_, *const c_char>, base: c_int) -> c_ulong {
        let (value, len) = c_number(text, base);
        end.set(text.as_ptr().wrapping_add(len));
        value.map_or_else(
            || {
                errors::set_errno(libc::ERANGE);
                u64::MAX
            },
            |(_, magnitude)| magnitude,
        )
    }
}

/// Sign and magnitude of the number that a text begins with, if that fits a word, and where it ends.
fn c_number(text: CText<'_>, base: c_int) -> (Option<(bool, u64)>, usize) {
    let bytes = text.bytes().unwrap_or_default();
    let start = bytes.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    let sign = matches!(bytes.get(start), Some(b'+' | b'-'));
    let negative = bytes.get(start) == Some(&b'-');
    let mut at = start + usize::from(sign);
    let prefix = match bytes.get(at..at + 2).map(<[u8]>::to_ascii_lowercase).as_deref() {
        Some(b"0x") => 16,
        Some(b"0o") => 8,
        Some(b"0b") => 2,
        _ => 0,
    };
    let mut base = base as u32;
    if prefix != 0
        && (base == 0 || base == prefix)
        && bytes.get(at + 2).is_some_and(|&b| char::from(b).is_digit(prefix))
    {
        (base, at) = (prefix, at + 2);
    }
    let base = if base == 0 { 10 } else { base };
    let mut value = Some(0u64);
    let first = at;
    while let Some(digit) = bytes.get(at).and_then(|&byte| char::from(byte).to_digit(base)) {
        value = value.and_then(|value| value.checked_mul(base.into())?.checked_add(digit.into()));
        at += 1;
    }
    (value.map(|value| (negative, value)), if at == first { 0 } else { at })
}
