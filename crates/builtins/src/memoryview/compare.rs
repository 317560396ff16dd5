//! Equality of memory views with anything that exports memory: same shape, equal items.

use pyston_object::memoryview::MemoryView;
use pyston_object::prelude::*;

use super::items::{Unpacker, native_char};

/// `view == other`; `None`: the other exports no memory.
pub fn equal(view: &MemoryView, other: &Object) -> PyResult<Option<bool>> {
    if view.is_released() {
        return Ok(Some(view.is(other)));
    }
    if other.downcast::<MemoryView>().is_some_and(MemoryView::is_released) {
        return Ok(Some(false));
    }
    let other = match MemoryView::new(other) {
        Ok(other) => other,
        Err(raised) => {
            raised.clear();
            return Ok(None);
        }
    };
    if !same_shape(&view.window().shape, &other.window().shape) {
        return Ok(Some(false));
    }
    let (a, b) = (view.content()?, other.content()?);
    let (format_a, format_b) = (view.format(), other.format());
    let native = native_char(&format_a).filter(|char| native_char(&format_b) == Some(*char));
    // Equal bytes are equal integers.
    if let Some(char) = native
        && !matches!(char, b'f' | b'd' | b'?')
    {
        return Ok(Some(a == b));
    }
    let unpackers = (Unpacker::new(&format_a, view.itemsize())?, Unpacker::new(&format_b, other.itemsize())?);
    let (Some(unpack_a), Some(unpack_b)) = unpackers else { return Ok(Some(false)) };
    let (size_a, size_b) = (view.itemsize().max(1) as usize, other.itemsize().max(1) as usize);
    for (x, y) in a.chunks_exact(size_a).zip(b.chunks_exact(size_b)) {
        let (x, y) = (unpack_a.value(x)?, unpack_b.value(y)?);
        // Not by identity: a NaN differs from itself.
        let result = protocol::compare(&x, &y, CompareOp::Eq)?;
        if !protocol::is_true(&result)? {
            return Ok(Some(false));
        }
    }
    Ok(Some(true))
}

/// Shapes count as the same up to a dimension of size zero.
fn same_shape(a: &[isize], b: &[isize]) -> bool {
    if a.len() != b.len() {
        return false;
    }
    for (x, y) in a.iter().zip(b) {
        if x != y {
            return false;
        }
        if *x == 0 {
            break;
        }
    }
    true
}
