//! Strings made of whole other strings: concatenation, joining, repetition.
//!
//! The parts are strings, stored as narrow as they can be, so the widest of them tells the width of
//! the result: nothing is scanned, and the result is allocated once.

use super::{Str, StrData};
use crate::list::List;
use crate::ptr::{Layout, Object, Py, PyResult};
use crate::raise;
use crate::tuple::Tuple;

/// Writes the code points to `target`, `width` bytes each.
///
/// # Safety
/// `target` must have room for them, and the width must hold them.
unsafe fn write_units(data: StrData<'_>, target: *mut u8, width: usize) {
    // SAFETY: the caller's promise; blocks of objects are aligned for every unit.
    unsafe {
        match (data, width) {
            (StrData::Ascii(units) | StrData::Ucs1(units), 1) => {
                std::ptr::copy_nonoverlapping(units.as_ptr(), target, units.len());
            }
            (StrData::Ucs2(units), 2) => std::ptr::copy_nonoverlapping(units.as_ptr(), target.cast(), units.len()),
            (StrData::Ucs4(units), 4) => std::ptr::copy_nonoverlapping(units.as_ptr(), target.cast(), units.len()),
            (StrData::Ascii(units) | StrData::Ucs1(units), 2) => {
                let target: *mut u16 = target.cast();
                units.iter().enumerate().for_each(|(i, &unit)| target.add(i).write(unit.into()));
            }
            _ => {
                let target: *mut u32 = target.cast();
                data.iter().enumerate().for_each(|(i, point)| target.add(i).write(point));
            }
        }
    }
}

fn width_of(bound: u32) -> usize {
    match bound {
        0..0x100 => 1,
        0x100..0x1_0000 => 2,
        _ => 4,
    }
}

/// The concatenation of whole strings, whose lengths add up to `len`, more than one.
fn assemble<'a>(len: usize, parts: impl Iterator<Item = &'a Str> + Clone) -> PyResult<Py<Str>> {
    let bound = parts.clone().map(|part| part.data().bound()).max().unwrap_or(0);
    let width = width_of(bound);
    // SAFETY: the parts fill exactly `len` units, and the widest of them needs the width.
    unsafe {
        let (object, mut target) = Str::alloc(len, bound)?;
        for part in parts {
            write_units(part.data(), target, width);
            target = target.add(part.len() * width);
        }
        Ok(object)
    }
}

impl Str {
    /// `self` as an exact `str`.
    pub fn to_exact(&self) -> PyResult<Py<Str>> {
        if Str::check_exact(self) { Ok(self.new_ref()) } else { Str::from_data(self.data()) }
    }

    /// `a + b`.
    pub fn concat(a: &Str, b: &Str) -> PyResult<Py<Str>> {
        if a.is_empty() {
            return b.to_exact();
        }
        if b.is_empty() {
            return a.to_exact();
        }
        let len = a.len() + b.len();
        if len > isize::MAX as usize {
            return Err(raise!(OverflowError, "strings are too large to concat"));
        }
        assemble(len, [a, b].into_iter())
    }

    /// `separator.join(sequence)` for a list or tuple of strings; `None` for anything else.
    pub fn join_sequence(separator: &Str, sequence: &Object) -> Option<PyResult<Py<Str>>> {
        let (items, len) = match (sequence.downcast_exact::<List>(), sequence.downcast_exact::<Tuple>()) {
            (Some(list), _) => (list.items_ptr(), list.len()),
            (None, Some(tuple)) => (tuple.items_ptr(), tuple.len()),
            (None, None) => return None,
        };
        if len == 0 {
            return Some(Ok(Str::empty()));
        }
        // SAFETY: `len` references, which stay while nothing but this function runs: checking types and
        // joining run no Python code. They are references to strings once checked.
        unsafe {
            let objects = std::slice::from_raw_parts(items.cast::<&Object>(), len);
            if !objects.iter().all(|object| Str::check(object)) {
                return None;
            }
            Some(Str::join(separator, std::slice::from_raw_parts(items.cast::<&Str>(), len)))
        }
    }

    /// `separator.join(parts)`.
    pub fn join(separator: &Str, parts: &[&Str]) -> PyResult<Py<Str>> {
        let [first, rest @ ..] = parts else { return Ok(Str::empty()) };
        let mut len = first.len();
        let mut non_empty = usize::from(!first.is_empty());
        for part in rest {
            len = len.saturating_add(part.len()).saturating_add(separator.len());
            non_empty += usize::from(!part.is_empty());
        }
        if len > isize::MAX as usize {
            return Err(raise!(OverflowError, "join() result is too long for a Python string"));
        }
        if len == 0 {
            return Ok(Str::empty());
        }
        // A result that is one of the pieces: that piece.
        if rest.is_empty() {
            return first.to_exact();
        }
        if separator.is_empty() && non_empty == 1 {
            return parts.iter().find(|part| !part.is_empty()).map_or_else(|| Ok(Str::empty()), |part| part.to_exact());
        }
        if non_empty == 0 && rest.len() == 1 {
            return separator.to_exact();
        }
        if separator.is_empty() {
            return assemble(len, parts.iter().copied());
        }
        assemble(len, std::iter::once(*first).chain(rest.iter().flat_map(|part| [separator, *part])))
    }

    /// `self * count`.
    pub fn repeat(&self, count: isize) -> PyResult<Py<Str>> {
        if count < 1 || self.is_empty() {
            return Ok(Str::empty());
        }
        if count == 1 {
            return self.to_exact();
        }
        let count = count as usize;
        let len = self.len().checked_mul(count).filter(|&len| len <= isize::MAX as usize);
        let len = len.ok_or_else(|| raise!(OverflowError, "repeated string is too long"))?;
        let (data, bound) = (self.data(), self.data().bound());
        let width = width_of(bound);
        // SAFETY: the first copy is written, then the filled part doubles until the end.
        unsafe {
            let (object, target) = Str::alloc(len, bound)?;
            write_units(data, target, width);
            let total = len * width;
            let mut filled = self.len() * width;
            while filled < total {
                let step = filled.min(total - filled);
                std::ptr::copy_nonoverlapping(target, target.add(filled), step);
                filled += step;
            }
            Ok(object)
        }
    }
}
