//! C data as a buffer: the memory with format, shape and item size, always writable.

use std::ffi::{CString, c_int};

use pyston_abi::{Py_buffer, PyObject};
use pyston_object::glue;
use pyston_object::prelude::*;

use super::data::{CDataObject, layout_of_instance};

/// What a view points to; it lives as long as the view.
struct Description {
    format: CString,
    shape: Vec<isize>,
}

/// The size of an item as CPython tells it: of the memory that there is, even if it was resized.
fn item_size(size: usize, shape: &[isize]) -> usize {
    shape.iter().filter(|&&extent| extent > 0).fold(size, |size, &extent| size / extent as usize)
}

/// `bf_getbuffer`.
///
/// # Safety
/// A slot.
pub unsafe extern "C" fn getbuffer(this: *mut PyObject, view: *mut Py_buffer, _flags: c_int) -> c_int {
    // SAFETY: the slot's contract; the view's description is freed when it is released.
    unsafe {
        if view.is_null() {
            return 0;
        }
        let data: &CDataObject = Object::from_ptr(this).cast_unchecked();
        let Some(layout) = layout_of_instance(data) else {
            return glue::ret_status(Err(raise!(TypeError, "abstract class")));
        };
        let description =
            Box::leak(Box::new(Description { format: layout.format_or_bytes(), shape: layout.shape.borrow().clone() }));
        let view = &mut *view;
        view.buf = data.address().as_ptr();
        view.obj = data.object().new_ref().into_ptr();
        view.len = data.size() as isize;
        view.readonly = 0;
        view.format = description.format.as_ptr().cast_mut();
        view.ndim = description.shape.len() as c_int;
        view.shape = if description.shape.is_empty() { std::ptr::null_mut() } else { description.shape.as_mut_ptr() };
        view.itemsize = item_size(data.size(), &description.shape) as isize;
        view.strides = std::ptr::null_mut();
        view.suboffsets = std::ptr::null_mut();
        view.internal = std::ptr::from_mut(description).cast();
    }
    0
}

/// `bf_releasebuffer`.
///
/// # Safety
/// A slot; the view is one of [`getbuffer`]'s.
pub unsafe extern "C" fn releasebuffer(_: *mut PyObject, view: *mut Py_buffer) {
    // SAFETY: the description was made for this view, which is released once.
    unsafe {
        let description = std::mem::replace(&mut (*view).internal, std::ptr::null_mut());
        if !description.is_null() {
            drop(Box::from_raw(description.cast::<Description>()));
        }
    }
}
