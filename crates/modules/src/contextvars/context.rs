//! `Context`: values of context variables, and running functions with them.
//!
//! **Invariant**: a context is entered at most once at a time; while it is, `previous` is the one to come
//! back to. The thread's current context is in its thread state.

use std::cell::{Cell, RefCell};

use pyston_object::attr::generic_getattr;
use pyston_object::call::vectorcall;
use pyston_object::prelude::*;
use pyston_object::{impl_trace, tstate};

use super::iterators::{ItemIterator, KeyIterator, ValueIterator};
use super::map::{Key, Map};
use super::variable::ContextVar;

#[pyclass(PyContext_Type = "Context", weaklist = weaklist)]
#[derive(Default)]
pub struct Context {
    variables: RefCell<Map>,
    previous: Field,
    entered: Cell<bool>,
    weaklist: WeakList,
}
impl_trace!(Context { variables, previous });

type This = Instance<Context>;

#[pytype(PyContext_Type, payload, slots(tp_getattro = generic_getattr, tp_hash = protocol::hash_not_implemented))]
impl Context {
    #[slot]
    fn tp_new(_class: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
        if !args.is_empty() || kwargs.is_some_and(|kwargs| !kwargs.is_empty()) {
            return Err(raise!(TypeError, "Context() does not accept any arguments"));
        }
        Ok(Instance::new(Context::default())?.into_object())
    }

    #[slot]
    fn tp_iter(this: &This) -> PyResult<Py<Instance<KeyIterator>>> {
        KeyIterator::over(&this.map())
    }

    #[slot]
    fn tp_richcompare(this: &Object, other: &Object, op: CompareOp) -> PyResult {
        match (this.downcast_exact::<This>(), other.downcast_exact::<This>(), op) {
            (Some(this), Some(other), CompareOp::Eq) => this.map().equals(&other.map()).map(singletons::py_bool),
            (Some(this), Some(other), CompareOp::Ne) => {
                this.map().equals(&other.map()).map(|equal| singletons::py_bool(!equal))
            }
            _ => Ok(singletons::py_not_implemented()),
        }
    }

    #[slot]
    fn mp_length(this: &This) -> usize {
        this.map().len()
    }

    #[slot]
    fn mp_subscript(this: &This, key: &Object) -> PyResult {
        this.map().get(key_of(key)?)?.ok_or_else(|| errors::key_error(key))
    }

    #[slot]
    fn sq_contains(this: &This, key: &Object) -> PyResult<bool> {
        Ok(this.map().get(key_of(key)?)?.is_some())
    }

    /// The value of a variable in this context, or the default.
    #[method("($self, key, default=None, /)")]
    fn get(this: &This, key: &Object, default: &Object) -> PyResult {
        Ok(this.map().get(key_of(key)?)?.unwrap_or_else(|| default.new_ref()))
    }

    /// The variables and their values, as pairs.
    #[method("($self, /)")]
    fn items(this: &This) -> PyResult<Py<Instance<ItemIterator>>> {
        ItemIterator::over(&this.map())
    }

    /// The variables that have a value.
    #[method("($self, /)")]
    fn keys(this: &This) -> PyResult<Py<Instance<KeyIterator>>> {
        KeyIterator::over(&this.map())
    }

    /// The values.
    #[method("($self, /)")]
    fn values(this: &This) -> PyResult<Py<Instance<ValueIterator>>> {
        ValueIterator::over(&this.map())
    }

    /// A copy, which later changes do not reach.
    #[method("($self, /)")]
    fn copy(this: &This) -> PyResult<Py<This>> {
        this.duplicate()
    }

    /// Call a function in this context: it finds and sets values here.
    #[method]
    fn run(this: &This, args: Args) -> PyResult {
        let [function, rest @ ..] = args.positional else {
            return Err(raise!(TypeError, "run() missing 1 required positional argument"));
        };
        let all: Vec<&Object> = rest.iter().chain(args.values).copied().collect();
        let names = Tuple::from_slice(args.names)?;
        enter(this)?;
        let result = vectorcall(function, &all, Some(&names));
        leave(this);
        result
    }
}

/// The key of a context, which must be a variable.
fn key_of(key: &Object) -> PyResult<Key<'_>> {
    key.downcast_exact().map(ContextVar::key).ok_or_else(|| match protocol::repr(key) {
        Ok(text) => raise!(TypeError, "a ContextVar key was expected, got {text}"),
        Err(raised) => raised,
    })
}

impl Context {
    pub fn map(&self) -> Map {
        self.variables.borrow().clone()
    }

    pub fn set_map(&self, map: Map) {
        let old = self.variables.replace(map);
        tstate::context_changed();
        drop(old);
    }

    pub fn duplicate(&self) -> PyResult<Py<This>> {
        Instance::new(Context { variables: RefCell::new(self.map()), ..Context::default() })
    }
}

/// Makes a context the thread's current one.
pub fn enter(context: &This) -> PyResult<()> {
    if context.entered.get() {
        let text = protocol::repr(context.object())?;
        return Err(raise!(RuntimeError, "cannot enter context: {text} is already entered"));
    }
    context.previous.replace(tstate::context());
    context.entered.set(true);
    tstate::set_context(Some(context.object().new_ref()));
    Ok(())
}

/// Goes back to the context before.
pub fn leave(context: &This) {
    context.entered.set(false);
    tstate::set_context(context.previous.take());
}

/// The thread's current context, if it has one.
pub fn current_if_any() -> Option<Py<This>> {
    tstate::context()?.downcast_into().ok()
}

/// The thread's current context, made if it has none.
pub fn current() -> PyResult<Py<This>> {
    if let Some(context) = current_if_any() {
        return Ok(context);
    }
    let context = Instance::new(Context::default())?;
    tstate::set_context(Some(context.clone().into_object()));
    Ok(context)
}
