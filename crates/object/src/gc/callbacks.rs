//! `gc.callbacks`: functions called before and after each collection.

use super::state::STATE;
use crate::dict::Dict;
use crate::int::Int;
use crate::list::List;
use crate::ptr::{Layout, Py, PyResult};
use crate::str::Str;

/// The list of callbacks, always the same.
pub fn callbacks() -> PyResult<Py<List>> {
    if let Some(list) = STATE.callbacks.get() {
        return Ok(list);
    }
    let list = List::new()?;
    STATE.callbacks.set(list.clone());
    Ok(list)
}

/// Calls every callback with `phase` and the figures; their exceptions cannot propagate.
pub(super) fn call_all(phase: &str, generation: usize, collected: usize, uncollectable: usize) {
    let Some(callbacks) = STATE.callbacks.get().filter(|list| !list.is_empty()) else { return };
    let (phase, info) = match build_info(phase, generation, collected, uncollectable) {
        Ok(built) => built,
        Err(raised) => return crate::errors::write_unraisable(raised, None),
    };
    let mut index = 0;
    while let Some(callback) = callbacks.get(index) {
        if let Err(raised) = crate::call::call(&callback, &[phase.as_object(), info.as_object()]) {
            crate::errors::write_unraisable(raised, Some(&callback));
        }
        index += 1;
    }
}

fn build_info(phase: &str, generation: usize, collected: usize, uncollectable: usize) -> PyResult<(Py<Str>, Py<Dict>)> {
    let info = Dict::new()?;
    for (key, value) in [("generation", generation), ("collected", collected), ("uncollectable", uncollectable)] {
        info.set_str(&Str::intern(key), Int::from_usize(value)?.into_object())?;
    }
    Ok((Str::new(phase)?, info))
}
