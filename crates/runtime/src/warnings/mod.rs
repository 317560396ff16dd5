//! Warnings: which are shown, once or always, as errors or not at all.
//!
//! **Invariant**: the lists that decide are those of the `warnings` module once it is loaded; until then
//! the ones here, which `warnings` takes over when it is. Code that warns must expect any Python code
//! to run.

mod filter;
mod place;
mod show;

use pyston_object::prelude::*;
use pyston_object::{attr, call, hooks};

use crate::frame::Frame;
use crate::{lifecycle, sys};

pub use filter::{State, filters_mutated, state};

/// A warning on its way to being shown.
pub struct Warning {
    pub message: Py,
    pub category: Py,
    pub text: Py,
    pub filename: Py<Str>,
    pub line: i64,
    pub source_line: Option<Py>,
    /// The object that the warning is about (`ResourceWarning`).
    pub source: Option<Py>,
}

/// An attribute of the `warnings` module, if it is loaded.
fn warnings_attr(name: &Str, import: bool) -> PyResult<Option<Py>> {
    let module = if import && !lifecycle::is_finalizing() {
        match errors::catch(hooks::import("warnings"), &exc::ImportError)? {
            Some(module) => module,
            None => return Ok(None),
        }
    } else {
        if sys::get(name!("modules"))?.is_none_or(|modules| modules.is_none()) {
            // So late in the shutdown that there are no modules any more.
            return Ok(None);
        }
        match sys::modules()?.get_str(name!("warnings"))? {
            Some(module) => module,
            None => return Ok(None),
        }
    };
    attr::find_attr(&module, name)
}

/// The category of a message: its class if it is a warning, else the one given.
pub fn category(message: &Object, category: Option<&Object>) -> PyResult<Py> {
    let chosen: Py = if protocol::is_instance(message, exc::Warning.as_object())? {
        message.ty().new_ref().into_object()
    } else {
        match category.filter(|category| !category.is_none()) {
            Some(category) => category.new_ref(),
            None => exc::UserWarning.new_ref().into_object(),
        }
    };
    let fits = Type::check(&chosen) && protocol::is_subclass(&chosen, exc::Warning.as_object())?;
    if !fits {
        return Err(raise!(TypeError, "category must be a Warning subclass, not '{}'", chosen.type_name()));
    }
    Ok(chosen)
}

/// Issues a warning about the code `stack_level` frames up.
pub fn issue(category: &Object, message: &Object, stack_level: isize, source: Option<&Object>) -> PyResult<()> {
    let place = place::find(stack_level)?;
    explicit_at(Explicit {
        category,
        message,
        filename: &place.filename,
        line: place.line,
        module: Some(&place.module),
        registry: Some(&place.registry),
        source_line: None,
        source,
    })
}

/// A warning with all that is known about its place.
pub struct Explicit<'a> {
    pub category: &'a Object,
    pub message: &'a Object,
    pub filename: &'a Str,
    pub line: i64,
    /// Absent: made from the file name. `None`: the interpreter is shutting down.
    pub module: Option<&'a Object>,
    pub registry: Option<&'a Object>,
    pub source_line: Option<Py>,
    pub source: Option<&'a Object>,
}

fn module_of(filename: &Str) -> PyResult<Py<Str>> {
    let len = filename.len();
    if len == 0 {
        return Str::new("<unknown>");
    }
    let is_source = len >= 3 && filename.substring(len - 3, len)?.eq_str(".py");
    filename.substring(0, if is_source { len - 3 } else { len })
}

/// Issues a warning about a place.
pub fn explicit_at(explicit: Explicit<'_>) -> PyResult<()> {
    let Explicit { category, message, filename, line, module, registry, source_line, source } = explicit;
    if module.is_some_and(Object::is_none) {
        return Ok(());
    }
    let registry = match registry.filter(|registry| !registry.is_none()) {
        None => None,
        Some(registry) => match registry.downcast::<Dict>() {
            Some(registry) => Some(registry),
            None => return Err(raise!(TypeError, "'registry' must be a dict or None")),
        },
    };
    let module = match module {
        Some(module) => module.new_ref(),
        None => module_of(filename)?.into_object(),
    };
    let (text, category, message) = if protocol::is_instance(message, exc::Warning.as_object())? {
        (protocol::str(message)?.into_object(), message.ty().new_ref().into_object(), message.new_ref())
    } else {
        (message.new_ref(), category.new_ref(), call::call(category, &[message])?)
    };
    let key = (text.clone(), category.clone(), line).into_py()?;
    if let Some(registry) = registry
        && filter::already_warned(registry, &key, false)?
    {
        return Ok(());
    }
    let (action, item) = filter::action(&category, &text, line, &module)?;
    if action.eq_str("error") {
        return Err(errors::raise_object(category.downcast::<Type>().unwrap_or(&exc::Warning), message));
    }
    if action.eq_str("ignore") {
        return Ok(());
    }
    let known = if action.eq_str("always") {
        false
    } else {
        if let Some(registry) = registry {
            registry.set(&key, singletons::py_bool(true))?;
        }
        filter::note(&action, &item, registry, &text, &category)?
    };
    if known {
        return Ok(());
    }
    show::show(&Warning {
        message,
        category,
        text,
        filename: filename.new_ref(),
        line,
        source_line,
        source: source.filter(|source| !source.is_none()).map(Layout::new_ref),
    })
}

/// `warnings.warn(message, category, stack_level)`.
pub fn warn(category: &Type, message: &str, stack_level: isize) -> PyResult<()> {
    if Frame::current().is_none() && sys::module().is_none() {
        return Ok(());
    }
    issue(category, &*Str::from_display(message)?, stack_level, None)
}

/// `warnings.warn_explicit(message, category, filename, line)`.
pub fn explicit(category: &Type, message: &str, filename: &Str, line: i64) -> PyResult<()> {
    explicit_at(Explicit {
        category,
        message: &*Str::from_display(message)?,
        filename,
        line,
        module: None,
        registry: None,
        source_line: None,
        source: None,
    })
}

/// As [`explicit`], of a module.
pub fn explicit_in(category: &Type, message: &str, filename: &str, line: i64, module: &str) -> PyResult<()> {
    explicit_at(Explicit {
        category,
        message: &*Str::from_display(message)?,
        filename: &*Str::new(filename)?,
        line,
        module: Some(&*Str::new(module)?),
        registry: None,
        source_line: None,
        source: None,
    })
}
