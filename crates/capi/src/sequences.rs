//! `listobject.h`, `tupleobject.h`, `sliceobject.h`: lists, tuples, slices.
//!
//! **Invariant**: new lists and tuples hold nulls until C has set their items, which nobody else may look at before.

use std::ffi::c_int;

use pyston_object::abi::PyObject;
use pyston_object::prelude::*;
use pyston_object::slice::{self, Bounds};

use crate::answer::Borrowed;
use crate::capi;
use crate::text::{Out, size};
use crate::va::VaList;

fn list(object: &Object) -> PyResult<&List> {
    object.downcast().ok_or_else(errors::bad_internal_call)
}

fn tuple(object: &Object) -> PyResult<&Tuple> {
    object.downcast().ok_or_else(errors::bad_internal_call)
}

/// The part of `0..len` between two bounds.
fn range(start: isize, stop: isize, len: usize) -> std::ops::Range<usize> {
    let start = start.clamp(0, len as isize) as usize;
    start..(stop.clamp(0, len as isize) as usize).max(start)
}

/// The items that follow in C.
fn items<'a>(count: isize, va: &mut VaList) -> Vec<&'a Object> {
    // SAFETY: C's caller passed so many objects.
    (0..count).map(|_| unsafe { Object::from_ptr(va.arg::<*mut PyObject>()) }).collect()
}

