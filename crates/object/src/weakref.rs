//! Weak references: the list that hangs off a referent, cleared when it dies.

use pyston_abi::PyObject;

/// Clears the weak references to a dying object and calls their callbacks.
///
/// # Safety
/// `object` is being deallocated; its type has a `tp_weaklistoffset`.
pub unsafe fn clear_all(_object: *mut PyObject) {}

/// A weak reference to `referent`.
pub fn new_ref(_referent: &crate::ptr::Object, _callback: Option<&crate::ptr::Object>) -> crate::ptr::PyResult {
    todo!()
}
