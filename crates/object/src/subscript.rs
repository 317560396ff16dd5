//! Subscripts of sequences: an index, or a slice resolved against a length.
//!
//! **Invariant**: reading a slice's parts may run Python code (`__index__`), so it comes first and the
//! length is asked for afterwards ([`Bounds::of`]).

use pyston_abi::PySliceObject;

use crate::ptr::{Object, PyResult};
use crate::{exc, protocol, raise};

/// The parts of a slice as numbers, defaults filled in.
#[derive(Clone, Copy, Debug)]
pub struct Parts {
    pub start: isize,
    pub stop: isize,
    pub step: isize,
}

/// The items that a slice selects from a sequence of known length.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    pub start: isize,
    pub stop: isize,
    pub step: isize,
    pub count: usize,
}

/// What is in the brackets.
pub enum Subscript {
    /// Counted from the end if negative.
    Index(isize),
    Slice(Parts),
}

/// One part of a slice: `None` or something with `__index__`, clamped to the machine word.
pub fn slice_index(object: &Object, default: isize) -> PyResult<isize> {
    if object.is_none() {
        return Ok(default);
    }
    if !protocol::has_index(object) {
        return Err(raise!(TypeError, "slice indices must be integers or None or have an __index__ method"));
    }
    protocol::index_as_ssize_for(object, None)
}

/// The parts of a slice object; `None` if `object` is none.
pub fn slice_parts(object: &Object) -> PyResult<Option<Parts>> {
    if !std::ptr::eq(object.ty(), &crate::statics::PySlice_Type) {
        return Ok(None);
    }
    // SAFETY: a slice, whose parts never change and are never null.
    let [start, stop, step] = unsafe {
        let raw = &*object.as_ptr().cast::<PySliceObject>();
        [raw.start, raw.stop, raw.step].map(|part| Object::from_ptr(part))
    };
    let step = slice_index(step, 1)?.max(-isize::MAX);
    if step == 0 {
        return Err(raise!(ValueError, "slice step cannot be zero"));
    }
    let backwards = step < 0;
    let start = slice_index(start, if backwards { isize::MAX } else { 0 })?;
    let stop = slice_index(stop, if backwards { isize::MIN } else { isize::MAX })?;
    Ok(Some(Parts { start, stop, step }))
}

/// Reads a subscript; `message` is the `TypeError`'s for anything but an index or a slice, `{}` in it
/// standing for the type's name.
pub fn read(key: &Object, message: &str) -> PyResult<Subscript> {
    if protocol::has_index(key) {
        return protocol::index_as_ssize_for(key, Some(&exc::IndexError)).map(Subscript::Index);
    }
    match slice_parts(key)? {
        Some(parts) => Ok(Subscript::Slice(parts)),
        None => Err(raise!(TypeError, "{}", message.replace("{}", &format!("{:.200}", key.type_name())))),
    }
}

/// `index` counted from the start; `None` if it is out of bounds.
pub fn in_bounds(index: isize, len: usize) -> Option<usize> {
    let index = if index < 0 { index + len as isize } else { index };
    usize::try_from(index).ok().filter(|&index| index < len)
}

impl Bounds {
    pub fn of(parts: Parts, len: usize) -> Bounds {
        let len = len as isize;
        let Parts { step, .. } = parts;
        let clamp = |bound: isize| {
            let bound = if bound < 0 { bound.saturating_add(len) } else { bound };
            if step < 0 { bound.clamp(-1, len - 1) } else { bound.clamp(0, len) }
        };
        let (start, stop) = (clamp(parts.start), clamp(parts.stop));
        let distance = if step < 0 { start - stop } else { stop - start };
        let count = if distance > 0 { (distance - 1) as usize / step.unsigned_abs() + 1 } else { 0 };
        Bounds { start, stop, step, count }
    }

    /// The indices, in the order of the slice.
    pub fn indices(self) -> impl DoubleEndedIterator<Item = usize> + ExactSizeIterator + Clone {
        (0..self.count).map(move |number| (self.start + number as isize * self.step) as usize)
    }

    /// The same items in rising order, for deleting.
    pub fn ascending(self) -> Bounds {
        if self.step > 0 || self.count == 0 {
            return self;
        }
        let lowest = self.start + (self.count as isize - 1) * self.step;
        Bounds { start: lowest, stop: self.start + 1, step: -self.step, count: self.count }
    }
}

/// `start` and `end` of `find`, `startswith` and the like, resolved against a length: negative ones
/// count from the end. `start` may lie behind `end`.
pub fn find_bounds(start: isize, end: isize, len: usize) -> (usize, usize) {
    let len = len as isize;
    let from_end = |bound: isize| if bound < 0 { bound.saturating_add(len).max(0) } else { bound };
    let end = from_end(end).min(len);
    (from_end(start) as usize, end as usize)
}
