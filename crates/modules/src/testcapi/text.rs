//! Strings as C arrays, and codecs as native code asks for them.

use pyston_builtins::codecs;
use pyston_object::buffer;
use pyston_object::exception::Exception;
use pyston_object::prelude::*;
use pyston_object::{attr, call};

use super::must_be;

/// An index as slices have it: from the end if negative, within the string.
fn adjusted(index: isize, len: usize) -> usize {
    let index = if index < 0 { index.saturating_add_unsigned(len).max(0) } else { index };
    (index as usize).min(len)
}

/// What C code calls the kind of a string.
fn kind_name(text: &Str) -> &'static str {
    match text.data() {
        StrData::Ascii(_) => "ascii",
        StrData::Ucs1(_) => "latin1",
        StrData::Ucs2(_) => "UCS2",
        StrData::Ucs4(_) => "UCS4",
    }
}

fn max_of_kind(text: &Str) -> u32 {
    match text.data() {
        StrData::Ascii(_) => 0x7F,
        StrData::Ucs1(_) => 0xFF,
        StrData::Ucs2(_) => 0xFFFF,
        StrData::Ucs4(_) => 0x10_FFFF,
    }
}

fn out_of_range() -> Raised {
    raise!(IndexError, "string index out of range")
}

/// One of the factories in what `codecs.lookup` gives, called for `errors`.
fn incremental(encoding: &Str, errors: Option<&Str>, factory: &Str) -> PyResult {
    let codec = codecs::lookup(&encoding.to_utf8()?)?;
    let factory = attr::getattr_str(&codec, factory)?;
    let errors: Vec<&Object> = errors.iter().map(|errors| errors.as_object()).collect();
    call::call(&factory, &errors)
}

/// The result of a codec; its error as the C functions for the locale report theirs.
fn locale_result(result: PyResult, errors: &Str, what: &str) -> PyResult {
    if !["strict", "surrogateescape", "surrogatepass"].iter().any(|known| errors.eq_str(known)) {
        drop(result);
        errors::clear();
        return Err(raise!(ValueError, "unsupported error handler"));
    }
    let raised = match result {
        Err(raised) if raised.is(&exc::UnicodeError) => raised,
        other => return other,
    };
    let error = errors::take(raised).into_instance();
    debug_assert!(Exception::check(&error));
    let start = protocol::index_as_ssize(&*attr::getattr_str(&error, name!("start"))?)?;
    Err(raise!(RuntimeError, "{what}e error: pos={start}, reason={what}ing error"))
}

pub(super) struct Text;

#[pymodule("_testcapi")]
impl Text {
    /// A string of the same content made the old way of C code; here all are of one kind.
    #[function(args = "(str, /)")]
    fn unicode_legacy_string(str: &Str) -> Py<Str> {
        str.new_ref()
    }

    /// A string in an array one longer than buflen, which begins as zeros and ends with U+FFFF.
    #[function(args = "(str, buflen, copy_null, /)")]
    fn unicode_asucs4(str: &Str, buflen: isize, copy_null: bool) -> PyResult<Py<Str>> {
        let Some(size) = usize::try_from(buflen).ok().and_then(|len| len.checked_add(1)) else {
            return Err(errors::no_memory());
        };
        let mut buffer = vec![0; size];
        buffer[size - 1] = 0xFFFF;
        if str.len() + usize::from(copy_null) > size {
            return Err(raise!(SystemError, "string is longer than the buffer"));
        }
        buffer.iter_mut().zip(str.data().iter()).for_each(|(place, point)| *place = point);
        if copy_null {
            buffer[str.len()] = 0;
        }
        Str::from_points(&buffer)
    }

    /// What an array of buflen takes of a string and its final NUL, and how many characters.
    #[function(args = "(str, buflen, /)")]
    fn unicode_aswidechar(str: &Str, buflen: isize) -> PyResult<(Py<Str>, usize)> {
        let len = usize::try_from(buflen).map_err(|_| errors::no_memory())?;
        let points: Vec<u32> = str.data().iter().chain([0]).take(len).collect();
        Ok((Str::from_points(&points)?, str.len().min(len)))
    }

    /// A string with its final NUL, and how many characters it has.
    #[function(args = "(str, /)")]
    fn unicode_aswidecharstring(str: &Str) -> PyResult<(Py<Str>, usize)> {
        let points: Vec<u32> = str.data().iter().chain([0]).collect();
        Ok((Str::from_points(&points)?, str.len()))
    }

    /// Where a character is, the first place or (direction not above 0) the last; -1 if nowhere.
    #[function(args = "(str, ch, start, end, direction, /)")]
    fn unicode_findchar(str: &Str, ch: u32, start: isize, end: isize, direction: i32) -> isize {
        let (start, end) = (adjusted(start, str.len()), adjusted(end, str.len()));
        let mut places = (start..end.max(start)).filter(|&index| str.data().at(index) == ch);
        let found = if direction > 0 { places.next() } else { places.next_back() };
        found.map_or(-1, |index| index as isize)
    }

