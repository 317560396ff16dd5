//! What becomes of errors, and the loops of encoding and decoding around it.
//!
//! **Invariant**: as CPython's codecs of this family do, `strict`, `ignore` and `replace` are known by name,
//! and every other handler is looked up and called for each error by itself; the input stays what it was,
//! whatever a handler does to the exception.

use pyston_builtins::codecs;
use pyston_codec::Text;
use pyston_codec::multibyte::{Encoding, State, Stop};
use pyston_object::prelude::*;
use pyston_object::unicode_error;

/// The name of an error handler.
#[derive(Clone, PartialEq, Eq)]
pub enum Errors {
    Strict,
    Ignore,
    Replace,
    Named(String),
}

impl Errors {
    pub fn from_name(name: Option<&str>) -> Errors {
        match name.unwrap_or("strict") {
            "strict" => Errors::Strict,
            "ignore" => Errors::Ignore,
            "replace" => Errors::Replace,
            name => Errors::Named(name.to_string()),
        }
    }

    pub fn name(&self) -> &str {
        match self {
            Errors::Strict => "strict",
            Errors::Ignore => "ignore",
            Errors::Replace => "replace",
            Errors::Named(name) => name,
        }
    }
}

/// How many units an error covers, of `left` ones, and what it is.
fn extent(stop: Stop, left: usize) -> (usize, &'static str) {
    match stop {
        Stop::Illegal(len) => (len, "illegal multibyte sequence"),
        Stop::Incomplete | Stop::End => (left, "incomplete multibyte sequence"),
    }
}

/// Calls a handler; its answer is a replacement and a position within `len` units.
fn call_handler(
    name: &str,
    exception: &Object,
    len: usize,
    wrong: &str,
    is_ok: fn(&Object) -> bool,
) -> PyResult<(Py, usize)> {
    let handler = codecs::lookup_error(Some(name))?;
    let answer = pyston_object::call::call(&handler, &[exception])?;
    let wrong = || raise!(TypeError, "{wrong}");
    let Some(answer) = answer.downcast::<Tuple>() else { return Err(wrong()) };
    let &[replacement, position] = answer.as_slice() else { return Err(wrong()) };
    let Some(position) = position.downcast::<Int>().filter(|_| is_ok(replacement)) else { return Err(wrong()) };
    Ok((replacement.new_ref(), checked_position(position, len)?))
}

/// What does not fit a C integer counts as -1, unlike a position from the end.
fn checked_position(position: &Int, len: usize) -> PyResult<usize> {
    let position = match position.to_i64() {
        None => -1,
        Some(position) if position < 0 => position + len as i64,
        Some(position) => position,
    };
    usize::try_from(position)
        .ok()
        .filter(|&position| position <= len)
        .ok_or_else(|| raise!(IndexError, "position {position} from error handler out of bounds"))
}

/// The exception of this call so far, moved to another place, or a new one.
fn exception_at(
    exception: &mut Option<Py>,
    (start, end): (usize, usize),
    reason: &str,
    make: impl FnOnce() -> PyResult,
) -> PyResult {
    if let Some(exception) = exception {
        if let Some((fields, _)) = unicode_error::of(exception) {
            fields.set_place(start, end, reason)?;
        }
        return Ok(exception.clone());
    }
    Ok(exception.insert(make()?).clone())
}

/// Whether more text follows, and whether the encoder goes back to its initial state.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    Open,
    Flush,
    Reset,
}

/// Encodes `text` from `position` on, to its end unless that is open.
pub fn encode(
    encoding: &'static Encoding,
    state: &mut State,
    text: &Str,
    position: &mut usize,
    errors: &Errors,
    ending: Ending,
) -> PyResult<Vec<u8>> {
    let mut out = Vec::with_capacity(text.len() * 2);
    let mut exception = None;
    while *position < text.len() {
        match encoding.encode(state, text.data().into(), position, ending != Ending::Open, &mut out) {
            Stop::End => break,
            Stop::Incomplete if ending == Ending::Open => break,
            stop => {
                *position = encode_error(encoding, state, (text, *position), errors, stop, &mut exception, &mut out)?
            }
        }
    }
    if ending == Ending::Reset {
        encoding.reset_encoder(state, &mut out);
    }
    Ok(out)
}