capi! {
    fn PyList_New(len: isize) -> PyResult<Py<List>> {
        // SAFETY: C sets the items first.
        unsafe { List::with_nulls(size(len)?) }
    }

    fn PyList_Size(object: &Object) -> PyResult<usize> { list(object).map(List::len) }

    /// A borrowed reference.
    fn PyList_GetItem(object: &Object, index: isize) -> PyResult<Borrowed> {
        let list = list(object)?;
        match usize::try_from(index).ok().and_then(|index| list.get(index)) {
            Some(item) => Ok(Borrowed::new(&item)),
            None => Err(raise!(IndexError, "list index out of range")),
        }
    }

    /// Takes over the item, whatever happens.
    fn PyList_SetItem(object: &Object, index: isize, item: Option<Py>) -> PyResult<()> {
        let list = list(object)?;
        let Some(index) = usize::try_from(index).ok().filter(|&index| index < list.len()) else {
            return Err(raise!(IndexError, "list assignment index out of range"));
        };
        // SAFETY: in bounds; what stands there is an owned reference or null, and dies last.
        unsafe {
            let old = list.items_ptr().add(index).replace(item.map_or(std::ptr::null_mut(), Py::into_ptr));
            drop(Py::<Object>::from_nullable(old));
        }
        Ok(())
    }

    fn PyList_Insert(object: &Object, index: isize, item: Option<&Object>) -> PyResult<()> {
        let (list, item) = (list(object)?, item.ok_or_else(errors::bad_internal_call)?);
        list.insert(slice::from_end(index, list.len()), item.new_ref())
    }

    fn PyList_Append(object: &Object, item: Option<&Object>) -> PyResult<()> {
        let (list, item) = (list(object)?, item.ok_or_else(errors::bad_internal_call)?);
        list.append(item.new_ref())
    }

    fn _PyList_Extend(list: &List, items: &Object) -> PyResult {
        pyston_object::call::call_method(list, name!("extend"), &[items])
    }

    fn PyList_GetSlice(object: &Object, start: isize, stop: isize) -> PyResult<Py<List>> {
        let list = list(object)?;
        let range = range(start, stop, list.len());
        list.copy_range(range.start, range.end)
    }

    fn PyList_SetSlice(object: &Object, start: isize, stop: isize, items: Option<&Object>) -> PyResult<()> {
        let list = list(object)?;
        let new = match items {
            Some(items) => protocol::fast_items(items, "can only assign an iterable")?,
            None => Vec::new(),
        };
        let range = range(start, stop, list.len());
        drop(list.splice(range.start, range.end, new)?);
        Ok(())
    }

    fn PyList_Sort(object: Option<&Object>) -> PyResult<()> {
        let list = list(object.ok_or_else(errors::bad_internal_call)?)?;
        pyston_builtins::list::sort::sort(list, None, false)
    }

    fn PyList_Reverse(object: Option<&Object>) -> PyResult<()> {
        list(object.ok_or_else(errors::bad_internal_call)?).map(List::reverse)
    }

    fn PyList_AsTuple(object: Option<&Object>) -> PyResult<Py<Tuple>> {
        Tuple::from_vec(list(object.ok_or_else(errors::bad_internal_call)?)?.to_vec())
    }

    fn PyList_ClearFreeList() -> c_int { 0 }

    fn PyTuple_New(len: isize) -> PyResult<Py<Tuple>> {
        // SAFETY: C sets the items first.
        unsafe { Tuple::with_nulls(size(len)?) }
    }

    variadic fn PyTuple_Pack(count: isize; va) -> PyResult<Py<Tuple>> { Tuple::from_slice(&items(count, va)) }

    fn PyTuple_Size(object: &Object) -> PyResult<usize> { tuple(object).map(Tuple::len) }

    /// A borrowed reference.
    fn PyTuple_GetItem(object: &Object, index: isize) -> PyResult<Borrowed> {
        let tuple = tuple(object)?;
        match usize::try_from(index).ok().and_then(|index| tuple.get(index)) {
            Some(item) => Ok(Borrowed::new(item)),
            None => Err(raise!(IndexError, "tuple index out of range")),
        }
    }

    /// Takes over the item, whatever happens; only for tuples that nobody else has.
    fn PyTuple_SetItem(object: &Object, index: isize, item: Option<Py>) -> PyResult<()> {
        let Some(tuple) = object.downcast::<Tuple>().filter(|tuple| tuple.refcnt() == 1) else {
            return Err(errors::bad_internal_call());
        };
        let Some(index) = usize::try_from(index).ok().filter(|&index| index < tuple.len()) else {
            return Err(raise!(IndexError, "tuple assignment index out of range"));
        };
        // SAFETY: in bounds; what stands there is an owned reference or null, and dies last.
        unsafe {
            let old = tuple.items_ptr().add(index).replace(item.map_or(std::ptr::null_mut(), Py::into_ptr));
            drop(Py::<Object>::from_nullable(old));
        }
        Ok(())
    }

    fn PyTuple_GetSlice(object: Option<&Object>, start: isize, stop: isize) -> PyResult<Py<Tuple>> {
        let tuple = tuple(object.ok_or_else(errors::bad_internal_call)?)?;
        let range = range(start, stop, tuple.len());
        if range.len() == tuple.len() && Tuple::check_exact(tuple) {
            return Ok(tuple.new_ref());
        }
        tuple.slice(range.start, range.end)
    }

    fn PyTuple_ClearFreeList() -> c_int { 0 }

    /// Only for a tuple that nobody else has; new items are null.
    fn _PyTuple_Resize(place: &mut *mut PyObject, len: isize) -> PyResult<()> {
        // SAFETY: the place holds an owned reference; items, which may be null, move from one tuple to the other.
        unsafe {
            let old: Py = Py::from_owned(std::mem::replace(place, std::ptr::null_mut()));
            let len = size(len)?;
            let Some(tuple) = old.downcast_exact::<Tuple>().filter(|tuple| tuple.is_empty() || tuple.refcnt() == 1) else {
                return Err(errors::bad_internal_call());
            };
            if tuple.len() == len {
                *place = old.into_ptr();
                return Ok(());
            }
            let new = Tuple::with_nulls(len)?;
            for index in 0..len.min(tuple.len()) {
                let item = tuple.items_ptr().add(index).replace(std::ptr::null_mut());
                new.items_ptr().add(index).write(item);
            }
            *place = new.into_ptr();
        }
        Ok(())
    }

    fn PySlice_New(start: Option<&Object>, stop: Option<&Object>, step: Option<&Object>) -> PyResult<Py<Slice>> {
        Slice::new(start, stop, step)
    }

    fn PySlice_Unpack(slice: &Slice, start: &mut isize, stop: &mut isize, step: &mut isize) -> PyResult<()> {
        let bounds = slice.unpack()?;
        (*start, *stop, *step) = (bounds.start, bounds.stop, bounds.step);
        Ok(())
    }

    fn PySlice_AdjustIndices(len: isize, start: &mut isize, stop: &mut isize, step: isize) -> isize {
        let indices = Bounds { start: *start, stop: *stop, step }.adjust(len as usize);
        (*start, *stop) = (indices.start, indices.stop);
        indices.len as isize
    }

    fn PySlice_GetIndicesEx(
        slice: &Slice, len: isize, start: &mut isize, stop: &mut isize, step: &mut isize, count: Out<'_, isize>,
    ) -> PyResult<()> {
        let indices = slice.unpack()?.adjust(len as usize);
        (*start, *stop, *step) = (indices.start, indices.stop, indices.step);
        count.set(indices.len as isize);
        Ok(())
    }
}
