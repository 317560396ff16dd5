//! `_io._TextIOBase`: base of streams of text.

use pyston_object::abi::flags::*;
use pyston_object::prelude::*;

use super::base::{IoBase, PyIOBase_Type};
use super::support::unsupported;

#[expect(non_upper_case_globals, reason = "type objects are named as in C")]
pub static PyTextIOBase_Type: Type =
    Type::declare(c"_io._TextIOBase", size_of::<Instance<IoBase>>(), 0, Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_BASETYPE);

pub struct TextIoBase;

/// Base of streams of text, which read and write characters and know lines.
#[pytype(PyTextIOBase_Type, base = PyIOBase_Type)]
impl TextIoBase {
    /// Take the buffer below away and return it; this stream is of no use afterwards.
    #[method(args = "($self, /)")]
    fn detach(_this: &Object) -> PyResult {
        Err(unsupported("detach"))
    }

    /// Read at most n characters.
    #[method]
    fn read(_this: &Object, args: Args) -> PyResult {
        args.no_keywords("read")?;
        Err(unsupported("read"))
    }

    /// Read a line; the empty string at the end.
    #[method]
    fn readline(_this: &Object, args: Args) -> PyResult {
        args.no_keywords("readline")?;
        Err(unsupported("readline"))
    }

    /// Write the text and return how many characters were written.
    #[method]
    fn write(_this: &Object, args: Args) -> PyResult {
        args.no_keywords("write")?;
        Err(unsupported("write"))
    }

    /// Name of the encoding.
    #[getter]
    fn encoding(_this: &Object) {}

    /// The ends of lines met so far: None, a string, or a tuple of strings.
    #[getter]
    fn newlines(_this: &Object) {}

    /// What is done about encoding errors.
    #[getter]
    fn errors(_this: &Object) {}
}
