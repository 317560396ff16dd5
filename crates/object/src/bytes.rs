//! `bytes`: immutable, so its content may be borrowed as a slice.

use pyston_abi::flags::Py_TPFLAGS_BYTES_SUBCLASS;
use pyston_abi::{PyBytesObject, PyObject};

use crate::ptr::{GilCell, Layout, Object, Py, PyResult};
use crate::ty::Type;
use crate::{alloc, object_layout};

object_layout! {
    /// A bytes object.
    Bytes = PyBytesObject, crate::statics::PyBytes_Type, flag Py_TPFLAGS_BYTES_SUBCLASS
}

const HEADER: usize = 32;

/// The shared objects of one byte, and the empty one at 256.
static SHARED: GilCell<[*mut PyObject; 257]> = GilCell::new([std::ptr::null_mut(); 257]);

impl Bytes {
    pub fn new(content: &[u8]) -> PyResult<Py<Bytes>> {
        let index = match *content {
            [] => 256,
            [byte] => usize::from(byte),
            _ => return Bytes::new_as(&crate::statics::PyBytes_Type, content),
        };
        // SAFETY: the table holds owned objects that are never dropped; making one runs no Python code.
        unsafe {
            let slot = &mut SHARED.get_mut()[index];
            if slot.is_null() {
                *slot = Bytes::new_as(&crate::statics::PyBytes_Type, content)?.into_ptr();
            }
            Ok(Object::from_ptr(*slot).cast_unchecked::<Bytes>().new_ref())
        }
    }

    /// An instance of `ty`, a subtype of `bytes`.
    pub fn new_as(ty: &Type, content: &[u8]) -> PyResult<Py<Bytes>> {
        // SAFETY: all bytes are written.
        unsafe {
            let (object, data) = Bytes::alloc(ty, content.len())?;
            std::ptr::copy_nonoverlapping(content.as_ptr(), data, content.len());
            Ok(object)
        }
    }

    /// `len` bytes that `fill` writes over zeros.
    pub fn build(len: usize, fill: impl FnOnce(&mut [u8])) -> PyResult<Py<Bytes>> {
        if len < 2 {
            let mut content = [0];
            fill(&mut content[..len]);
            return Bytes::new(&content[..len]);
        }
        // SAFETY: all bytes are written before anyone sees the object.
        unsafe {
            let (object, data) = Bytes::alloc(&crate::statics::PyBytes_Type, len)?;
            std::ptr::write_bytes(data, 0, len);
            fill(std::slice::from_raw_parts_mut(data, len));
            Ok(object)
        }
    }

    /// Can there be an object of that length?
    pub fn check_len(len: usize) -> PyResult<()> {
        if len > isize::MAX as usize - HEADER - 1 {
            return Err(crate::raise!(OverflowError, "byte string is too large"));
        }
        Ok(())
    }

    /// An object of `len` bytes still to be written; the NUL behind them is there.
    ///
    /// # Safety
    /// All bytes must be written before anyone sees the object.
    unsafe fn alloc(ty: &Type, len: usize) -> PyResult<(Py<Bytes>, *mut u8)> {
        Bytes::check_len(len)?;
        // SAFETY: header, content and final NUL fit; the caller writes the content.
        unsafe {
            let object = if ty == &crate::statics::PyBytes_Type {
                alloc::new_sized(ty, HEADER + len + 1, false)?
            } else {
                alloc::alloc(ty, len)?.into_ptr()
            };
            let raw = object.cast::<PyBytesObject>();
            (*raw).ob_base.ob_size = len as isize;
            (*raw).ob_shash = -1;
            let data: *mut u8 = (&raw mut (*raw).ob_sval).cast();
            data.add(len).write(0);
            Ok((Py::from_owned(object), data))
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

/// How often option `-b` was given.
static WARNING_LEVEL: GilCell<u32> = GilCell::new(0);

pub fn set_warning_level(level: u32) {
    WARNING_LEVEL.set(level);
}

/// `BytesWarning`, if option `-b` asks for it.
pub fn bytes_warning(message: &str) -> PyResult<()> {
    if WARNING_LEVEL.get() == 0 { Ok(()) } else { crate::hooks::warn(&crate::exc::BytesWarning, message, 1) }
}
