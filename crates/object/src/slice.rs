//! Slice objects and the arithmetic of slicing, shared by every sequence.
//!
//! **Invariant**: the three fields never change after creation, so they may be borrowed. Reading
//! them as numbers may run `__index__`: sequences that can change take [`Slice::unpack`] first and
//! their length afterwards ([`Bounds::adjust`]).

use std::ffi::c_int;
use std::mem::offset_of;

use num_bigint::BigInt;
use num_traits::{One, Signed, Zero};
use pyston_abi::flags::{READONLY, T_OBJECT};
use pyston_abi::{PyMemberDef, PyObject, PySliceObject, PyTypeObject, visitproc};

use crate::glue::Table;
use crate::int::Int;
use crate::ptr::{Layout, Object, Py, PyResult};
use crate::trace::Visitor;
use crate::{alloc, gc, object_layout, protocol, raise, singletons};

object_layout! {
    /// A slice.
    Slice = PySliceObject, crate::statics::PySlice_Type
}

/// `start`, `stop`, `step` as machine words, clamped, before a length is known.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    pub start: isize,
    pub stop: isize,
    pub step: isize,
}

/// The items that a slice selects: `len` of them, `start`, `start + step`, ...
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Indices {
    pub start: isize,
    pub stop: isize,
    pub step: isize,
    pub len: usize,
}

impl Indices {
    /// The selected indices in order.
    pub fn iter(self) -> impl ExactSizeIterator<Item = usize> {
        (0..self.len).map(move |index| (self.start + index as isize * self.step) as usize)
    }
    /// First and end of the selected items if they are neighbours in order.
    pub fn range(self) -> std::ops::Range<usize> {
        debug_assert_eq!(self.step, 1);
        self.start as usize..self.start as usize + self.len
    }
}

impl Slice {
    /// `slice(start, stop, step)`; absent ones are `None`.
    pub fn new(start: Option<&Object>, stop: Option<&Object>, step: Option<&Object>) -> PyResult<Py<Slice>> {
        let owned = |field: Option<&Object>| field.unwrap_or(singletons::none()).new_ref().into_ptr();
        // SAFETY: all fields are set to owned references.
        unsafe {
            alloc::new_object(&crate::statics::PySlice_Type, |slice: &Slice| {
                (*slice.raw()).start = owned(start);
                (*slice.raw()).stop = owned(stop);
                (*slice.raw()).step = owned(step);
            })
        }
    }

    pub fn start(&self) -> &Object {
        // SAFETY: set at creation, never changed.
        unsafe { Object::from_ptr((*self.raw()).start) }
    }
    pub fn stop(&self) -> &Object {
        // SAFETY: set at creation, never changed.
        unsafe { Object::from_ptr((*self.raw()).stop) }
    }
    pub fn step(&self) -> &Object {
        // SAFETY: set at creation, never changed.
        unsafe { Object::from_ptr((*self.raw()).step) }
    }

    /// The fields as machine words. May run Python code.
    pub fn unpack(&self) -> PyResult<Bounds> {
        let step = index_or(self.step(), 1)?;
        if step == 0 {
            return Err(zero_step());
        }
        // So that `-step` exists.
        let step = step.max(-isize::MAX);
        let (first, last) = if step < 0 { (isize::MAX, isize::MIN) } else { (0, isize::MAX) };
        Ok(Bounds { start: index_or(self.start(), first)?, stop: index_or(self.stop(), last)?, step })
    }

    /// `(start, stop, step)` for a sequence of any non-negative length.
    pub fn long_indices(&self, length: &BigInt) -> PyResult<(BigInt, BigInt, BigInt)> {
        let step = long_index(self.step())?.unwrap_or_else(BigInt::one);
        if step.is_zero() {
            return Err(zero_step());
        }
        let backwards = step.is_negative();
        let (lower, upper) = if backwards { (BigInt::from(-1), length - 1) } else { (BigInt::zero(), length.clone()) };
        let bound = |field: &Object, default: &BigInt| -> PyResult<BigInt> {
            let Some(value) = long_index(field)? else { return Ok(default.clone()) };
            if value.is_negative() {
                return Ok((value + length).max(lower.clone()));
            }
            Ok(value.min(upper.clone()))
        };
        let (first, last) = if backwards { (&upper, &lower) } else { (&lower, &upper) };
        let start = bound(self.start(), first)?;
        let stop = bound(self.stop(), last)?;
        Ok((start, stop, step))
    }
}

#[cold]
fn zero_step() -> crate::ptr::Raised {
    raise!(ValueError, "slice step cannot be zero")
}

fn index_or(field: &Object, default: isize) -> PyResult<isize> {
    if let Some(value) = field.downcast_exact::<crate::int::Int>().and_then(crate::int::Int::as_small) {
        return Ok(value as isize);
    }
    if field.is_none() {
        return Ok(default);
    }
    if !protocol::has_index(field) {
        return Err(not_an_index(true));
    }
    protocol::index_as_ssize_for(field, None)
}

fn not_an_index(or_none: bool) -> crate::ptr::Raised {
    let none = if or_none { "None or " } else { "" };
    raise!(TypeError, "slice indices must be integers or {none}have an __index__ method")
}

