//! Complex numbers.

use pyston_abi::flags::{READONLY, T_DOUBLE};
use pyston_abi::{Py_complex, PyComplexObject, PyMemberDef, PyTypeObject};
use pyston_numeric::complex::Complex as Value;

use crate::glue::Table;
use crate::ptr::{Object, Py, PyResult};
use crate::ty::Type;
use crate::{alloc, object_layout};

object_layout! {
    /// A complex number.
    Complex = PyComplexObject, crate::statics::PyComplex_Type
}

const fn member(name: &'static std::ffi::CStr, offset: usize, doc: &'static std::ffi::CStr) -> PyMemberDef {
    PyMemberDef {
        name: name.as_ptr().cast_mut(),
        r#type: T_DOUBLE,
        offset: (std::mem::offset_of!(PyComplexObject, cval) + offset) as isize,
        flags: READONLY,
        doc: doc.as_ptr().cast_mut(),
    }
}

static MEMBERS: Table<[PyMemberDef; 3]> = Table([
    member(c"real", std::mem::offset_of!(Py_complex, real), c"the real part of a complex number"),
    member(c"imag", std::mem::offset_of!(Py_complex, imag), c"the imaginary part of a complex number"),
    PyMemberDef { name: std::ptr::null_mut(), r#type: 0, offset: 0, flags: 0, doc: std::ptr::null_mut() },
]);

/// Sets `tp_members`: `real` and `imag`.
pub fn fill_members(raw: &mut PyTypeObject) {
    raw.tp_members = std::ptr::from_ref(&MEMBERS.0).cast_mut().cast();
}

impl Complex {
    pub fn new(value: Value) -> PyResult<Py<Complex>> {
        Complex::new_as(&crate::statics::PyComplex_Type, value)
    }

    /// An instance of `ty`, a subtype of `complex`.
    pub fn new_as(ty: &Type, value: Value) -> PyResult<Py<Complex>> {
        // SAFETY: a subtype of complex has its layout.
        let complex: Py<Complex> = unsafe { alloc::alloc(ty, 0)?.cast_into_unchecked() };
        // SAFETY: a field of a fresh object.
        unsafe { (*complex.raw()).cval = Py_complex { real: value.re, imag: value.im } };
        Ok(complex)
    }

    #[inline]
    pub fn value(&self) -> Value {
        // SAFETY: a field of this live object.
        let Py_complex { real, imag } = unsafe { (*self.raw()).cval };
        Value::new(real, imag)
    }
}

impl crate::convert::IntoPy for Value {
    fn into_py(self) -> PyResult {
        Complex::new(self).map(Py::into_object)
    }
}

/// The value of any object that is a complex number.
pub fn of(object: &Object) -> Option<Value> {
    object.downcast::<Complex>().map(Complex::value)
}
