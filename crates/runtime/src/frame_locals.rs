//! The variables of a frame as a namespace: `locals()`, `f_locals`, and back for trace functions.
//!
//! **Invariant**: fast variables live in registers and cells; `f_locals` of a function's frame is a
//! snapshot, always the same dict, that these functions bring up to date.

use pyston_object::abi::flags::CO_OPTIMIZED;
use pyston_object::prelude::*;

use crate::cell::Cell;
use crate::frame::Frame;

/// A fast variable: its name, its register, and whether the register holds its cell.
struct Variable<'a> {
    name: &'a Object,
    register: usize,
    is_cell: bool,
}

impl Variable<'_> {
    fn cell(&self, frame: &Frame) -> Option<Py<Cell>> {
        frame.register(self.register)?.downcast_into().ok()
    }

    fn value(&self, frame: &Frame) -> Option<Py> {
        if self.is_cell { self.cell(frame)?.get() } else { frame.register(self.register) }
    }

    fn set(&self, frame: &Frame, value: Option<Py>) {
        if !self.is_cell {
            frame.set_register(self.register, value);
        } else if let Some(cell) = self.cell(frame) {
            cell.set(value);
        }
    }
}

/// The fast variables that show in the namespace. In class bodies the free variables do not: assigning
/// them would make them attributes of the class.
fn variables(frame: &Frame) -> impl Iterator<Item = Variable<'_>> {
    let code = frame.code();
    let nlocals = code.nlocals();
    let freevars: &[&Object] =
        if code.flags() & CO_OPTIMIZED != 0 { code.freevars().as_slice() } else { Default::default() };
    let cells = code.cellvars().as_slice().iter().chain(freevars).enumerate();
    let fast = code.varnames().as_slice().iter().take(nlocals).enumerate();
    fast.map(|(register, name)| Variable { name, register, is_cell: false })
        .chain(cells.map(move |(index, name)| Variable { name, register: nlocals + index, is_cell: true }))
}

/// The namespace of a frame, up to date (`PyFrame_FastToLocals`).
pub fn of(frame: &Frame) -> PyResult {
    let locals = match frame.locals() {
        Some(locals) => locals.new_ref(),
        None => {
            let locals = Dict::new()?.into_object();
            frame.set_locals(locals.clone());
            locals
        }
    };
    for variable in variables(frame) {
        match variable.value(frame) {
            Some(value) => protocol::setitem(&locals, variable.name, Some(&value))?,
            None => {
                // The variable may be gone from the namespace already.
                errors::catch(protocol::setitem(&locals, variable.name, None), &exc::KeyError)?;
            }
        }
    }
    Ok(locals)
}

/// Puts the namespace back into the variables (`PyFrame_LocalsToFast`); with `clear`, names not in it
/// become unbound.
pub fn to_fast(frame: &Frame, clear: bool) {
    let Some(locals) = frame.locals().map(Layout::new_ref) else { return };
    let pending = errors::fetch();
    for variable in variables(frame) {
        let value = match protocol::getitem(&locals, variable.name) {
            Ok(value) => Some(value),
            Err(raised) => {
                raised.clear();
                None
            }
        };
        if value.is_some() || clear {
            variable.set(frame, value);
        }
    }
    if let Some(pending) = pending {
        let Raised = errors::restore(pending);
    }
}
