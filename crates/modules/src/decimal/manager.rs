//! What `localcontext()` returns: a context for the body of a `with` statement.

use pyston_object::attr::generic_getattr;
use pyston_object::impl_trace;
use pyston_object::prelude::*;

use super::context::{Context, ContextObject};
use super::current::{current, set_current};

#[pyclass(ContextManager_Type = "decimal.ContextManager")]
pub struct ContextManager {
    local: Field<Context>,
    global: Field<Context>,
}
impl_trace!(ContextManager { local, global });

type This = Instance<ContextManager>;

#[pytype(ContextManager_Type, payload, slots(tp_getattro = generic_getattr))]
impl ContextManager {
    #[method]
    fn __enter__(this: &This, args: Args) -> PyResult {
        crate::arguments::check_no_arguments("__enter__", args)?;
        let Some(local) = this.local.get() else { return Err(errors::bad_internal_call()) };
        set_current(&local)?;
        Ok(local.into_object())
    }

    #[method]
    fn __exit__(this: &This, args: Args) -> PyResult<()> {
        args.no_keywords("__exit__")?;
        if let Some(global) = this.global.get() {
            set_current(&global)?;
        }
        Ok(())
    }
}

/// `localcontext(ctx=None)`.
pub fn local_context(args: Args) -> PyResult<Py<This>> {
    let mut bound = [None];
    super::arguments::bind(args, &["ctx"], 0, &mut bound)?;
    let global = current()?;
    let local = super::context::context_or_current(bound[0])?;
    let local = ContextObject::copy_of(&local)?;
    Instance::new(ContextManager { local: Field::new(local), global: Field::new(global) })
}

pub fn install() -> PyResult<()> {
    ContextManager::install();
    pyston_object::ready::ready(&ContextManager_Type)
}
