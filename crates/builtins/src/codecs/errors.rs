//! Error handlers as the codecs of `pyston_codec` want them: by name, from the registry.
//!
//! **Invariant**: a handler written in Python may answer anything and may change the exception's
//! `object`; positions are checked here before a codec sees them.

use pyston_codec::{DecodeHandler, EncodeHandler, Failure, Fault, Output, Policy, Replacement, Resume, Text};
use pyston_object::prelude::*;
use pyston_object::tuple::Tuple;
use pyston_object::unicode_error::{self, UnicodeError};

use super::registry;

/// The built-in handler of this name, unless a program has registered another.
fn policy(name: Option<&str>) -> Option<Policy> {
    let name = name.unwrap_or("strict");
    Policy::from_name(name).filter(|policy| is_fixed(*policy) || !registry::is_replaced(name))
}

/// Codecs know these by name, whatever is registered.
fn is_fixed(policy: Policy) -> bool {
    matches!(policy, Policy::Strict | Policy::Ignore | Policy::Replace | Policy::SurrogateEscape)
}

/// Is the name that of a handler which runs no Python code?
pub fn is_builtin(name: Option<&str>) -> bool {
    policy(name).is_some()
}

/// What a registered handler needs from one error to the next.
#[derive(Default)]
struct Callback {
    function: Option<Py>,
    exception: Option<Py>,
}

impl Callback {
    /// Calls the handler for a fault; `make` makes the exception the first time.
    fn call(
        &mut self,
        name: Option<&str>,
        fault: &Fault,
        make: impl FnOnce() -> PyResult,
        message: &str,
    ) -> PyResult<(Py, isize)> {
        let function = match &self.function {
            Some(function) => function.clone(),
            None => self.function.insert(registry::lookup_error(name)?).clone(),
        };
        let exception = match &self.exception {
            Some(exception) => {
                if let Some((fields, _)) = unicode_error::of(exception) {
                    fields.set_place(fault.start, fault.end, fault.reason)?;
                }
                exception.clone()
            }
            None => self.exception.insert(make()?).clone(),
        };
        let answer = pyston_object::call::call(&function, &[&exception])?;
        let wrong = || raise!(TypeError, "{message}");
        let Some(answer) = answer.downcast::<Tuple>() else { return Err(wrong()) };
        let &[replacement, position] = answer.as_slice() else { return Err(wrong()) };
        if !Int::check(position) && !protocol::has_index(position) {
            return Err(wrong());
        }
        Ok((replacement.new_ref(), protocol::index_as_ssize(position)?))
    }

    fn fields(&self) -> Option<&UnicodeError> {
        self.exception.as_ref().and_then(|exception| unicode_error::of(exception)).map(|(fields, _)| fields)
    }
}

/// The position a handler answered, within `len` units.
fn checked_position(position: isize, len: usize) -> PyResult<usize> {
    let from_start = if position < 0 { position + len as isize } else { position };
    usize::try_from(from_start)
        .ok()
        .filter(|&position| position <= len)
        .ok_or_else(|| raise!(IndexError, "position {from_start} from error handler out of bounds"))
}

/// Decoding errors, handled by name.
pub struct DecodeErrors<'a> {
    name: Option<&'a str>,
    callback: Callback,
}

impl<'a> DecodeErrors<'a> {
    /// `None` is `"strict"`.
    pub fn new(name: Option<&'a str>) -> Self {
        DecodeErrors { name, callback: Callback::default() }
    }
}

fn decode_exception(fault: &Fault, input: &[u8]) -> PyResult {
    unicode_error::new_decode(fault.codec.name(), input, fault.start, fault.end, fault.reason)
}

impl<O: Output + ?Sized> DecodeHandler<O> for DecodeErrors<'_> {
    type Error = Raised;

    fn error(&mut self, fault: &Fault, input: &[u8], out: &mut O) -> PyResult<Resume> {
        if let Some(mut policy) = policy(self.name) {
            return DecodeHandler::error(&mut policy, fault, input, out).map_err(|failure| match failure {
                Failure::Fault(fault) => unicode_error::raise_made(decode_exception(&fault, input)),
                Failure::EncodeOnly => {
                    raise!(TypeError, "don't know how to handle UnicodeDecodeError in error callback")
                }
            });
        }
        let message = "decoding error handler must return (str, int) tuple";
        let (replacement, position) =
            self.callback.call(self.name, fault, || decode_exception(fault, input), message)?;
        let Some(replacement) = replacement.downcast::<Str>() else { return Err(raise!(TypeError, "{message}")) };
        let object = match self.callback.fields() {
            Some(fields) => match fields.bytes() {
                Ok(bytes) => bytes,
                Err(raised) => {
                    raised.clear();
                    return Err(raise!(TypeError, "exception attribute object must be bytes"));
                }
            },
            None => return Err(pyston_object::errors::bad_internal_call()),
        };
        let position = checked_position(position, object.len())?;
        replacement.data().iter().for_each(|point| out.push(point));
        let changed = object.as_slice() != input;
        Ok(Resume { position, input: changed.then(|| object.as_slice().to_vec()) })
    }
}

/// Encoding errors, handled by name.
pub struct EncodeErrors<'a> {
    name: Option<&'a str>,
    text: &'a Str,
    callback: Callback,
}

impl<'a> EncodeErrors<'a> {
    /// `text` is the string that is encoded; `None` is `"strict"`.
    pub fn new(name: Option<&'a str>, text: &'a Str) -> Self {
        EncodeErrors { name, text, callback: Callback::default() }
    }

    fn exception(&self, fault: &Fault) -> PyResult {
        unicode_error::new_encode(fault.codec.name(), self.text, fault.start, fault.end, fault.reason)
    }
}

impl EncodeHandler for EncodeErrors<'_> {
    type Error = Raised;

    fn error(&mut self, fault: &Fault, text: Text<'_>) -> PyResult<(Replacement, usize)> {
        if let Some(mut policy) = policy(self.name) {
            return EncodeHandler::error(&mut policy, fault, text).map_err(|failure| match failure {
                Failure::Fault(fault) => self.raise(&fault, text),
                Failure::EncodeOnly => pyston_object::errors::bad_internal_call(),
            });
        }
        let message = "encoding error handler must return (str/bytes, int) tuple";
        let owner = self.text;
        let make = || unicode_error::new_encode(fault.codec.name(), owner, fault.start, fault.end, fault.reason);
        let (replacement, position) = self.callback.call(self.name, fault, make, message)?;
        let replacement = if let Some(bytes) = replacement.downcast::<Bytes>() {
            Replacement::Bytes(bytes.as_slice().to_vec())
        } else if let Some(text) = replacement.downcast::<Str>() {
            Replacement::Text(text.data().iter().collect())
        } else {
            return Err(raise!(TypeError, "{message}"));
        };
        Ok((replacement, checked_position(position, text.len())?))
    }

    fn raise(&mut self, fault: &Fault, _: Text<'_>) -> Raised {
        if let (Some(exception), Some(fields)) = (&self.callback.exception, self.callback.fields()) {
            return match fields.set_place(fault.start, fault.end, fault.reason) {
                Ok(()) => pyston_object::errors::raise_instance(exception.clone()),
                Err(raised) => raised,
            };
        }
        unicode_error::raise_made(self.exception(fault))
    }
}