fn long_index(field: &Object) -> PyResult<Option<BigInt>> {
    if field.is_none() {
        return Ok(None);
    }
    if !protocol::has_index(field) {
        return Err(not_an_index(true));
    }
    Ok(Some(protocol::index(field)?.to_bigint()))
}

/// A bound of `index(value, start, stop)` and its like: clamped; `None` is no bound.
pub fn bound_not_none(field: Option<&Object>, default: isize) -> PyResult<isize> {
    let Some(field) = field else { return Ok(default) };
    if !protocol::has_index(field) {
        return Err(not_an_index(false));
    }
    protocol::index_as_ssize_for(field, None)
}

/// As [`bound_not_none`], where `None` means the default.
pub fn bound(field: Option<&Object>, default: isize) -> PyResult<isize> {
    field.map_or(Ok(default), |field| index_or(field, default))
}

/// Counts a negative bound from the end and clamps it to `0..`.
pub fn from_end(bound: isize, len: usize) -> usize {
    if bound < 0 { bound.saturating_add(len as isize).max(0) as usize } else { bound as usize }
}

impl Bounds {
    /// The items selected of a sequence of `len`.
    pub fn adjust(self, len: usize) -> Indices {
        let len = len as isize;
        let backwards = self.step < 0;
        let clamp = |bound: isize| {
            if bound < 0 {
                let bound = bound.saturating_add(len);
                if bound >= 0 {
                    bound
                } else if backwards {
                    -1
                } else {
                    0
                }
            } else if bound < len {
                bound
            } else if backwards {
                len - 1
            } else {
                len
            }
        };
        let (start, stop) = (clamp(self.start), clamp(self.stop));
        let count = if backwards && stop < start {
            (start - stop - 1) / -self.step + 1
        } else if !backwards && start < stop {
            (stop - start - 1) / self.step + 1
        } else {
            0
        };
        Indices { start, stop, step: self.step, len: count as usize }
    }
}

/// The items that `slice` selects of a sequence whose length does not change.
pub fn slice_indices(slice: &Slice, len: usize) -> PyResult<Indices> {
    Ok(slice.unpack()?.adjust(len))
}

/// `(start, stop, step)` with the numbers of a big range, as ints.
pub fn int_triple(values: (BigInt, BigInt, BigInt)) -> PyResult<[Py<Int>; 3]> {
    Ok([Int::from_bigint(&values.0)?, Int::from_bigint(&values.1)?, Int::from_bigint(&values.2)?])
}

const fn member(name: &'static std::ffi::CStr, offset: usize) -> PyMemberDef {
    PyMemberDef {
        name: name.as_ptr(),
        r#type: T_OBJECT,
        offset: offset as isize,
        flags: READONLY,
        doc: std::ptr::null(),
    }
}

static MEMBERS: Table<[PyMemberDef; 4]> = Table([
    member(c"start", offset_of!(PySliceObject, start)),
    member(c"stop", offset_of!(PySliceObject, stop)),
    member(c"step", offset_of!(PySliceObject, step)),
    PyMemberDef { name: std::ptr::null(), r#type: 0, offset: 0, flags: 0, doc: std::ptr::null() },
]);

/// Sets the slots that own the fields, and the members.
pub fn install(raw: &mut PyTypeObject) {
    raw.tp_dealloc = Some(dealloc);
    raw.tp_traverse = Some(traverse);
    raw.tp_members = MEMBERS.0.as_ptr().cast_mut();
}

unsafe extern "C" fn dealloc(this: *mut PyObject) {
    // SAFETY: a dead slice, whose fields are owned.
    unsafe {
        gc::untrack(this);
        let raw = this.cast::<PySliceObject>();
        for field in [(*raw).start, (*raw).stop, (*raw).step] {
            crate::ptr::decref(field);
        }
        // There are no subtypes.
        alloc::free_gc_sized(this, size_of::<PySliceObject>());
    }
}

unsafe extern "C" fn traverse(this: *mut PyObject, visit: visitproc, arg: *mut std::ffi::c_void) -> c_int {
    // SAFETY: a live slice; visiting runs no Python code.
    unsafe {
        let mut visitor = Visitor::new(visit, arg);
        let raw = this.cast::<PySliceObject>();
        for field in [(*raw).start, (*raw).stop, (*raw).step] {
            visitor.pointer(field);
        }
        visitor.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn selected_items() {
        let select = |start, stop, step, len| {
            let indices = Bounds { start, stop, step }.adjust(len);
            indices.iter().collect::<Vec<_>>()
        };
        assert_eq!(select(0, isize::MAX, 2, 5), [0, 2, 4]);
        assert_eq!(select(isize::MAX, isize::MIN, -2, 5), [4, 2, 0]);
        assert_eq!(select(-2, isize::MAX, 1, 5), [3, 4]);
        assert_eq!(select(-2, -4, -1, 5), [3, 2]);
        assert_eq!(select(3, 1, 1, 5), [0usize; 0]);
        assert_eq!(select(isize::MIN, isize::MAX, isize::MAX, 5), [0]);
    }
}
