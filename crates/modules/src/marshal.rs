//! `marshal`: Python values as bytes and back.

use pyston_marshal::read::ReadError;
use pyston_object::buffer::Buffer;
use pyston_object::call;
use pyston_object::memoryview::MemoryView;
use pyston_object::prelude::*;
use pyston_object::room;
use pyston_runtime::marshal::{self, Failure};

pub struct MarshalModule;

/// The version of the format written by default.
const VERSION: i32 = 4;

/// Reads from a file object's `readinto`.
struct FileInput<'a> {
    file: &'a Object,
    block: Vec<u8>,
}

impl pyston_marshal::read::Input<Failure> for FileInput<'_> {
    const SHORT: ReadError = ReadError::FileTooShort;

    fn take(&mut self, count: usize) -> Result<Option<&[u8]>, Failure> {
        let room = ByteArray::new(&room::filled(0, count)?)?;
        let view = MemoryView::new(&room)?;
        let read = call::call_method(self.file, name!("readinto"), &[&view])?;
        let read = protocol::index(&read)?.to_i64().unwrap_or(i64::MAX);
        if read > count as i64 {
            let message = format!("read() returned too much data: {count} bytes requested, {read} returned");
            return Err(raise!(ValueError, "{message}").into());
        }
        if read < count as i64 {
            return Ok(None);
        }
        self.block = Buffer::new(&room)?.to_vec();
        Ok(Some(&self.block))
    }
}

/// Reads and writes Python values in a binary format that is Python's own.
#[pymodule("marshal")]
impl MarshalModule {
    /// Writes a value to a file opened for binary writing.
    #[function("(value, file, version=4, /)")]
    fn dump(value: &Object, file: &Object, version: i32) -> PyResult {
        let data = Bytes::new(&marshal::dumps(value, version.max(0) as u32)?)?;
        call::call_method(file, name!("write"), &[&data])
    }

    /// Reads one value from a file opened for binary reading.
    #[function("(file, /)")]
    fn load(file: &Object) -> PyResult {
        let probe = call::call_method(file, name!("read"), &[&*0.into_py()?])?;
        if !Bytes::check(&probe) {
            return Err(raise!(TypeError, "file.read() returned not bytes but {:.100}", probe.type_name()));
        }
        marshal::load(&mut FileInput { file, block: Vec::new() })
    }

    /// The bytes of a value.
    #[function("(value, version=4, /)")]
    fn dumps(value: &Object, version: i32) -> PyResult<Py<Bytes>> {
        Bytes::new(&marshal::dumps(value, version.max(0) as u32)?)
    }

    /// The value of bytes; what follows it is ignored.
    #[function("(bytes, /)")]
    fn loads(bytes: &Object) -> PyResult {
        marshal::loads(&Buffer::new(bytes)?.to_vec())
    }

    #[exec]
    fn exec(module: &Module) -> PyResult<()> {
        module.add("version", VERSION)
    }
}
