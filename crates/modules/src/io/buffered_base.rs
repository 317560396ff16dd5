//! `_io._BufferedIOBase`: base of streams of bytes with a buffer.

use pyston_object::abi::flags::*;
use pyston_object::call;
use pyston_object::prelude::*;

use super::base::{IoBase, PyIOBase_Type};
use super::convert::Target;
use super::support::unsupported;

#[expect(non_upper_case_globals, reason = "type objects are named as in C")]
pub static PyBufferedIOBase_Type: Type =
    Type::declare(c"_io._BufferedIOBase", size_of::<Instance<IoBase>>(), 0, Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_BASETYPE);

pub struct BufferedIoBase;

/// Fills `target` with what the method `read` or `read1` gives.
fn readinto_by(this: &Object, method: &Str, target: &Buffer) -> PyResult<usize> {
    let data = call::call_method(this, method, &[&*target.len().into_py()?])?;
    let Some(data) = pyston_object::bytes::of(&data) else {
        return Err(raise!(TypeError, "read() should return bytes"));
    };
    if data.len() > target.len() {
        return Err(raise!(
            ValueError,
            "read() returned too much data: {} bytes requested, {} returned",
            target.len(),
            data.len()
        ));
    }
    target.write(0, data);
    Ok(data.len())
}

/// Base of streams with a buffer: unlike raw ones, they read and write as much as they are asked to.
#[pytype(PyBufferedIOBase_Type, base = PyIOBase_Type)]
impl BufferedIoBase {
    /// Take the raw stream away and return it; this stream is of no use afterwards.
    #[method("($self, /)")]
    fn detach(_this: &Object) -> PyResult {
        Err(unsupported("detach"))
    }

    /// Read and return up to n bytes, all there are without n.
    #[method]
    fn read(_this: &Object, args: Args) -> PyResult {
        args.no_keywords("read")?;
        Err(unsupported("read"))
    }

    /// Read and return up to n bytes with at most one read of the raw stream.
    #[method]
    fn read1(_this: &Object, args: Args) -> PyResult {
        args.no_keywords("read1")?;
        Err(unsupported("read1"))
    }

    #[method("($self, buffer, /)")]
    fn readinto(this: &Object, buffer: Target) -> PyResult<usize> {
        readinto_by(this, name!("read"), &buffer.0)
    }

    #[method("($self, buffer, /)")]
    fn readinto1(this: &Object, buffer: Target) -> PyResult<usize> {
        readinto_by(this, name!("read1"), &buffer.0)
    }

    /// Write the bytes and return how many were written.
    #[method]
    fn write(_this: &Object, args: Args) -> PyResult {
        args.no_keywords("write")?;
        Err(unsupported("write"))
    }
}
