//! `UnicodeEncodeError`, `UnicodeDecodeError`, `UnicodeTranslateError`.

use pyston_object::exception::kinds::{self, UnicodeError};
use pyston_object::prelude::*;

use super::base::base_init;
use super::simple::as_exception;

/// The arguments by position, checked as they are taken.
struct Taker<'a> {
    args: &'a [&'a Object],
    next: usize,
}

impl<'a> Taker<'a> {
    fn new(args: &'a Tuple, wanted: usize) -> PyResult<Taker<'a>> {
        if args.len() != wanted {
            return Err(raise!(TypeError, "function takes exactly {wanted} arguments ({} given)", args.len()));
        }
        Ok(Taker { args: args.as_slice(), next: 0 })
    }

    fn object(&mut self) -> &'a Object {
        self.next += 1;
        self.args[self.next - 1]
    }

    fn text(&mut self) -> PyResult<Py> {
        let object = self.object();
        if Str::check(object) {
            return Ok(object.new_ref());
        }
        let got = if object.is_none() { "None".into() } else { object.type_name() };
        Err(raise!(TypeError, "argument {} must be str, not {got:.50}", self.next))
    }

    fn size(&mut self) -> PyResult<isize> {
        let object = self.object();
        if Float::check(object) {
            return Err(raise!(TypeError, "integer argument expected, got float"));
        }
        protocol::index_as_ssize(object)
    }
}

/// The object of a decoding error as bytes.
fn as_bytes(object: &Object) -> PyResult {
    if Bytes::check(object) {
        return Ok(object.new_ref());
    }
    pyston_object::buffer::Buffer::new(object)?.to_vec().into_py()
}

/// What `encoding` and `reason` show as.
fn shown(field: Option<Py>) -> PyResult<Py<Str>> {
    protocol::str(&field.unwrap_or_else(singletons::py_none))
}

/// The one code unit that the error is about, if it is one that exists.
fn single(this: &UnicodeError, len: usize) -> Option<usize> {
    let start = usize::try_from(this.start()).ok()?;
    (start < len && this.end() == this.start() + 1).then_some(start)
}

/// `'\xe4'` as messages show a character that cannot be encoded.
fn escaped(point: u32) -> String {
    match point {
        0..0x100 => format!("'\\x{point:02x}'"),
        0x100..0x1_0000 => format!("'\\u{point:04x}'"),
        _ => format!("'\\U{point:08x}'"),
    }
}

fn message(start: Option<&Str>, verb: &str, what: &str, place: &str, reason: &Str) -> PyResult<Py<Str>> {
    let mut out = StrBuilder::new();
    if let Some(encoding) = start {
        out.push_str("'");
        out.push_py(encoding);
        out.push_str("' codec ");
    }
    out.push_str(&format!("can't {verb} {what} in position {place}: "));
    out.push_py(reason);
    out.finish()
}

fn character_message(this: &UnicodeError, verb: &str, with_encoding: bool) -> PyResult<Py<Str>> {
    let Some(subject) = this.subject() else { return Ok(Str::empty()) };
    let reason = shown(this.reason())?;
    let encoding = if with_encoding { Some(shown(this.encoding())?) } else { None };
    let text = subject.downcast::<Str>();
    let (what, place) = match text.and_then(|text| single(this, text.len()).map(|at| (at, text.data().at(at)))) {
        Some((at, point)) => (format!("character {}", escaped(point)), at.to_string()),
        None => ("characters".to_owned(), format!("{}-{}", this.start(), this.end().wrapping_sub(1))),
    };
    message(encoding.as_deref(), verb, &what, &place, &reason)
}

pub struct UnicodeEncodeErrorType;

#[pytype(exc::UnicodeEncodeError)]
impl UnicodeEncodeErrorType {
    #[slot]
    fn tp_init(this: &UnicodeError, args: &Tuple, kwargs: Option<&Dict>) -> PyResult<()> {
        base_init(as_exception(this), args, kwargs)?;
        let mut taker = Taker::new(args, 5)?;
        let (encoding, subject) = (taker.text()?, taker.text()?);
        fill(this, Some(encoding), subject, &mut taker)
    }

    #[slot]
    fn tp_str(this: &UnicodeError) -> PyResult<Py<Str>> {
        character_message(this, "encode", true)
    }
}

pub struct UnicodeDecodeErrorType;

#[pytype(exc::UnicodeDecodeError)]
impl UnicodeDecodeErrorType {
    #[slot]
    fn tp_init(this: &UnicodeError, args: &Tuple, kwargs: Option<&Dict>) -> PyResult<()> {
        base_init(as_exception(this), args, kwargs)?;
        let mut taker = Taker::new(args, 5)?;
        let (encoding, subject) = (taker.text()?, taker.object());
        let (start, end, reason) = (taker.size()?, taker.size()?, taker.text()?);
        set_fields(this, Some(encoding), as_bytes(subject)?, (start, end), reason);
        Ok(())
    }

    #[slot]
    fn tp_str(this: &UnicodeError) -> PyResult<Py<Str>> {
        let Some(subject) = this.subject() else { return Ok(Str::empty()) };
        let (reason, encoding) = (shown(this.reason())?, shown(this.encoding())?);
        let bytes = subject.downcast::<Bytes>().map(Bytes::as_slice).unwrap_or_default();
        let (what, place) = match single(this, bytes.len()) {
            Some(at) => (format!("byte 0x{:02x}", bytes[at]), at.to_string()),
            None => ("bytes".to_owned(), format!("{}-{}", this.start(), this.end().wrapping_sub(1))),
        };
        message(Some(&encoding), "decode", &what, &place, &reason)
    }
}

pub struct UnicodeTranslateErrorType;

#[pytype(exc::UnicodeTranslateError)]
impl UnicodeTranslateErrorType {
    #[slot]
    fn tp_init(this: &UnicodeError, args: &Tuple, kwargs: Option<&Dict>) -> PyResult<()> {
        base_init(as_exception(this), args, kwargs)?;
        let mut taker = Taker::new(args, 4)?;
        let subject = taker.text()?;
        fill(this, None, subject, &mut taker)
    }

    #[slot]
    fn tp_str(this: &UnicodeError) -> PyResult<Py<Str>> {
        character_message(this, "translate", false)
    }
}

fn fill(this: &UnicodeError, encoding: Option<Py>, subject: Py, taker: &mut Taker<'_>) -> PyResult<()> {
    let (start, end, reason) = (taker.size()?, taker.size()?, taker.text()?);
    set_fields(this, encoding, subject, (start, end), reason);
    Ok(())
}

fn set_fields(this: &UnicodeError, encoding: Option<Py>, subject: Py, place: (isize, isize), reason: Py) {
    this.set_encoding(encoding);
    this.set_subject(Some(subject));
    this.set_start(place.0);
    this.set_end(place.1);
    this.set_reason(Some(reason));
}

pub(super) fn install() {
    UnicodeEncodeErrorType::install();
    UnicodeDecodeErrorType::install();
    UnicodeTranslateErrorType::install();
    for ty in [&exc::UnicodeEncodeError, &exc::UnicodeDecodeError, &exc::UnicodeTranslateError] {
        ty.fill(kinds::install::<UnicodeError>);
    }
}
