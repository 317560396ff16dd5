//! Cells: variables shared between functions.

use pyston_object::abi::{PyCellObject, PyObject};
use pyston_object::prelude::*;
use pyston_object::{alloc, exception, object_layout};

object_layout! {
    /// A cell.
    Cell = PyCellObject, pyston_object::statics::PyCell_Type
}

/// A cell with `content`.
pub fn new(content: Option<Py>) -> PyResult {
    // SAFETY: the only field is set; null is an empty cell.
    let cell: Py<Cell> = unsafe {
        alloc::new_object(&pyston_object::statics::PyCell_Type, |cell: &Cell| {
            (*cell.raw()).ob_ref = content.map_or(std::ptr::null_mut(), Py::into_ptr);
        })?
    };
    Ok(cell.into_object())
}

impl Cell {
    #[inline]
    pub fn get(&self) -> Option<Py> {
        // SAFETY: a field of this live object.
        unsafe { exception::get_field(&raw const (*self.raw()).ob_ref) }
    }

    #[inline]
    pub fn set(&self, content: Option<Py>) {
        // SAFETY: a field of this live object.
        unsafe { exception::set_field(&raw mut (*self.raw()).ob_ref, content) }
    }

    /// The content, borrowed: valid until the cell changes.
    pub fn peek(&self) -> *mut PyObject {
        // SAFETY: a field of this live object.
        unsafe { (*self.raw()).ob_ref }
    }
}
