//! Memory of a size that programs choose.
//!
//! Rust's collections end the process where there is no memory. Whoever makes one as large as an argument says, or
//! fills one with what an iterable gives, does so through here, and fails with `MemoryError` instead.

use std::collections::{TryReserveError, VecDeque};

use crate::errors;
use crate::ptr::{PyResult, Raised};

/// What can be asked for room.
pub trait Growing {
    fn try_reserve(&mut self, more: usize) -> Result<(), TryReserveError>;
}

impl<T> Growing for Vec<T> {
    fn try_reserve(&mut self, more: usize) -> Result<(), TryReserveError> {
        Vec::try_reserve(self, more)
    }
}

impl<T> Growing for VecDeque<T> {
    fn try_reserve(&mut self, more: usize) -> Result<(), TryReserveError> {
        VecDeque::try_reserve(self, more)
    }
}

fn failed(_: TryReserveError) -> Raised {
    errors::no_memory()
}

/// Makes room for `more` items.
///
/// # Errors
/// `MemoryError` where there is none, here and below.
pub fn reserve(items: &mut impl Growing, more: usize) -> PyResult<()> {
    items.try_reserve(more).map_err(failed)
}

/// Appends an item.
#[inline]
pub fn push<T>(items: &mut Vec<T>, item: T) -> PyResult<()> {
    if items.len() == items.capacity() {
        reserve(items, 1)?;
    }
    items.push(item);
    Ok(())
}

/// Appends bytes.
pub fn extend(bytes: &mut Vec<u8>, more: &[u8]) -> PyResult<()> {
    reserve(bytes, more.len())?;
    bytes.extend_from_slice(more);
    Ok(())
}

/// `len` times the same item. Zeros that are not written to need no memory yet.
pub fn filled<T: Clone>(item: T, len: usize) -> PyResult<Vec<T>> {
    probe::<T>(len)?;
    Ok(vec![item; len])
}

/// Would there be room for `len` items? For work that cannot fail halfway.
pub fn probe<T>(len: usize) -> PyResult<()> {
    let mut items = Vec::<T>::new();
    let found = items.try_reserve_exact(len).map_err(failed);
    // Room that nobody sees would not be asked for in an optimised build.
    std::hint::black_box(items.as_ptr());
    found
}