    /// Copies characters into a string of NULs, as long and as wide as another one.
    #[function(args = "(to, to_start, from, from_start, how_many, /)")]
    fn unicode_copycharacters(
        to: &Str,
        to_start: isize,
        from: &Object,
        from_start: isize,
        how_many: isize,
    ) -> PyResult<(Py<Str>, usize)> {
        let from: &Str = from.downcast().ok_or_else(errors::bad_internal_call)?;
        let within = |start: isize, text: &Str| usize::try_from(start).ok().filter(|&start| start <= text.len());
        let from_start = within(from_start, from).ok_or_else(out_of_range)?;
        let to_start = within(to_start, to).ok_or_else(out_of_range)?;
        let Ok(how_many) = usize::try_from(how_many) else {
            return Err(raise!(SystemError, "how_many cannot be negative"));
        };
        let how_many = how_many.min(from.len() - from_start);
        if to_start + how_many > to.len() {
            return Err(raise!(
                SystemError,
                "Cannot write {how_many} characters at {to_start} in a string of {} characters",
                to.len()
            ));
        }
        let copied = from.data().slice(from_start, from_start + how_many);
        if copied.iter().any(|point| point > max_of_kind(to)) {
            let (from, to) = (kind_name(from), kind_name(to));
            return Err(raise!(SystemError, "Cannot copy {from} characters into a string of {to} characters"));
        }
        let mut points = vec![0; to.len()];
        points[to_start..].iter_mut().zip(copied.iter()).for_each(|(place, point)| *place = point);
        Ok((Str::from_points(&points)?, how_many))
    }

    /// A number's text as ASCII: decimal digits and white space become plain ones.
    #[function(args = "(str, errors=None, /)")]
    fn unicode_encodedecimal(str: &Str, errors: Option<&Str>) -> PyResult<Vec<u8>> {
        let _ = errors;
        let plain = |(index, point): (usize, u32)| match pyston_unicode::decimal(point) {
            _ if pyston_unicode::is_space(point) => Ok(b' '),
            Some(digit) => Ok(b'0' + digit as u8),
            None if (1..256).contains(&point) => Ok(point as u8),
            None => {
                let reason = "invalid decimal Unicode string";
                Err(pyston_object::str::encode_error(str, "decimal", index, index + 1, reason))
            }
        };
        str.data().iter().enumerate().map(plain).collect()
    }

    /// A string with decimal digits made ASCII.
    #[function(args = "(str, /)")]
    fn unicode_transformdecimaltoascii(str: &Str) -> PyResult<Py<Str>> {
        let plain = |point| pyston_unicode::decimal(point).map_or(point, |digit| u32::from(b'0') + digit);
        let points: Vec<u32> = str.data().iter().map(plain).collect();
        Str::from_points(&points)
    }

    /// The UTF-8 of a string, or a read-only object's bytes.
    #[function(args = "(arg, /)")]
    fn getargs_s_hash(arg: &Object) -> PyResult<Py<Bytes>> {
        if let Some(text) = arg.downcast::<Str>() {
            return Bytes::new(text.utf8()?.as_bytes());
        }
        if buffer::has_release(arg) {
            return Err(must_be(1, "read-only bytes-like object", arg));
        }
        Bytes::new(&Buffer::new(arg)?.to_vec())
    }

    /// A string as C code sees it that takes it for ended by a NUL.
    #[function(args = "(arg, /)")]
    fn getargs_u(arg: &Object) -> PyResult<Py<Str>> {
        let Some(text) = arg.downcast::<Str>() else { return Err(must_be(1, "str", arg)) };
        if text.data().iter().any(|point| point == 0) {
            return Err(raise!(ValueError, "embedded null character"));
        }
        Str::from_data(text.data())
    }

    #[function(name = "codec_incrementalencoder", args = "(encoding, errors=None, /)")]
    fn test_incrementalencoder(encoding: &Str, errors: Option<&Str>) -> PyResult {
        incremental(encoding, errors, name!("incrementalencoder"))
    }

    #[function(name = "codec_incrementaldecoder", args = "(encoding, errors=None, /)")]
    fn test_incrementaldecoder(encoding: &Str, errors: Option<&Str>) -> PyResult {
        incremental(encoding, errors, name!("incrementaldecoder"))
    }

    /// Text in the locale's encoding, which is UTF-8.
    #[function(name = "EncodeLocaleEx", args = "(text, current_locale=0, errors='strict', /)")]
    fn encode_locale_ex(text: &Str, current_locale: i32, errors: Option<&Str>) -> PyResult {
        let _ = current_locale;
        let errors = errors.map_or_else(|| Str::intern("strict"), Layout::new_ref);
        let encoded = call::call_method(text, name!("encode"), &[&*Str::intern("utf-8"), &errors]);
        locale_result(encoded, &errors, "encod")
    }

    /// Bytes in the locale's encoding, which is UTF-8, as text.
    #[function(name = "DecodeLocaleEx", args = "(bytes, current_locale=0, errors='strict', /)")]
    fn decode_locale_ex(bytes: Buffer, current_locale: i32, errors: Option<&Str>) -> PyResult {
        let _ = current_locale;
        let errors = errors.map_or_else(|| Str::intern("strict"), Layout::new_ref);
        let bytes = Bytes::new(&bytes.to_vec())?;
        let decoded = call::call_method(&bytes, name!("decode"), &[&*Str::intern("utf-8"), &errors]);
        locale_result(decoded, &errors, "decod")
    }
}
