//! The current context: the value of a context variable.

use pyston_object::once::Once;
use pyston_object::prelude::*;
use pyston_object::ptr::GilRefCell;
use pyston_object::tstate::{ContextKey, context_key};

use super::context::{Context, ContextObject, default_context};
use crate::contextvars::ContextVar;

static VARIABLE: Once<Instance<ContextVar>> = Once::new();

/// The value last found, and for which state of which thread's variables it holds.
struct Cached {
    key: ContextKey,
    context: Option<Py<Context>>,
}

static CACHED: GilRefCell<Cached> = GilRefCell::new(Cached { key: ContextKey::NONE, context: None });

fn variable() -> PyResult<&'static Instance<ContextVar>> {
    VARIABLE.get_or_try_init(|| {
        pyston_object::hooks::import("_contextvars")?;
        ContextVar::named("decimal_context")
    })
}

/// The current context, made if there is none.
#[inline]
pub fn current() -> PyResult<Py<Context>> {
    let key = context_key();
    let cached = CACHED.borrow();
    if cached.key == key
        && let Some(context) = &cached.context
    {
        return Ok(context.clone());
    }
    drop(cached);
    look_up()
}

#[cold]
fn look_up() -> PyResult<Py<Context>> {
    let variable = variable()?;
    let found = ContextVar::value(variable)?.and_then(|value| value.downcast_into::<Context>().ok());
    let context = match found {
        Some(context) => context,
        None => {
            let context = ContextObject::copy_of(default_context()?)?;
            context.clear_flags_silently();
            ContextVar::assign(variable, context.clone().into_object())?;
            context
        }
    };
    remember(&context);
    Ok(context)
}

fn remember(context: &Py<Context>) {
    let new = Cached { key: context_key(), context: Some(context.clone()) };
    let old = std::mem::replace(&mut *CACHED.borrow_mut(), new);
    drop(old);
}

/// Makes a context the current one; of the templates a copy.
pub fn set_current(context: &Context) -> PyResult<()> {
    let context = if super::context::is_template(context) {
        let copy = ContextObject::copy_of(context)?;
        copy.clear_flags_silently();
        copy
    } else {
        context.new_ref()
    };
    ContextVar::assign(variable()?, context.clone().into_object())?;
    remember(&context);
    Ok(())
}
