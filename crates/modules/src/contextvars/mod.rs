//! `_contextvars`: variables whose values belong to a context.

mod context;
pub mod iterators;
pub mod map;
mod token;
mod variable;

pub use context::Context;
use pyston_object::prelude::*;
use pyston_object::ready::ready;
pub use token::Token;
pub use variable::ContextVar;

use crate::arguments::install_once;

/// A copy of the current context.
pub fn copy_current() -> PyResult {
    context::current()?.duplicate().map(Py::into_object)
}

/// Makes the types usable, also those of the maps.
pub fn install_types() -> PyResult<()> {
    install_once(&context::PyContext_Type, || {
        Context::install();
        ContextVar::install_type();
        Token::install();
        token::install()?;
        map::install()?;
        iterators::install()?;
        ready(&context::PyContext_Type)
    })
}

pub struct ContextvarsModule;

/// Context variables.
#[pymodule("_contextvars")]
impl ContextvarsModule {
    /// Return a copy of the current context.
    #[function("($module, /)")]
    fn copy_context() -> PyResult<Py<Instance<Context>>> {
        context::current()?.duplicate()
    }

    #[exec]
    fn exec(module: &Module) -> PyResult<()> {
        install_types()?;
        module.add_type(&context::PyContext_Type)?;
        module.add_type(&variable::PyContextVar_Type)?;
        module.add_type(&token::PyContextToken_Type)?;
        token::add_missing()
    }
}
