//! Items and slices of memory views by key, reading and writing.

use pyston_object::memoryview::{MemoryView, Window};
use pyston_object::prelude::*;

use super::items::{native_char, pack, unpack};

/// The view's native format character.
///
/// # Errors
/// `NotImplementedError` for other formats.
pub fn format_char(view: &MemoryView) -> PyResult<u8> {
    let format = view.format();
    native_char(&format).ok_or_else(|| raise!(NotImplementedError, "memoryview: unsupported format {format}"))
}

/// What a key of `view[..]` is.
enum Key<'a> {
    Index(isize),
    Slice(&'a Slice),
    /// One index a dimension.
    Indices(Vec<isize>),
    Slices,
    /// Everything of a scalar: `()` or `...`.
    Whole,
    Invalid,
}

fn index_of(key: &Object) -> PyResult<isize> {
    protocol::index_as_ssize_for(key, Some(&exc::IndexError))
}

fn parse<'a>(view: &MemoryView, key: &'a Object) -> PyResult<Key<'a>> {
    let tuple = key.downcast::<Tuple>();
    if view.ndim() == 0 {
        let is_whole = key.is(singletons::ellipsis()) || tuple.is_some_and(Tuple::is_empty);
        return if is_whole { Ok(Key::Whole) } else { Err(scalar()) };
    }
    if protocol::has_index(key) {
        return index_of(key).map(Key::Index);
    }
    if let Some(slice) = key.downcast::<Slice>() {
        return Ok(Key::Slice(slice));
    }
    let Some(tuple) = tuple else { return Ok(Key::Invalid) };
    if tuple.as_slice().iter().all(|part| protocol::has_index(part)) {
        let indices: PyResult<Vec<isize>> = tuple.as_slice().iter().map(|part| index_of(part)).collect();
        return indices.map(Key::Indices);
    }
    Ok(if tuple.as_slice().iter().all(|part| Slice::check(part)) { Key::Slices } else { Key::Invalid })
}

fn scalar() -> Raised {
    raise!(TypeError, "invalid indexing of 0-dim memory")
}

fn invalid_key() -> Raised {
    raise!(TypeError, "memoryview: invalid slice key")
}

/// Indices in bounds, from the front.
fn in_bounds(view: &MemoryView, indices: &[isize]) -> PyResult<Vec<usize>> {
    let window = view.window();
    let resolve = |(dimension, (&index, &extent)): (usize, (&isize, &isize))| {
        let index = if index < 0 { index + extent } else { index };
        if (0..extent).contains(&index) {
            Ok(index as usize)
        } else {
            Err(raise!(IndexError, "index out of bounds on dimension {}", dimension + 1))
        }
    };
    indices.iter().zip(&window.shape).enumerate().map(resolve).collect()
}

fn all_dimensions(view: &MemoryView, indices: &[isize]) -> PyResult<Vec<usize>> {
    let (given, wanted) = (indices.len(), view.ndim());
    if given < wanted {
        return Err(raise!(NotImplementedError, "sub-views are not implemented"));
    }
    if given > wanted {
        return Err(raise!(TypeError, "cannot index {wanted}-dimension view with {given}-element tuple"));
    }
    in_bounds(view, indices)
}

fn load(view: &MemoryView, indices: &[usize]) -> PyResult {
    let char = format_char(view)?;
    match view.read(indices) {
        Some(item) => unpack(char, &item),
        None => Err(released_or_gone(view)),
    }
}

/// Why an access to checked indices failed: Python code run in between released the view.
fn released_or_gone(view: &MemoryView) -> Raised {
    view.check_released().err().unwrap_or_else(errors::bad_internal_call)
}

fn store(view: &MemoryView, indices: &[usize], value: &Object) -> PyResult<()> {
    let item = pack(format_char(view)?, value)?;
    if view.write(indices, &item) { Ok(()) } else { Err(released_or_gone(view)) }
}

/// `view[index]` of a view with one dimension.
pub fn item(view: &MemoryView, index: isize) -> PyResult {
    view.check_released()?;
    format_char(view)?;
    match view.ndim() {
        0 => Err(scalar()),
        1 => load(view, &in_bounds(view, &[index])?),
        _ => Err(raise!(NotImplementedError, "multi-dimensional sub-views are not implemented")),
    }
}

/// The window of a slice of the first dimension.
fn sliced(view: &MemoryView, slice: &Slice) -> PyResult<Window> {
    let bounds = slice.unpack()?;
    view.check_released()?;
    let mut window = view.window();
    let indices = bounds.adjust(view.len());
    window.slice(indices.start, indices.step, indices.len);
    Ok(window)
}

/// `view[key]`.
pub fn get(view: &MemoryView, key: &Object) -> PyResult {
    view.check_released()?;
    match parse(view, key)? {
        Key::Whole if key.is(singletons::ellipsis()) => Ok(view.as_object().new_ref()),
        Key::Whole => load(view, &[]),
        Key::Index(index) => item(view, index),
        Key::Slice(slice) => view.sub_view(&sliced(view, slice)?).map(Py::into_object),
        Key::Indices(indices) => {
            format_char(view)?;
            load(view, &all_dimensions(view, &indices)?)
        }
        Key::Slices => Err(raise!(NotImplementedError, "multi-dimensional slicing is not implemented")),
        Key::Invalid => Err(invalid_key()),
    }
}

/// `view[key] = value`.
pub fn set(view: &MemoryView, key: &Object, value: Option<&Object>) -> PyResult<()> {
    view.check_released()?;
    format_char(view)?;
    if view.is_readonly() {
        return Err(raise!(TypeError, "cannot modify read-only memory"));
    }
    let Some(value) = value else { return Err(raise!(TypeError, "cannot delete memory")) };
    match parse(view, key)? {
        Key::Whole => store(view, &[], value),
        Key::Index(_) if view.ndim() > 1 => Err(raise!(NotImplementedError, "sub-views are not implemented")),
        Key::Index(index) => store(view, &in_bounds(view, &[index])?, value),
        Key::Slice(slice) if view.ndim() == 1 => assign_slice(view, slice, value),
        Key::Indices(indices) => store(view, &all_dimensions(view, &indices)?, value),
        Key::Slice(_) | Key::Slices => {
            Err(raise!(NotImplementedError, "memoryview slice assignments are currently restricted to ndim = 1"))
        }
        Key::Invalid => Err(invalid_key()),
    }
}

fn assign_slice(view: &MemoryView, slice: &Slice, value: &Object) -> PyResult<()> {
    if !pyston_object::buffer::has_buffer(value) {
        return Err(pyston_object::buffer::required(value));
    }
    let source = MemoryView::new(value)?;
    let target = view.sub_view(&sliced(view, slice)?)?;
    let plain = |format: String| format.strip_prefix('@').map(str::to_owned).unwrap_or(format);
    let same = source.window().shape == target.window().shape
        && source.itemsize() == target.itemsize()
        && plain(source.format()) == plain(target.format());
    if !same {
        return Err(raise!(ValueError, "memoryview assignment: lvalue and rvalue have different structures"));
    }
    // Copied first: source and target may overlap.
    let content = source.content()?;
    let size = target.itemsize().max(1) as usize;
    for (index, item) in content.chunks_exact(size).enumerate() {
        target.write(&[index], item);
    }
    Ok(())
}
