//! `memoryview.cast`: the same bytes as items of another format or shape.

use pyston_object::memoryview::{MAX_DIMENSIONS, MemoryView, Window};
use pyston_object::prelude::*;

use super::items::{is_byte, native_char, native_size, static_format};

/// The new shape's dimensions.
fn parse_shape(shape: &Object) -> PyResult<Vec<isize>> {
    if !List::check(shape) && !Tuple::check(shape) {
        return Err(raise!(TypeError, "shape must be a list or a tuple"));
    }
    let items = protocol::fast_items(shape, "shape must be a list or a tuple")?;
    if items.len() > MAX_DIMENSIONS {
        return Err(raise!(ValueError, "memoryview: number of dimensions must not exceed {MAX_DIMENSIONS}"));
    }
    let mut product: isize = 1;
    let dimension = |item: &Py| {
        let Some(int) = item.downcast::<Int>() else {
            return Err(raise!(TypeError, "memoryview.cast(): elements of shape must be integers"));
        };
        let extent = protocol::index_as_ssize(int)?;
        if extent <= 0 {
            return Err(raise!(ValueError, "memoryview.cast(): elements of shape must be integers > 0"));
        }
        product = product
            .checked_mul(extent)
            .ok_or_else(|| raise!(ValueError, "memoryview.cast(): product(shape) > SSIZE_MAX"))?;
        Ok(extent)
    };
    items.iter().map(dimension).collect()
}

/// `view.cast(format, shape)`.
pub fn cast(view: &MemoryView, format: &Object, shape: Option<&Object>) -> PyResult<Py<MemoryView>> {
    view.check_released()?;
    let Some(format) = format.downcast::<Str>() else {
        return Err(raise!(TypeError, "memoryview: format argument must be a string"));
    };
    if !view.is_c_contiguous() {
        return Err(raise!(TypeError, "memoryview: casts are restricted to C-contiguous views"));
    }
    let window = view.window();
    if (shape.is_some() || view.ndim() != 1) && window.shape.contains(&0) {
        return Err(raise!(TypeError, "memoryview: cannot cast view with zeros in shape or strides"));
    }
    let dimensions = match shape {
        Some(shape) => {
            if !List::check(shape) && !Tuple::check(shape) {
                return Err(raise!(TypeError, "shape must be a list or a tuple"));
            }
            let count = protocol::len(shape)?;
            if view.ndim() != 1 && count != 1 {
                return Err(raise!(TypeError, "memoryview: cast must be 1D -> ND or ND -> 1D"));
            }
            Some(shape)
        }
        None => None,
    };
    let text = format.to_utf8()?;
    let (Some(target), Some(static_text)) = (native_char(&text), static_format(&text)) else {
        return Err(raise!(
            ValueError,
            "memoryview: destination format must be a native single character format prefixed with an optional '@'"
        ));
    };
    let source = native_char(&view.format());
    if !source.is_some_and(is_byte) && !is_byte(target) {
        return Err(raise!(TypeError, "memoryview: cannot cast between two non-byte formats"));
    }
    let itemsize = native_size(target).unwrap_or(1);
    let bytes = view.nbytes() as isize;
    if bytes % itemsize != 0 {
        return Err(raise!(TypeError, "memoryview: length is not a multiple of itemsize"));
    }
    let shape = match dimensions {
        Some(shape) => parse_shape(shape)?,
        None => vec![bytes / itemsize],
    };
    if shape.iter().try_fold(itemsize, |product, extent| product.checked_mul(*extent)) != Some(bytes) {
        return Err(raise!(TypeError, "memoryview: product(shape) * itemsize != buffer size"));
    }
    view.sub_view(&Window {
        strides: Window::c_strides(&shape, itemsize),
        shape,
        suboffsets: Vec::new(),
        offset: 0,
        itemsize,
        len: bytes,
        readonly: view.is_readonly(),
        format: Some(static_text),
    })
}
