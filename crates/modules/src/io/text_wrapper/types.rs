//! The type `TextIOWrapper`: its methods and attributes.

use pyston_object::attr;
use pyston_object::prelude::*;

use super::init::{Changes, Options};
use super::state::{State, TextStream};
use crate::io::convert::{CStrArg, IntFlag, Size, size_or_all};
use crate::io::text_base::PyTextIOBase_Type;

/// The state of a text stream.
#[pyclass(PyTextIOWrapper_Type = "_io.TextIOWrapper", flags(BASETYPE), dict = dict, weaklist = weaklist)]
#[derive(Default)]
#[repr(C)]
pub struct TextIoWrapper {
    dict: Field,
    weaklist: WeakList,
    state: State,
}

pyston_object::impl_trace!(TextIoWrapper { dict, state });

/// The attributes that are fields.
pub fn install_members() {
    pyston_object::payload_members!(PyTextIOWrapper_Type, TextIoWrapper {
        "encoding" = state.encoding [readonly],
        "buffer" = state.buffer [readonly],
        "line_buffering" = state.line_buffering [readonly],
        "write_through" = state.write_through [readonly],
        "_finalizing" = state.finalizing,
    });
}

/// An argument for which `None` is something else than its absence.
type Given<'a> = Option<&'a Object>;

type This<'a> = &'a Instance<TextIoWrapper>;

fn stream(this: &Instance<TextIoWrapper>) -> TextStream<'_> {
    TextStream::new(this.object(), &this.state)
}

/// A stream of text over a buffered stream of bytes.
///
/// The encoding is by default the locale's. Errors name an error handler. The newline mode is None,
/// '', '\n', '\r' or '\r\n': None translates all ends of lines to '\n', '' leaves them, the others
/// know only that end. With line_buffering, each line written is flushed.
#[pytype(
    PyTextIOWrapper_Type,
    base = PyTextIOBase_Type,
    payload,
    sig = "(buffer, encoding=None, errors=None, newline=None,\n              line_buffering=False, write_through=False)"
)]
impl TextIoWrapper {
    #[slot]
    fn tp_new(class: &Type, _args: &Tuple, _kwargs: Option<&Dict>) -> PyResult<Py<Instance<TextIoWrapper>>> {
        Instance::new_as(class, TextIoWrapper::default())
    }

    #[init("(buffer, encoding=None, errors=None, newline=None, line_buffering=False, write_through=False)")]
    fn init(
        this: This<'_>,
        buffer: &Object,
        encoding: Option<CStrArg<'_>>,
        errors: Option<&Object>,
        newline: Option<CStrArg<'_>>,
        line_buffering: Option<IntFlag>,
        write_through: Option<IntFlag>,
    ) -> PyResult<()> {
        stream(this).init(&Options {
            buffer,
            encoding: encoding.map(|encoding| encoding.0),
            errors,
            newline: newline.map(|newline| newline.0),
            line_buffering: line_buffering.is_some_and(|flag| flag.0),
            write_through: write_through.is_some_and(|flag| flag.0),
        })
    }

    #[slot]
    fn tp_repr(this: This<'_>) -> PyResult<String> {
        stream(this).repr()
    }

    #[slot]
    fn tp_iternext(this: This<'_>) -> PyResult<Option<Py>> {
        stream(this).next_line()
    }

