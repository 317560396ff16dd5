//! Issuing warnings from native code: through the `warnings` module once it is loaded.

use pyston_object::prelude::*;
use pyston_object::{attr, call};

use crate::frame::Frame;
use crate::sys;

/// A function of the loaded `_warnings` or `warnings` module.
fn function(name: &Str) -> PyResult<Option<Py>> {
    let modules = sys::modules()?;
    for module in [name!("_warnings"), name!("warnings")] {
        if let Some(module) = modules.get_str(module)?
            && let Some(function) = attr::find_attr(&module, name)?
        {
            return Ok(Some(function));
        }
    }
    Ok(None)
}

/// `warnings.warn(message, category, stack_level)`.
pub fn warn(category: &Type, message: &str, stack_level: isize) -> PyResult<()> {
    if Frame::current().is_none() {
        return Ok(());
    }
    let Some(warn) = function(name!("warn"))? else { return Ok(()) };
    call::call(&warn, &[&*message.into_py()?, category, &*stack_level.into_py()?]).map(drop)
}

/// `warnings.warn_explicit(message, category, filename, line)`.
pub fn explicit(category: &Type, message: &str, filename: &Str, line: i64) -> PyResult<()> {
    let Some(warn) = function(name!("warn_explicit"))? else { return Ok(()) };
    call::call(&warn, &[&*message.into_py()?, category, filename, &*line.into_py()?]).map(drop)
}
