//! What native code asks of the running frame: its globals, and what `super()` takes from it.

use pyston_object::hooks;
use pyston_object::prelude::*;

use crate::cell::Cell;
use crate::frame::Frame;

/// Answers the object layer's questions about the running frame.
pub(crate) fn install() {
    hooks::install(hooks::Hooks { current_globals, super_context, ..hooks::get() });
}

fn current_globals() -> Option<Py<Dict>> {
    Frame::current().map(|frame| frame.globals().new_ref())
}

/// The `__class__` cell's content and the first argument of the running method.
fn super_context() -> PyResult<(Py<Type>, Py)> {
    let Some(frame) = Frame::current() else { return Err(raise!(RuntimeError, "super(): no current frame")) };
    let code = frame.code();
    if code.argcount() == 0 {
        return Err(raise!(RuntimeError, "super(): no arguments"));
    }
    let Some(this) = first_argument(frame) else { return Err(raise!(RuntimeError, "super(): arg[0] deleted")) };
    let is_class = |name: &&Object| name.downcast::<Str>().is_some_and(|name| name.eq_str("__class__"));
    let Some(index) = code.freevars().as_slice().iter().position(|name| is_class(name)) else {
        return Err(raise!(RuntimeError, "super(): __class__ cell not found"));
    };
    let register = code.nlocals() + code.cellvars().len() + index;
    let Some(cell) = frame.register(register).and_then(|cell| cell.downcast_into::<Cell>().ok()) else {
        return Err(raise!(RuntimeError, "super(): bad __class__ cell"));
    };
    let Some(class) = cell.get() else { return Err(raise!(RuntimeError, "super(): empty __class__ cell")) };
    match class.downcast_into::<Type>() {
        Ok(class) => Ok((class, this)),
        Err(other) => Err(raise!(RuntimeError, "super(): __class__ is not a type ({})", other.ty().tp_name())),
    }
}

/// The first argument, wherever it lives: a cell takes it over if an inner function uses it.
fn first_argument(frame: &Frame) -> Option<Py> {
    let code = frame.code();
    frame.register(0).or_else(|| {
        let cell = (0..code.cellvars().len()).find(|&cell| code.cell_argument(cell) == Some(0))?;
        frame.register(code.nlocals() + cell)?.downcast_into::<Cell>().ok()?.get()
    })
}
