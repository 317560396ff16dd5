//! What zero-argument `super()` reads from the running frame.

use pyston_object::prelude::*;

use crate::cell::Cell;
use crate::frame::Frame;

/// The class from the `__class__` cell and the first argument.
pub fn get() -> PyResult<(Py<Type>, Py)> {
    let Some(frame) = Frame::current() else { return Err(raise!(RuntimeError, "super(): no current frame")) };
    let code = frame.code();
    if code.argcount() == 0 {
        return Err(raise!(RuntimeError, "super(): no arguments"));
    }
    let first = frame.register(0).or_else(|| {
        // The first argument may live in a cell.
        let cell = (0..code.cellvars().len()).find(|&cell| code.cell_argument(cell) == Some(0))?;
        frame.register(code.nlocals() + cell)?.downcast_exact::<Cell>().and_then(Cell::get)
    });
    let Some(first) = first else { return Err(raise!(RuntimeError, "super(): arg[0] deleted")) };
    let is_class = |name: &&Object| name.downcast::<Str>().is_some_and(|name| name.eq_str("__class__"));
    let Some(index) = code.freevars().as_slice().iter().position(is_class) else {
        return Err(raise!(RuntimeError, "super(): __class__ cell not found"));
    };
    let cell = frame.register(code.nlocals() + code.cellvars().len() + index);
    let Some(cell) = cell.as_ref().and_then(|cell| cell.downcast_exact::<Cell>()) else {
        return Err(raise!(RuntimeError, "super(): bad __class__ cell"));
    };
    let Some(class) = cell.get() else { return Err(raise!(RuntimeError, "super(): empty __class__ cell")) };
    match class.downcast_into::<Type>() {
        Ok(class) => Ok((class, first)),
        Err(other) => Err(raise!(RuntimeError, "super(): __class__ is not a type ({})", other.type_name())),
    }
}
