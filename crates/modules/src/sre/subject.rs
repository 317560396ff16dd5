//! What a pattern is matched against: a str, or the exported bytes of any other object.
//!
//! **Invariant**: Python code runs during a match (signal handlers, other threads) only while the
//! engine reads immutable memory. Bytes that others may write are first read undisturbed; a match that
//! takes long goes on with a copy.

use pyston_object::hooks;
use pyston_object::prelude::*;
use pyston_sre::{Check, Fault, Text};

/// The object and access to its characters, which stay in place as long as this lives.
pub struct Subject {
    object: Py,
    content: Content,
}

enum Content {
    Str(Py<Str>),
    Bytes(Py<Bytes>),
    /// Memory that may change.
    Buffer(Buffer),
}

/// One call of the engine.
pub type Attempt<'a> = &'a mut dyn FnMut(Text<'_>, Check<'_>) -> Result<bool, Fault>;

/// Bytes for which one undisturbed stretch of matching is let go on.
const BYTES_PER_STRETCH: usize = 1 << 16;

impl Subject {
    /// # Errors
    /// `TypeError` if the object is neither a str nor exports its memory.
    pub fn new(object: &Object) -> PyResult<Subject> {
        let content = match (object.downcast::<Str>(), object.downcast::<Bytes>()) {
            (Some(text), _) => Content::Str(text.new_ref()),
            (_, Some(bytes)) => Content::Bytes(bytes.new_ref()),
            _ => Content::Buffer(Buffer::new(object).map_err(|raised| {
                raised.clear();
                raise!(TypeError, "expected string or bytes-like object")
            })?),
        };
        Ok(Subject { object: object.new_ref(), content })
    }

    /// The object as it was given.
    pub fn object(&self) -> &Object {
        &self.object
    }

    pub fn is_bytes(&self) -> bool {
        !matches!(self.content, Content::Str(_))
    }

    /// The number of characters or bytes.
    pub fn len(&self) -> usize {
        match &self.content {
            Content::Str(text) => text.len(),
            Content::Bytes(bytes) => bytes.len(),
            Content::Buffer(buffer) => buffer.len(),
        }
    }

    /// The characters `start..end`, both within the text: as str or bytes, whatever the object's class.
    pub fn slice(&self, start: usize, end: usize) -> PyResult {
        match &self.content {
            Content::Str(text) => text.substring(start, end).map(Py::into_object),
            Content::Bytes(bytes) if start == 0 && end == bytes.len() && Bytes::check_exact(bytes) => {
                Ok(bytes.clone().into_object())
            }
            Content::Bytes(bytes) => bytes.as_slice()[start..end].into_py(),
            Content::Buffer(buffer) => buffer.as_slice()[start..end].into_py(),
        }
    }

    /// Is there a backslash in the text?
    pub fn has_backslash(&self) -> bool {
        match &self.content {
            Content::Str(text) => text.data().iter().any(|point| point == u32::from(b'\\')),
            Content::Bytes(bytes) => bytes.as_slice().contains(&b'\\'),
            Content::Buffer(buffer) => buffer.as_slice().contains(&b'\\'),
        }
    }

    /// Runs the engine, handling signals now and then. An attempt that is stopped may be made again.
    pub fn run(&self, attempt: Attempt<'_>) -> PyResult<bool> {
        let text = match &self.content {
            Content::Str(text) => match text.data() {
                StrData::Ascii(units) | StrData::Ucs1(units) => Text::Ucs1(units),
                StrData::Ucs2(units) => Text::Ucs2(units),
                StrData::Ucs4(units) => Text::Ucs4(units),
            },
            Content::Bytes(bytes) => Text::Ucs1(bytes.as_slice()),
            Content::Buffer(buffer) => {
                let mut stretches = 1 + buffer.len() / BYTES_PER_STRETCH;
                let mut patience = || {
                    stretches -= 1;
                    if stretches == 0 { Err(()) } else { Ok(()) }
                };
                match attempt(Text::Ucs1(buffer.as_slice()), &mut patience) {
                    Err(Fault::Interrupted) => {}
                    answer => return settle(answer),
                }
                let copy = buffer.to_vec();
                return settle(attempt(Text::Ucs1(&copy), &mut handle_signals));
            }
        };
        settle(attempt(text, &mut handle_signals))
    }
}

/// The exception of a signal handler stays set while the engine unwinds.
fn handle_signals() -> Result<(), ()> {
    (hooks::get().check_signals)().map_err(|Raised| ())
}

fn settle(answer: Result<bool, Fault>) -> PyResult<bool> {
    answer.map_err(|fault| match fault {
        Fault::Interrupted => Raised,
        Fault::MemoryError => errors::no_memory(),
    })
}
