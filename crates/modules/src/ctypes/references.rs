//! References between Python and C: objects behind pointers, and their counts.
//!
//! **Invariant**: a pointer that a program gives is a live object, as the program vouches for.

use pyston_object::hooks;
use pyston_object::prelude::*;

use super::library::parse_address;
use super::memory::Address;
use crate::arguments::parse_count;

/// Takes over the reference that a C function returned; the exception `ValueError` for null.
pub fn take_result(place: Address) -> PyResult {
    let pointer = place.read_address().as_ptr().cast();
    // SAFETY: a function whose result is `py_object` returns a new reference or null, as the program says.
    unsafe { Py::from_nullable(pointer) }.ok_or_else(|| raise!(ValueError, "PyObject is NULL"))
}

/// The object behind a pointer argument.
fn from_pointer(pointer: Address) -> PyResult {
    // SAFETY: the program vouches for the object.
    let object = unsafe { Object::from_nullable(pointer.as_ptr().cast()) };
    object.map(Layout::new_ref).ok_or_else(|| raise!(SystemError, "NULL object passed to PyObj_FromPtr"))
}

pub struct ReferenceFunctions;

#[pymodule("_ctypes")]
impl ReferenceFunctions {
    #[function(name = "PyObj_FromPtr")]
    fn py_obj_from_ptr(args: Args) -> PyResult {
        args.no_keywords("PyObj_FromPtr")?;
        parse_count("PyObj_FromPtr()", args.positional.len(), 1, 1)?;
        let object = from_pointer(parse_address(args.positional[0])?)?;
        hooks::audit("ctypes.PyObj_FromPtr", || Ok([object.clone()]))?;
        Ok(object)
    }

    #[function(name = "Py_INCREF", args = "(object, /)")]
    fn py_incref(object: &Object) -> Py {
        std::mem::forget(object.new_ref());
        object.new_ref()
    }

    #[function(name = "Py_DECREF", args = "(object, /)")]
    fn py_decref(object: &Object) -> Py {
        // SAFETY: the program gives up a reference that it has taken; the result is one more.
        let given_up: Py = unsafe { Py::from_owned(object.as_ptr()) };
        let result = object.new_ref();
        drop(given_up);
        result
    }
}
