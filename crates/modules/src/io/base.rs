//! `_io._IOBase`: the layout all stream types start with, and the methods any stream has.
//!
//! **Invariant**: every stream's struct begins as [`IoBase`] does, with the instance's dictionary and
//! weak references; that makes the types one family of layouts, as in CPython.

use pyston_object::prelude::*;
use pyston_object::{attr, call};

use super::iobase;
use super::support::{self, unsupported};

/// The state of streams without state of their own.
#[pyclass(PyIOBase_Type = "_io._IOBase", flags(BASETYPE), dict = dict, weaklist = weaklist)]
#[derive(Default)]
#[repr(C)]
pub struct IoBase {
    dict: Field,
    weaklist: WeakList,
}

pyston_object::impl_trace!(IoBase { dict });

/// Reasons to refuse an operation, raised by the checks of streams.
pub struct Closed;

impl Closed {
    /// `ValueError: I/O operation on closed file.`
    #[cold]
    pub fn raise() -> Raised {
        raise!(ValueError, "I/O operation on closed file.")
    }
}

/// Raises if `this.closed` is true.
pub fn check_closed(this: &Object) -> PyResult<()> {
    if support::is_closed(this)? { Err(Closed::raise()) } else { Ok(()) }
}

/// Raises unless the method answers `True` itself.
fn check_ability(this: &Object, method: &Str, message: &str) -> PyResult {
    let answer = call::call_method(this, method, &[])?;
    if answer.is(singletons::bool(true)) { Ok(answer) } else { Err(unsupported(message)) }
}

pub fn check_readable(this: &Object) -> PyResult {
    check_ability(this, name!("readable"), "File or stream is not readable.")
}

pub fn check_writable(this: &Object) -> PyResult {
    check_ability(this, name!("writable"), "File or stream is not writable.")
}

pub fn check_seekable(this: &Object) -> PyResult {
    check_ability(this, name!("seekable"), "File or stream is not seekable.")
}

/// Was `_IOBase.close` called? It leaves a mark in the instance.
fn is_marked_closed(this: &Object) -> PyResult<bool> {
    attr::find_attr(this, name!("__IOBase_closed")).map(|mark| mark.is_some())
}

/// `_IOBase.close(this)`.
pub fn close(this: &Object) -> PyResult<()> {
    if is_marked_closed(this)? {
        return Ok(());
    }
    let flushed = call::call_method(this, name!("flush"), &[]);
    support::finally(flushed.map(drop), || {
        attr::setattr_str(this, name!("__IOBase_closed"), Some(singletons::bool(true)))
    })
}

/// The root of all stream classes.
///
/// Operations that a stream cannot do raise UnsupportedOperation. A stream is a context manager that
/// closes it, and an iterator over its lines.
#[pytype(PyIOBase_Type, payload)]
impl IoBase {
    #[slot]
    fn tp_new(class: &Type, _args: &Tuple, _kwargs: Option<&Dict>) -> PyResult<Py<Instance<IoBase>>> {
        Instance::new_as(class, IoBase::default())
    }

    /// Move to another position; see the streams that can.
    #[method]
    fn seek(_this: &Object, args: Args) -> PyResult {
        args.no_keywords("seek")?;
        Err(unsupported("seek"))
    }

    /// Return the position.
    #[method("($self, /)")]
    fn tell(this: &Object) -> PyResult {
        let (zero, one) = (0.into_py()?, 1.into_py()?);
        call::call_method(this, name!("seek"), &[&zero, &one])
    }

    /// Set the size of the file.
    #[method]
    fn truncate(_this: &Object, args: Args) -> PyResult {
        args.no_keywords("truncate")?;
        Err(unsupported("truncate"))
    }

    /// Write out what is buffered; nothing to do here.
    #[method("($self, /)")]
    fn flush(this: &Object) -> PyResult<()> {
        if is_marked_closed(this)? { Err(Closed::raise()) } else { Ok(()) }
    }

    /// Flush and close the stream. Closing twice is no error.
    #[method("($self, /)")]
    fn close(this: &Object) -> PyResult<()> {
        close(this)
    }

    #[getter(__dict__)]
    fn dict(this: &Object) -> PyResult<Py<Dict>> {
        attr::instance_dict_or_new(this)?.ok_or_else(|| attr::no_attribute(this, name!("__dict__")))
    }

    #[getter]
    fn closed(this: &Object) -> PyResult<bool> {
        is_marked_closed(this)
    }

    /// Can the position be changed?
    #[method("($self, /)")]
    fn seekable(_this: &Object) -> bool {
        false
    }

    /// Can it be read?
    #[method("($self, /)")]
    fn readable(_this: &Object) -> bool {
        false
    }

    /// Can it be written?
    #[method("($self, /)")]
    fn writable(_this: &Object) -> bool {
        false
    }

    #[method(name = "_checkClosed", args = "($self, /)")]
    fn check_closed(this: &Object) -> PyResult<()> {
        check_closed(this)
    }

    #[method(name = "_checkSeekable", args = "($self, /)")]
    fn check_seekable(this: &Object) -> PyResult {
        check_seekable(this)
    }

    #[method(name = "_checkReadable", args = "($self, /)")]
    fn check_readable(this: &Object) -> PyResult {
        check_readable(this)
    }

    #[method(name = "_checkWritable", args = "($self, /)")]
    fn check_writable(this: &Object) -> PyResult {
        check_writable(this)
    }

    /// Return the file descriptor behind the stream.
    #[method("($self, /)")]
    fn fileno(_this: &Object) -> PyResult {
        Err(unsupported("fileno"))
    }

    /// Is the stream connected to a terminal?
    #[method("($self, /)")]
    fn isatty(this: &Object) -> PyResult<bool> {
        check_closed(this).map(|()| false)
    }

    #[method(args = "($self, /)")]
    fn __enter__(this: &Object) -> PyResult {
        check_closed(this).map(|()| this.new_ref())
    }

    #[method]
    fn __exit__(this: &Object, args: Args) -> PyResult {
        args.no_keywords("__exit__")?;
        call::call_method(this, name!("close"), &[])
    }

    /// Read a line, at most size bytes of it.
    ///
    /// Lines of binary streams end with b'\n'; text streams may know other ends.
    #[method("($self, size=-1, /)")]
    fn readline(this: &Object, size: Option<super::convert::Size>) -> PyResult<Py<Bytes>> {
        iobase::readline(this, super::convert::size_or_all(size))
    }

    /// Return a list of the lines; no more are read once they are hint bytes together.
    #[method("($self, hint=-1, /)")]
    fn readlines(this: &Object, hint: Option<super::convert::Size>) -> PyResult<Py<List>> {
        iobase::readlines(this, super::convert::size_or_all(hint))
    }

    /// Write all strings of an iterable. No line ends are added.
    #[method("($self, lines, /)")]
    fn writelines(this: &Object, lines: &Object) -> PyResult<()> {
        iobase::writelines(this, lines)
    }

    #[slot]
    fn tp_iter(this: &Object) -> PyResult {
        check_closed(this).map(|()| this.new_ref())
    }

    #[slot]
    fn tp_iternext(this: &Object) -> PyResult<Option<Py>> {
        let line = call::call_method(this, name!("readline"), &[])?;
        Ok((protocol::len(&line)? > 0).then_some(line))
    }

    #[slot]
    fn tp_finalize(this: &Object) {
        iobase::finalize(this);
    }
}
