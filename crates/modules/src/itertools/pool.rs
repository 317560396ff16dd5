//! What the combinatoric iterators share: picking elements of a pool by indices, and the indices' state.

use pyston_object::prelude::*;

use crate::arguments::exact_ssize;

/// CPython's sizes of the objects, to which `__sizeof__` adds those of the indices.
pub const PRODUCT_SIZE: usize = 48;
pub const COMBINATIONS_SIZE: usize = 56;
pub const PERMUTATIONS_SIZE: usize = 64;

/// A length argument.
pub fn length(r: isize) -> PyResult<usize> {
    usize::try_from(r).map_err(|_| raise!(ValueError, "r must be non-negative"))
}

/// The tuple of the pool's elements at the indices.
pub fn pick(pool: &Tuple, indices: &[usize]) -> PyResult<Py> {
    let items: Vec<&Object> = indices.iter().filter_map(|&index| pool.get(index)).collect();
    Ok(Tuple::from_slice(&items)?.into_object())
}

/// Indices as a tuple, for pickling.
pub fn indices_tuple(indices: &[usize]) -> PyResult<Py<Tuple>> {
    Tuple::from_vec(indices.iter().map(|index| (*index).into_py()).collect::<PyResult<_>>()?)
}

/// Indices from a state: a tuple of `len` ints, each brought between `min` and what `max` says for its
/// place.
pub fn read_indices(
    state: &Object,
    len: usize,
    min: usize,
    max: impl Fn(usize) -> PyResult<isize>,
) -> PyResult<Vec<usize>> {
    let Some(state) = state.downcast::<Tuple>().filter(|state| state.len() == len) else {
        return Err(raise!(ValueError, "invalid arguments"));
    };
    let clamp = |(place, item): (usize, &&Object)| {
        let index = exact_ssize(item)?;
        Ok(index.min(max(place)?).max(min as isize) as usize)
    };
    state.as_slice().iter().enumerate().map(clamp).collect()
}

/// The indices 0..len, if there is memory for them.
pub fn range(len: usize) -> PyResult<Vec<usize>> {
    let mut indices = filled(len, 0)?;
    indices.iter_mut().enumerate().for_each(|(place, index)| *index = place);
    Ok(indices)
}

/// `len` equal indices, if there is memory for them.
pub fn filled(len: usize, index: usize) -> PyResult<Vec<usize>> {
    let mut indices = Vec::new();
    indices.try_reserve_exact(len).map_err(|_| errors::no_memory())?;
    indices.resize(len, index);
    Ok(indices)
}
