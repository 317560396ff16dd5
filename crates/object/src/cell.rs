//! Cells: variables shared by a function and those nested in it.

use pyston_abi::PyCellObject;

use crate::exception::{get_field, set_field};
use crate::object_layout;
use crate::ptr::Py;

object_layout! {
    /// A cell.
    Cell = PyCellObject, crate::statics::PyCell_Type
}

impl Cell {
    /// The content; `None` while the variable is unbound.
    pub fn get(&self) -> Option<Py> {
        // SAFETY: a field of this live object.
        unsafe { get_field(&raw const (*self.raw()).ob_ref) }
    }

    pub fn set(&self, value: Option<Py>) {
        // SAFETY: a field of this live object.
        unsafe { set_field(&raw mut (*self.raw()).ob_ref, value) }
    }
}
