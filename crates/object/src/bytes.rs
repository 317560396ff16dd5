//! `bytes`: immutable, so its content may be borrowed as a slice.

use pyston_abi::PyBytesObject;
use pyston_abi::flags::Py_TPFLAGS_BYTES_SUBCLASS;

use crate::ptr::{Object, Py, PyResult};
use crate::ty::Type;
use crate::{alloc, object_layout};

object_layout! {
    /// A bytes object.
    Bytes = PyBytesObject, crate::statics::PyBytes_Type, flag Py_TPFLAGS_BYTES_SUBCLASS
}

const HEADER: usize = 32;

impl Bytes {
    pub fn new(content: &[u8]) -> PyResult<Py<Bytes>> {
        Bytes::new_as(&crate::statics::PyBytes_Type, content)
    }

    /// An instance of `ty`, a subtype of `bytes`.
    pub fn new_as(ty: &Type, content: &[u8]) -> PyResult<Py<Bytes>> {
        // SAFETY: header, content and final NUL fit; the object is complete when returned.
        unsafe {
            let object = if ty == &crate::statics::PyBytes_Type {
                alloc::new_sized(ty, HEADER + content.len() + 1, false)?
            } else {
                alloc::alloc(ty, content.len())?.into_ptr()
            };
            let raw = object.cast::<PyBytesObject>();
            (*raw).ob_base.ob_size = content.len() as isize;
            (*raw).ob_shash = -1;
            let data: *mut u8 = (&raw mut (*raw).ob_sval).cast();
            std::ptr::copy_nonoverlapping(content.as_ptr(), data, content.len());
            data.add(content.len()).write(0);
            Ok(Py::from_owned(object))
        }
    }

    #[inline]
    pub fn as_slice(&self) -> &[u8] {
        // SAFETY: `ob_size` bytes follow the header and never change while visible.
        unsafe {
            let raw = self.raw();
            std::slice::from_raw_parts((&raw const (*raw).ob_sval).cast(), (*raw).ob_base.ob_size as usize)
        }
    }

    pub fn len(&self) -> usize {
        self.as_slice().len()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// `hash()`, cached.
    pub fn hash(&self) -> isize {
        // SAFETY: a field of this live object.
        unsafe {
            let cached = (*self.raw()).ob_shash;
            if cached != -1 {
                return cached;
            }
            let hash = crate::hash::hash_bytes(self.as_slice());
            (*self.raw()).ob_shash = hash;
            hash
        }
    }
}

impl AsRef<[u8]> for Bytes {
    fn as_ref(&self) -> &[u8] {
        self.as_slice()
    }
}

/// Bytes of an object that is exactly known to be `bytes`.
pub fn of(object: &Object) -> Option<&[u8]> {
    object.downcast::<Bytes>().map(Bytes::as_slice)
}
