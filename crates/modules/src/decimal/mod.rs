//! `_decimal`: decimal floating point. The arithmetic is in the crate `pyston-decimal`; here are the
//! objects: numbers, contexts, signals.

mod arguments;
mod compare;
mod construct;
mod context;
mod context_methods;
mod convert;
mod current;
mod formatting;
mod manager;
mod methods;
mod number;
mod signal_dict;
mod signals;

use pyston_object::prelude::*;

use crate::arguments::install_once;
use context::{Context, Context_Type, ContextObject};
use manager::ContextManager;
use number::{Decimal_Type, DecimalObject};

pub struct DecimalModule;

/// Makes the types, before the first context.
fn install_types() -> PyResult<()> {
    signal_dict::install()?;
    manager::install()?;
    ContextObject::install();
    pyston_object::ready::ready(&Context_Type)?;
    DecimalObject::install();
    pyston_object::ready::ready(&Decimal_Type)?;
    let numbers = pyston_object::hooks::import("numbers")?;
    let number = pyston_object::attr::getattr_str(&numbers, name!("Number"))?;
    pyston_object::call::call_method(&number, name!("register"), &[&Decimal_Type])?;
    Ok(())
}

/// Decimal floating point arithmetic by native code.
#[pymodule("_decimal")]
impl DecimalModule {
    /// The current context.
    #[function("($module, /)")]
    fn getcontext() -> PyResult<Py<Context>> {
        current::current()
    }

    /// Make a context the current one.
    #[function("($module, context, /)")]
    fn setcontext(context: &Object) -> PyResult<()> {
        match context.downcast::<Context>() {
            Some(context) => current::set_current(context),
            None => Err(raise!(TypeError, "argument must be a context")),
        }
    }

    /// A context manager that makes a copy of a context, or of the current one, current.
    #[function(text = "($module, /, ctx=None)")]
    fn localcontext(args: Args) -> PyResult<Py<Instance<ContextManager>>> {
        manager::local_context(args)
    }

    #[exec]
    fn exec(module: &Module) -> PyResult<()> {
        // The functions and types say that they belong to `decimal`.
        module.add("__name__", "decimal")?;
        signals::install(module)?;
        install_once(&Decimal_Type, install_types)?;
        module.add("Decimal", Decimal_Type.new_ref())?;
        module.add("Context", Context_Type.new_ref())?;
        module.add("DecimalTuple", convert::tuple_class()?)?;
        context::add_templates(module)?;
        for (name, _) in context::ROUNDINGS {
            module.add(name, Str::intern(name))?;
        }
        let limits = [
            ("MAX_PREC", pyston_decimal::MAX_PREC),
            ("MAX_EMAX", pyston_decimal::MAX_EMAX),
            ("MIN_EMIN", pyston_decimal::MIN_EMIN),
            ("MIN_ETINY", pyston_decimal::MIN_ETINY),
        ];
        for (name, value) in limits {
            module.add(name, value)?;
        }
        module.add("HAVE_THREADS", true)?;
        module.add("HAVE_CONTEXTVAR", true)?;
        module.add("__version__", "1.70")?;
        module.add("__libmpdec_version__", "2.4.2")
    }
}
