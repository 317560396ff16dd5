//! `_io._BytesIOBuffer`: what exports the memory of a `BytesIO` to memoryviews.

use pyston_object::bytearray::{Delegate, delegate_getbuffer, delegate_releasebuffer};
use pyston_object::prelude::*;

/// The exporter of a stream's memory, which it keeps alive.
#[pyclass(BytesIOBuffer_Type = "_io._BytesIOBuffer")]
pub struct BytesIoBuffer {
    array: Py<ByteArray>,
    source: Field,
}

pyston_object::impl_trace!(BytesIoBuffer { source });

impl Delegate for BytesIoBuffer {
    fn array(&self) -> &ByteArray {
        &self.array
    }
}

impl BytesIoBuffer {
    pub fn create(array: Py<ByteArray>, source: &Object) -> PyResult<Py<Instance<BytesIoBuffer>>> {
        Instance::new(BytesIoBuffer { array, source: Field::new(source.new_ref()) })
    }
}

#[pytype(
    BytesIOBuffer_Type,
    payload,
    slots(
        bf_getbuffer = delegate_getbuffer::<BytesIoBuffer>,
        bf_releasebuffer = delegate_releasebuffer::<BytesIoBuffer>
    )
)]
impl BytesIoBuffer {}
