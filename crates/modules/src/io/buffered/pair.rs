//! `_io.BufferedRWPair`: two streams, one to read and one to write, as one object.

use pyston_object::prelude::*;
use pyston_object::{attr, call};

use super::{PyBufferedReader_Type, PyBufferedWriter_Type};
use crate::io::base;
use crate::io::buffered_base::PyBufferedIOBase_Type;
use crate::io::support;

/// The state of a pair.
#[pyclass(PyBufferedRWPair_Type = "_io.BufferedRWPair", flags(BASETYPE), dict = dict, weaklist = weaklist)]
#[derive(Default)]
#[repr(C)]
pub struct BufferedRwPair {
    dict: Field,
    weaklist: WeakList,
    reader: Field,
    writer: Field,
}

pyston_object::impl_trace!(BufferedRwPair { dict, reader, writer });

fn forward(target: &Field, name: &Str, args: &[&Object]) -> PyResult {
    match target.get() {
        Some(target) => call::call_method(&target, name, args),
        None => Err(raise!(ValueError, "I/O operation on uninitialized object")),
    }
}

/// A buffered stream from a raw one to read and a raw one to write.
#[pytype(
    PyBufferedRWPair_Type,
    base = PyBufferedIOBase_Type,
    payload,
    sig = "(reader, writer, buffer_size=DEFAULT_BUFFER_SIZE, /)"
)]
impl BufferedRwPair {
    #[slot]
    fn tp_new(class: &Type, _args: &Tuple, _kwargs: Option<&Dict>) -> PyResult<Py<Instance<BufferedRwPair>>> {
        Instance::new_as(class, BufferedRwPair::default())
    }

    #[init("(reader, writer, buffer_size=DEFAULT_BUFFER_SIZE, /)")]
    fn init(
        this: &Instance<BufferedRwPair>,
        reader: &Object,
        writer: &Object,
        buffer_size: Option<isize>,
    ) -> PyResult<()> {
        base::check_readable(reader)?;
        base::check_writable(writer)?;
        let size = buffer_size.unwrap_or(crate::io::DEFAULT_BUFFER_SIZE as isize).into_py()?;
        this.reader.set(call::call(&PyBufferedReader_Type, &[reader, &size])?);
        match call::call(&PyBufferedWriter_Type, &[writer, &size]) {
            Ok(writer) => this.writer.set(writer),
            Err(raised) => {
                this.reader.clear();
                return Err(raised);
            }
        }
        Ok(())
    }

    #[method]
    fn read(this: &Instance<BufferedRwPair>, args: Args) -> PyResult {
        args.no_keywords("read")?;
        forward(&this.reader, name!("read"), args.positional)
    }

    #[method]
    fn peek(this: &Instance<BufferedRwPair>, args: Args) -> PyResult {
        args.no_keywords("peek")?;
        forward(&this.reader, name!("peek"), args.positional)
    }

    #[method]
    fn read1(this: &Instance<BufferedRwPair>, args: Args) -> PyResult {
        args.no_keywords("read1")?;
        forward(&this.reader, name!("read1"), args.positional)
    }

    #[method]
    fn readinto(this: &Instance<BufferedRwPair>, args: Args) -> PyResult {
        args.no_keywords("readinto")?;
        forward(&this.reader, name!("readinto"), args.positional)
    }

    #[method]
    fn readinto1(this: &Instance<BufferedRwPair>, args: Args) -> PyResult {
        args.no_keywords("readinto1")?;
        forward(&this.reader, name!("readinto1"), args.positional)
    }

    #[method]
    fn write(this: &Instance<BufferedRwPair>, args: Args) -> PyResult {
        args.no_keywords("write")?;
        forward(&this.writer, name!("write"), args.positional)
    }

    #[method(args = "($self, /)")]
    fn flush(this: &Instance<BufferedRwPair>) -> PyResult {
        forward(&this.writer, name!("flush"), &[])
    }

    #[method(args = "($self, /)")]
    fn readable(this: &Instance<BufferedRwPair>) -> PyResult {
        forward(&this.reader, name!("readable"), &[])
    }

    #[method(args = "($self, /)")]
    fn writable(this: &Instance<BufferedRwPair>) -> PyResult {
        forward(&this.writer, name!("writable"), &[])
    }

    #[method(args = "($self, /)")]
    fn close(this: &Instance<BufferedRwPair>) -> PyResult {
        let mut result = singletons::py_none();
        let closed = forward(&this.writer, name!("close"), &[]).map(drop);
        support::finally(closed, || {
            result = forward(&this.reader, name!("close"), &[])?;
            Ok(())
        })?;
        Ok(result)
    }

    #[method(args = "($self, /)")]
    fn isatty(this: &Instance<BufferedRwPair>) -> PyResult {
        let answer = forward(&this.writer, name!("isatty"), &[])?;
        if !answer.is(singletons::bool(false)) {
            return Ok(answer);
        }
        forward(&this.reader, name!("isatty"), &[])
    }

    #[getter]
    fn closed(this: &Instance<BufferedRwPair>) -> PyResult {
        match this.writer.get() {
            Some(writer) => attr::getattr_str(&writer, name!("closed")),
            None => Err(raise!(RuntimeError, "the BufferedRWPair object is being garbage-collected")),
        }
    }
}
