//! `_io._RawIOBase`: base of streams of bytes without buffer.

use pyston_object::abi::flags::*;
use pyston_object::call;
use pyston_object::prelude::*;

use super::DEFAULT_BUFFER_SIZE;
use super::base::{IoBase, PyIOBase_Type};
use super::support;

#[expect(non_upper_case_globals, reason = "type objects are named as in C")]
pub static PyRawIOBase_Type: Type =
    Type::declare(c"_io._RawIOBase", size_of::<Instance<IoBase>>(), 0, Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_BASETYPE);

pub struct RawIoBase;

/// Base of streams that read and write bytes directly.
#[pytype(PyRawIOBase_Type, base = PyIOBase_Type)]
impl RawIoBase {
    /// Read at most size bytes, all there are if size is negative, with one system call.
    #[method("($self, size=-1, /)")]
    fn read(this: &Object, size: isize) -> PyResult {
        if size < 0 {
            return call::call_method(this, name!("readall"), &[]);
        }
        let buffer = ByteArray::new(&[])?;
        buffer.resize(size as usize)?;
        buffer.with_mut(|bytes| bytes.fill(0));
        let count = call::call_method(this, name!("readinto"), &[&buffer])?;
        if count.is_none() {
            return Ok(count);
        }
        let count = protocol::index_as_ssize_for(&count, Some(&exc::ValueError))?;
        let count = usize::try_from(count).unwrap_or(0);
        buffer.with(|bytes| Bytes::new(&bytes[..count.min(bytes.len())])).map(Py::into_object)
    }

    /// Read to the end.
    #[method("($self, /)")]
    fn readall(this: &Object) -> PyResult {
        let mut content: Vec<u8> = Vec::new();
        let chunk_size = DEFAULT_BUFFER_SIZE.into_py()?;
        loop {
            let chunk = support::call_uninterrupted(this, name!("read"), &[&chunk_size])?;
            if chunk.is_none() {
                if content.is_empty() {
                    return Ok(chunk);
                }
                break;
            }
            let Some(chunk) = pyston_object::bytes::of(&chunk) else {
                return Err(raise!(TypeError, "read() should return bytes"));
            };
            if chunk.is_empty() {
                break;
            }
            content.extend_from_slice(chunk);
        }
        content.into_py()
    }

    #[method]
    fn readinto(_this: &Object, args: Args) -> PyResult {
        args.no_keywords("readinto")?;
        Err(raise!(NotImplementedError))
    }

    #[method]
    fn write(_this: &Object, args: Args) -> PyResult {
        args.no_keywords("write")?;
        Err(raise!(NotImplementedError))
    }
}