    /// Change some parameters. Encoding, errors and newline cannot be changed once something was read.
    #[method(
        "($self, /, *, encoding=None, errors=None, newline=None,\n            line_buffering=None, write_through=None)"
    )]
    fn reconfigure(
        this: This<'_>,
        encoding: Option<&Object>,
        errors: Option<&Object>,
        newline: Given<'_>,
        line_buffering: Option<&Object>,
        write_through: Option<&Object>,
    ) -> PyResult<()> {
        stream(this).attached()?;
        let text = |value: Given<'_>, name: &str| -> PyResult<Option<Py<Str>>> {
            let Some(value) = value else { return Ok(None) };
            match value.downcast::<Str>() {
                Some(text) => Ok(Some(text.new_ref())),
                None => Err(raise!(
                    TypeError,
                    "reconfigure() argument '{name}' must be str or None, not {:.50}",
                    value.type_name()
                )),
            }
        };
        let (encoding, errors) = (text(encoding, "encoding")?, text(errors, "errors")?);
        stream(this).reconfigure(&Changes {
            encoding: encoding.as_deref(),
            errors: errors.as_deref(),
            newline,
            line_buffering,
            write_through,
        })
    }

    /// Take the buffer away and return it; this stream is of no use afterwards.
    #[method("($self, /)")]
    fn detach(this: This<'_>) -> PyResult {
        stream(this).detach()
    }

    /// Write the text and return the number of characters.
    #[method("($self, text, /)")]
    fn write(this: This<'_>, text: &Str) -> PyResult<usize> {
        stream(this).write(text)
    }

    /// Read at most size characters, all there are if size is negative or None.
    #[method("($self, size=-1, /)")]
    fn read(this: This<'_>, size: Option<Size>) -> PyResult<Py<Str>> {
        stream(this).read(size_or_all(size))
    }

    /// Read a line, at most size characters of it.
    #[method("($self, size=-1, /)")]
    fn readline(this: This<'_>, size: isize) -> PyResult<Py<Str>> {
        stream(this).attached()?;
        stream(this).readline(size)
    }

    /// Write out what is buffered.
    #[method("($self, /)")]
    fn flush(this: This<'_>) -> PyResult {
        stream(this).flush()
    }

    /// Flush and close the stream with its buffer.
    #[method("($self, /)")]
    fn close(this: This<'_>) -> PyResult {
        stream(this).close()
    }

    #[method("($self, /)")]
    fn fileno(this: This<'_>) -> PyResult {
        stream(this).forward(name!("fileno"))
    }

    #[method("($self, /)")]
    fn seekable(this: This<'_>) -> PyResult {
        stream(this).forward(name!("seekable"))
    }

    #[method("($self, /)")]
    fn readable(this: This<'_>) -> PyResult {
        stream(this).forward(name!("readable"))
    }

    #[method("($self, /)")]
    fn writable(this: This<'_>) -> PyResult {
        stream(this).forward(name!("writable"))
    }

    #[method("($self, /)")]
    fn isatty(this: This<'_>) -> PyResult {
        stream(this).forward(name!("isatty"))
    }

    /// Go to a position that tell() gave, to the start (0) or, with whence 2, to the end.
    #[method("($self, cookie, whence=0, /)")]
    fn seek(this: This<'_>, cookie: &Object, whence: i32) -> PyResult {
        stream(this).seek(cookie, whence)
    }

    /// Return the position as a number that only seek() understands.
    #[method("($self, /)")]
    fn tell(this: This<'_>) -> PyResult {
        stream(this).tell()
    }

    /// Set the size of the file, by default to the position.
    #[method("($self, pos=None, /)")]
    fn truncate(this: This<'_>, pos: &Object) -> PyResult {
        let buffer = stream(this).attached()?;
        pyston_object::call::call_method(this.object(), name!("flush"), &[])?;
        pyston_object::call::call_method(&buffer, name!("truncate"), &[pos])
    }

    #[getter]
    fn name(this: This<'_>) -> PyResult {
        stream(this).buffer_attr(name!("name"))
    }

    #[getter]
    fn closed(this: This<'_>) -> PyResult {
        stream(this).buffer_attr(name!("closed"))
    }

    #[getter]
    fn newlines(this: This<'_>) -> PyResult<Option<Py>> {
        stream(this).attached()?;
        match this.state.decoder.get() {
            Some(decoder) => attr::find_attr(&decoder, name!("newlines")),
            None => Ok(None),
        }
    }

    #[getter]
    fn errors(this: This<'_>) -> PyResult<Option<Py>> {
        stream(this).check_initialized()?;
        Ok(this.state.errors.get())
    }

    #[getter(_CHUNK_SIZE)]
    fn chunk_size(this: This<'_>) -> PyResult<isize> {
        stream(this).attached()?;
        Ok(this.state.chunk_size.get())
    }

    #[setter(_CHUNK_SIZE)]
    fn set_chunk_size(this: This<'_>, value: Option<&Object>) -> PyResult<()> {
        stream(this).attached()?;
        let Some(value) = value else { return Err(raise!(AttributeError, "cannot delete attribute")) };
        let size = protocol::index_as_ssize_for(value, Some(&exc::ValueError))?;
        if size <= 0 {
            return Err(raise!(ValueError, "a strictly positive integer is required"));
        }
        this.state.chunk_size.set(size);
        Ok(())
    }
}
