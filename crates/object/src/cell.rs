//! Cells: variables shared between scopes.

use pyston_abi::PyCellObject;

use crate::exception::{get_field, set_field};
use crate::ptr::{Py, PyResult};
use crate::{alloc, object_layout, owned_fields};

object_layout! {
    /// A cell, empty or with a value.
    Cell = PyCellObject, crate::statics::PyCell_Type
}

owned_fields!(Cell, 1, essential 0, [ob_ref]);

impl Cell {
    pub fn new(value: Option<Py>) -> PyResult<Py<Cell>> {
        // SAFETY: the only field is set.
        unsafe {
            alloc::new_object(&crate::statics::PyCell_Type, |cell: &Cell| {
                (*cell.raw()).ob_ref = value.map_or(std::ptr::null_mut(), Py::into_ptr);
            })
        }
    }

    pub fn get(&self) -> Option<Py> {
        // SAFETY: a field of this live object.
        unsafe { get_field(&raw const (*self.raw()).ob_ref) }
    }

    pub fn set(&self, value: Option<Py>) {
        // SAFETY: a field of this live object.
        unsafe { set_field(&raw mut (*self.raw()).ob_ref, value) }
    }
}
