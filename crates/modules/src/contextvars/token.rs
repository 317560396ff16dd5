//! `Token`: what `ContextVar.set` returns, to undo it with; and the marker for "had no value".

use std::cell::Cell;

use pyston_object::attr::generic_getattr;
use pyston_object::impl_trace;
use pyston_object::once::Once;
use pyston_object::prelude::*;
use pyston_object::ready::ready;

use super::context::Context;
use super::variable::ContextVar;

#[pyclass(PyContextToken_Type = "Token")]
pub struct Token {
    context: Field<Instance<Context>>,
    variable: Field<Instance<ContextVar>>,
    old: Field,
    used: Cell<bool>,
}
impl_trace!(Token { context, variable, old });

type This = Instance<Token>;

#[pytype(PyContextToken_Type, payload, slots(
    tp_getattro = generic_getattr,
    tp_hash = protocol::hash_not_implemented
))]
impl Token {
    #[slot]
    fn tp_new(_class: &Type, _args: &Tuple, _kwargs: Option<&Dict>) -> PyResult {
        Err(raise!(RuntimeError, "Tokens can only be created by ContextVars"))
    }

    #[slot]
    fn tp_repr(this: &This) -> PyResult<Py<Str>> {
        let mut text = StrBuilder::new();
        text.push_str(if this.used.get() { "<Token used var=" } else { "<Token var=" });
        if let Some(variable) = this.variable.get() {
            text.push_py(&*protocol::repr(variable.object())?);
        }
        text.push_str(&format!(" at {:p}>", this.object().as_ptr()));
        text.finish()
    }

    /// The variable that was set.
    #[getter]
    fn var(this: &This) -> Option<Py<Instance<ContextVar>>> {
        this.variable.get()
    }

    /// The value before, or Token.MISSING.
    #[getter]
    fn old_value(this: &This) -> PyResult {
        match this.old.get() {
            Some(old) => Ok(old),
            None => Ok(missing()?.object().new_ref()),
        }
    }
}

impl Token {
    pub fn new(context: &Instance<Context>, variable: &Instance<ContextVar>, old: Option<Py>) -> PyResult<Py<This>> {
        Instance::new(Token {
            context: Field::new(context.new_ref()),
            variable: Field::new(variable.new_ref()),
            old: old.map_or_else(Field::empty, Field::new),
            used: Cell::new(false),
        })
    }

    pub fn is_used(&self) -> bool {
        self.used.get()
    }

    pub fn set_used(&self) {
        self.used.set(true);
    }

    pub fn old(&self) -> Option<Py> {
        self.old.get()
    }

    pub fn is_of(&self, variable: &Instance<ContextVar>) -> bool {
        self.variable.get().is_some_and(|own| own.object().is(variable))
    }

    pub fn is_from(&self, context: &Instance<Context>) -> bool {
        self.context.get().is_some_and(|own| own.object().is(context))
    }
}

#[pyclass(Missing_Type = "Token.MISSING")]
pub struct Missing {}
impl_trace!(Missing {});

#[pytype(Missing_Type, payload, slots(tp_getattro = generic_getattr))]
impl Missing {
    #[slot]
    fn tp_repr(_this: &Object) -> &'static str {
        "<Token.MISSING>"
    }
}

static MISSING: Once<Instance<Missing>> = Once::new();

fn missing() -> PyResult<&'static Instance<Missing>> {
    MISSING.get_or_try_init(|| Instance::new(Missing {}))
}

pub(super) fn install() -> PyResult<()> {
    Missing::install();
    ready(&Missing_Type)
}

/// Puts `MISSING` into the type's namespace.
pub(super) fn add_missing() -> PyResult<()> {
    if let Some(namespace) = PyContextToken_Type.dict() {
        namespace.set_str(name!("MISSING"), missing()?.object().new_ref())?;
        pyston_object::attr::type_modified(&PyContextToken_Type);
    }
    Ok(())
}