/// Where to go on.
fn encode_error(
    encoding: &'static Encoding,
    state: &mut State,
    (text, start): (&Str, usize),
    errors: &Errors,
    stop: Stop,
    exception: &mut Option<Py>,
    out: &mut Vec<u8>,
) -> PyResult<usize> {
    let (len, reason) = extent(stop, text.len() - start);
    let end = start + len;
    if *errors == Errors::Replace && encoding.encode(state, Text::Ucs1(b"?"), &mut 0, false, out) != Stop::End {
        out.push(b'?');
    }
    if matches!(errors, Errors::Ignore | Errors::Replace) {
        return Ok(end);
    }
    let make = || unicode_error::new_encode(encoding.name, text, start, end, reason);
    let raised = exception_at(exception, (start, end), reason, make)?;
    let Errors::Named(name) = errors else { return Err(errors::raise_instance(raised)) };
    let wrong = "encoding error handler must return (str, int) tuple";
    let is_ok = |replacement: &Object| {
        replacement.is_instance_of(Str::static_type()) || replacement.is_instance_of(Bytes::static_type())
    };
    let (replacement, resume) = call_handler(name, &raised, text.len(), wrong, is_ok)?;
    match replacement.downcast::<Str>() {
        Some(text) => out.extend(encode(encoding, state, text, &mut 0, &Errors::Strict, Ending::Flush)?),
        None => out.extend_from_slice(replacement.downcast::<Bytes>().map_or(&[], |bytes| bytes.as_slice())),
    }
    Ok(resume)
}

/// A decoding in progress.
pub struct Decoding<'a> {
    pub encoding: &'static Encoding,
    pub state: State,
    pub input: &'a [u8],
    pub position: usize,
    pub errors: &'a Errors,
    out: StrBuilder,
    exception: Option<Py>,
}

impl<'a> Decoding<'a> {
    pub fn new(encoding: &'static Encoding, state: State, input: &'a [u8], errors: &'a Errors) -> Self {
        let out = StrBuilder::with_capacity(input.len() / 2);
        Decoding { encoding, state, input, position: 0, errors, out, exception: None }
    }

    /// Decodes what is complete; in the end, the rest is an error if this is `last`.
    pub fn run(&mut self, last: bool) -> PyResult<()> {
        while self.position < self.input.len() {
            match self.encoding.decode(&mut self.state, self.input, &mut self.position, &mut self.out) {
                Stop::End => break,
                Stop::Incomplete if !last => break,
                stop => self.error(stop)?,
            }
        }
        Ok(())
    }

    /// Deals with an error.
    pub fn error(&mut self, stop: Stop) -> PyResult<()> {
        let start = self.position;
        let (len, reason) = extent(stop, self.input.len() - start);
        let end = start + len;
        if *self.errors == Errors::Replace {
            pyston_codec::Output::push(&mut self.out, 0xFFFD);
        }
        if matches!(self.errors, Errors::Ignore | Errors::Replace) {
            self.position = end;
            return Ok(());
        }
        let make = || unicode_error::new_decode(self.encoding.name, self.input, start, end, reason);
        let raised = exception_at(&mut self.exception, (start, end), reason, make)?;
        let Errors::Named(name) = self.errors else { return Err(errors::raise_instance(raised)) };
        let wrong = "decoding error handler must return (str, int) tuple";
        let is_ok = |replacement: &Object| replacement.is_instance_of(Str::static_type());
        let (replacement, resume) = call_handler(name, &raised, self.input.len(), wrong, is_ok)?;
        if let Some(text) = replacement.downcast::<Str>() {
            self.out.push_py(text);
        }
        self.position = resume;
        Ok(())
    }

    /// What is not decoded yet.
    pub fn rest(&self) -> &'a [u8] {
        &self.input[self.position..]
    }

    pub fn text(self) -> PyResult<Py<Str>> {
        self.out.finish()
    }
}
