//! `_warnings`: issuing warnings, for `warnings` and before it is loaded.

use pyston_object::prelude::*;
use pyston_object::{attr, call};
use pyston_runtime::warnings::{self, Explicit};

pub struct WarningsModule;

/// A line of a module's source, as its loader gives it.
fn source_line(globals: &Dict, line: i64) -> PyResult<Option<Py>> {
    let loader = globals.get_str(name!("__loader__"))?;
    let name = globals.get_str(name!("__name__"))?;
    let (Some(loader), Some(name)) = (loader, name) else { return Ok(None) };
    let Some(get_source) = attr::find_attr(&loader, name!("get_source"))? else { return Ok(None) };
    let source = call::call(&get_source, &[&name])?;
    if source.is_none() {
        return Ok(None);
    }
    let Some(text) = source.downcast::<Str>() else {
        return Err(raise!(TypeError, "must be str, not {}", source.type_name()));
    };
    // As a str, whatever a subclass makes of it.
    let lines = attr::getattr_str(pyston_object::statics::PyUnicode_Type.as_object(), name!("splitlines"))?;
    let lines = call::call(&lines, &[text])?;
    protocol::getitem(&lines, &*(line - 1).into_py()?).map(Some)
}

/// Issuing warnings.
#[pymodule("_warnings")]
impl WarningsModule {
    /// Issues a warning, or raises it as an error.
    #[function("($module, /, message, category=None, stacklevel=1, source=None)")]
    fn warn(message: &Object, category: Option<&Object>, stacklevel: isize, source: Option<&Object>) -> PyResult<()> {
        let category = warnings::category(message, category)?;
        warnings::issue(&category, message, stacklevel, source)
    }

    /// Issues a warning about a place.
    #[function(
        args = "($module, /, message, category, filename, lineno, module=<unset>, registry=<unset>, module_globals=None, source=None)",
        parsed
    )]
    fn warn_explicit(
        message: &Object,
        category: &Object,
        filename: &Str,
        lineno: i32,
        place: Option<&Object>,
        registry: Option<&Object>,
        module_globals: Option<&Object>,
        source: Option<&Object>,
    ) -> PyResult<()> {
        let source_line = match module_globals {
            None => None,
            Some(globals) => match globals.downcast::<Dict>() {
                Some(globals) => source_line(globals, lineno.into())?,
                None => {
                    return Err(raise!(TypeError, "module_globals must be a dict, not '{:.200}'", globals.type_name()));
                }
            },
        };
        warnings::explicit_at(Explicit {
            category,
            message,
            filename,
            line: lineno.into(),
            module: place,
            registry,
            source_line,
            source,
        })
    }

    /// Says that the filters changed.
    #[function(args = "($module, /)")]
    fn _filters_mutated() {
        warnings::filters_mutated();
    }

    #[exec]
    fn exec(module: &Module) -> PyResult<()> {
        let state = warnings::state()?;
        module.add("filters", state.filters.clone())?;
        module.add("_onceregistry", state.once_registry.clone())?;
        module.add("_defaultaction", state.default_action.clone())
    }
}
