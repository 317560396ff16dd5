//! Floats.

use pyston_abi::{PyFloatObject, PyObject};

use crate::ptr::{GilCell, Object, Py, PyResult};
use crate::{alloc, object_layout};

object_layout! {
    /// A float.
    Float = PyFloatObject, crate::statics::PyFloat_Type
}

/// Dead exact floats, linked through `ob_type`, ready for reuse.
static FREE: GilCell<*mut PyFloatObject> = GilCell::new(std::ptr::null_mut());
static FREE_COUNT: GilCell<u32> = GilCell::new(0);
const MAX_FREE: u32 = 400;

/// Keeps dead floats for reuse, or none from now on.
pub(crate) fn set_reuse(reuses: bool) {
    // SAFETY: dead objects, of this allocator, that nobody else knows.
    unsafe {
        while !FREE.get().is_null() {
            let dead = FREE.get();
            FREE.set((*dead).ob_base.ob_type.cast());
            alloc::free_sized(dead.cast(), size_of::<PyFloatObject>());
        }
    }
    FREE_COUNT.set(if reuses { 0 } else { MAX_FREE });
}

impl Float {
    #[inline]
    pub fn new(value: f64) -> PyResult<Py<Float>> {
        // SAFETY: an object of the free list or a fresh one, completed here.
        unsafe {
            let head = FREE.get();
            if !head.is_null() {
                FREE.set((*head).ob_base.ob_type.cast());
                FREE_COUNT.set(FREE_COUNT.get() - 1);
                head.write(PyFloatObject {
                    ob_base: PyObject { ob_refcnt: 1, ob_type: crate::statics::PyFloat_Type.raw() },
                    ob_fval: value,
                });
                return Ok(Py::from_owned(head.cast()));
            }
            let object = alloc::new_sized(&crate::statics::PyFloat_Type, size_of::<PyFloatObject>(), false)?;
            (*object.cast::<PyFloatObject>()).ob_fval = value;
            Ok(Py::from_owned(object))
        }
    }

    #[inline]
    pub fn value(&self) -> f64 {
        // SAFETY: a field of this live object.
        unsafe { (*self.raw()).ob_fval }
    }

    /// Sets the value of a float that nobody else sees.
    pub(crate) fn set_value(&self, value: f64) {
        // SAFETY: a field of this live object.
        unsafe { (*self.raw()).ob_fval = value }
    }

    /// An instance of `ty`, a subtype of `float`.
    pub fn new_as(ty: &crate::Type, value: f64) -> PyResult<Py<Float>> {
        if ty == &crate::statics::PyFloat_Type {
            return Float::new(value);
        }
        // SAFETY: a subtype of float has its layout.
        let float: Py<Float> = unsafe { alloc::alloc(ty, 0)?.cast_into_unchecked() };
        float.set_value(value);
        Ok(float)
    }
}

/// `tp_dealloc` of floats.
///
/// # Safety
/// A slot: `this` is a dead float.
pub unsafe extern "C" fn dealloc(this: *mut PyObject) {
    // SAFETY: the slot's contract; only exact floats, all of one size, enter the free list.
    unsafe {
        if std::ptr::eq(Object::from_ptr(this).ty(), &crate::statics::PyFloat_Type) && FREE_COUNT.get() < MAX_FREE {
            (*this).ob_type = FREE.get().cast();
            FREE.set(this.cast());
            FREE_COUNT.set(FREE_COUNT.get() + 1);
        } else {
            alloc::free_object(this);
        }
    }
}
