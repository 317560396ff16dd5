//! Async generators: the wrapper of their yielded values.

use pyston_object::prelude::*;

/// Wraps a value that an async generator yields, so that it is told apart from what it awaits.
pub fn wrap(value: Py) -> PyResult {
    Ok(value)
}
