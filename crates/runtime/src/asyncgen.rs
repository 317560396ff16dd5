//! Async generators: the wrapper of their yielded values, and the state that their awaitables share.
//!
//! **Invariant**: an async generator's frame hands out a wrapped value exactly when the generator's
//! own code yields; anything else it hands out is what it awaits.

use pyston_object::exception;
use pyston_object::impl_trace;
use pyston_object::prelude::*;
use pyston_object::{call, tstate};

use crate::generator::{self, AsyncGenerator, Generator};

/// A value that an async generator yields.
#[pyclass(PyAsyncGenWrappedValue_Type = "async_generator_wrapped_value")]
pub struct WrappedValue {
    value: Field,
}
impl_trace!(WrappedValue { value });

#[pytype(PyAsyncGenWrappedValue_Type, payload, slots(tp_getattro = pyston_object::attr::generic_getattr))]
impl WrappedValue {}

/// Wraps a value that an async generator yields, so that it is told apart from what it awaits.
pub fn wrap(value: Py) -> PyResult {
    Ok(Instance::new(WrappedValue { value: Field::new(value) })?.into_object())
}

/// Is this a value that the generator's own code yielded?
pub fn is_wrapped(value: &Object) -> bool {
    Instance::<WrappedValue>::check_exact(value)
}

macro_rules! flags {
    ($($(#[$meta:meta])* $get:ident, $set:ident = $field:ident;)*) => {
        impl AsyncGenerator {
            $($(#[$meta])*
            pub fn $get(&self) -> bool {
                // SAFETY: a field of this live object.
                unsafe { (*self.raw()).$field != 0 }
            }
            pub fn $set(&self, value: bool) {
                // SAFETY: as above.
                unsafe { (*self.raw()).$field = value.into() }
            })*
        }
    };
}

flags! {
    /// Have the thread's hooks been asked?
    has_hooks, set_has_hooks = ag_hooks_inited;
    /// Has the generator been closed, or run to its end?
    is_closed, set_closed = ag_closed;
    /// Is one of its awaitables between its start and its end?
    is_running_async, set_running_async = ag_running_async;
}

impl AsyncGenerator {
    pub fn generator(&self) -> &Generator {
        // SAFETY: the layout starts with the generator's.
        unsafe { self.as_object().cast_unchecked() }
    }

    pub fn finalizer(&self) -> Option<Py> {
        // SAFETY: a field of this live object.
        unsafe { exception::get_field(&raw const (*self.raw()).ag_finalizer) }
    }

    /// Takes over the thread's finaliser and tells its first-iteration hook, once.
    pub fn init_hooks(&self) -> PyResult<()> {
        if self.has_hooks() {
            return Ok(());
        }
        self.set_has_hooks(true);
        // SAFETY: the thread state is ours; fields of this live object.
        let first = unsafe {
            let state = tstate::current();
            if let Some(finalizer) = exception::get_field(&raw const (*state).async_gen_finalizer) {
                exception::set_field(&raw mut (*self.raw()).ag_finalizer, Some(finalizer));
            }
            exception::get_field(&raw const (*state).async_gen_firstiter)
        };
        match first {
            Some(first) => call::call(&first, &[self]).map(drop),
            None => Ok(()),
        }
    }

    /// What resuming the generator gave, as its awaitable gives it on: a yielded value ends the
    /// awaitable (`StopIteration`), an awaited one goes out, the end is `StopAsyncIteration`.
    pub fn unwrap(&self, result: PyResult) -> PyResult {
        match result {
            Ok(value) => match value.downcast_exact::<Instance<WrappedValue>>() {
                Some(wrapped) => {
                    self.set_running_async(false);
                    let value = wrapped.value.get().unwrap_or_else(singletons::py_none);
                    Err(generator::stop_iteration(value))
                }
                None => Ok(value),
            },
            Err(raised) => {
                if raised.is(&exc::StopAsyncIteration) || raised.is(&exc::GeneratorExit) {
                    self.set_closed(true);
                }
                self.set_running_async(false);
                Err(raised)
            }
        }
    }
}
