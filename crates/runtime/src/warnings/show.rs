//! Showing a warning: by `warnings`, or plainly while it is not loaded.

use pyston_object::prelude::*;
use pyston_object::{attr, call};

use super::{Warning, warnings_attr};
use crate::{source_lines, sys};

/// Shows a warning.
pub fn show(warning: &Warning) -> PyResult<()> {
    let Some(show) = warnings_attr(name!("_showwarnmsg"), warning.source.is_some())? else {
        return show_plainly(warning);
    };
    if show.ty().tp().tp_call.is_none() {
        return Err(raise!(TypeError, "warnings._showwarnmsg() must be set to a callable"));
    }
    let Some(class) = warnings_attr(name!("WarningMessage"), false)? else {
        return Err(raise!(RuntimeError, "unable to get warnings.WarningMessage"));
    };
    let none = singletons::none();
    let source = warning.source.as_deref().unwrap_or(none);
    let line = warning.line.into_py()?;
    let message =
        call::call(&class, &[&warning.message, &warning.category, &warning.filename, &line, none, none, source])?;
    call::call(&show, &[&message]).map(drop)
}

fn show_plainly(warning: &Warning) -> PyResult<()> {
    let name = attr::getattr_str(&warning.category, name!("__name__"))?;
    let (name, text) = (protocol::str(&name)?, protocol::str(&warning.text)?);
    let sink = sys::stderr_sink();
    let filename = warning.filename.to_string_lossy();
    let mut shown = format!("{filename}:{}: {name}: {text}\n", warning.line);
    let source = match &warning.source_line {
        Some(line) => Some(protocol::str(line)?.to_string()),
        None => source_lines::line(&filename, warning.line as i32),
    };
    if let Some(source) = source {
        shown.push_str(&format!("  {}\n", source_lines::without_indent(&source)));
    }
    if let Err(raised) = sink.write(&shown) {
        raised.clear();
    }
    Ok(())
}
