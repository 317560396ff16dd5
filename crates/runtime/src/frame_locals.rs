//! `locals()` of a frame: the namespace of a module or class body, or a snapshot of the variables.

use pyston_object::prelude::*;

use crate::cell::Cell;
use crate::frame::Frame;

/// The locals of a frame as a mapping; a function's is one dict a frame, brought up to date.
pub fn of(frame: &Frame) -> PyResult {
    let code = frame.code();
    let locals = match frame.locals() {
        Some(locals) => locals.new_ref(),
        None => {
            let dict = Dict::new()?.into_object();
            frame.set_locals(dict.clone());
            dict
        }
    };
    let (n_locals, n_cells) = (code.nlocals(), code.cellvars().len());
    for (index, name) in code.varnames().as_slice().iter().take(n_locals).enumerate() {
        store(&locals, name, frame.register(index))?;
    }
    let content = |index: usize| frame.register(index).and_then(|cell| cell.downcast_exact::<Cell>().and_then(Cell::get));
    for (index, name) in code.cellvars().as_slice().iter().enumerate() {
        store(&locals, name, content(n_locals + index))?;
    }
    if code.flags() & pyston_object::abi::flags::CO_OPTIMIZED != 0 {
        for (index, name) in code.freevars().as_slice().iter().enumerate() {
            store(&locals, name, content(n_locals + n_cells + index))?;
        }
    }
    Ok(locals)
}

fn store(locals: &Object, name: &Object, value: Option<Py>) -> PyResult<()> {
    match value {
        Some(value) => protocol::setitem(locals, name, Some(&value)),
        None => errors::catch(protocol::setitem(locals, name, None), &exc::KeyError).map(drop),
    }
}
