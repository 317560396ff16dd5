//! What `await` runs on a future: gives the future itself once, then ends with its result.

use pyston_object::attr::generic_getattr;
use pyston_object::errors::Pending;
use pyston_object::exception::Exception;
use pyston_object::impl_trace;
use pyston_object::prelude::*;
use pyston_runtime::generator::stop_iteration;

use super::future::{Future, Outcome, State};

#[pyclass(FutureIterType = "_asyncio.FutureIter")]
pub struct FutureIterator {
    future: Field<Instance<Future>>,
}
impl_trace!(FutureIterator { future });

type This = Instance<FutureIterator>;

#[pytype(FutureIterType, payload, slots(tp_getattro = generic_getattr))]
impl FutureIterator {
    #[slot]
    fn tp_iter(this: &Object) -> &Object {
        this
    }

    #[slot]
    fn tp_iternext(this: &This) -> PyResult<Option<Py>> {
        this.next()
    }

    /// What is sent makes no difference: as next().
    #[method(args = "($self, arg, /)")]
    fn send(this: &This, _arg: &Object) -> PyResult {
        if this.future.is_empty() {
            return Err(raise!(
                SystemError,
                "<method 'send' of '_asyncio.FutureIter' objects> returned NULL without setting an error"
            ));
        }
        this.next()?.ok_or_else(|| raise!(StopIteration))
    }

    /// Raises an exception in the waiting code; the future is forgotten.
    #[method]
    fn throw(this: &This, args: Args<'_>) -> PyResult {
        args.no_keywords("throw")?;
        crate::arguments::parse_count("function", args.positional.len(), 1, 3)?;
        let given = |index: usize| args.positional.get(index).copied().filter(|object| !object.is_none());
        let (ty, value, traceback) = (args.positional[0], given(1), given(2));
        let pending = pending_of(ty, value, traceback)?;
        this.future.clear();
        Err(errors::restore(pending))
    }

    /// Forgets the future.
    #[method(args = "($self, /)")]
    fn close(this: &This) {
        this.future.clear();
    }
}

impl FutureIterator {
    pub fn over(future: &Instance<Future>) -> PyResult<Py<This>> {
        Instance::new(FutureIterator { future: Field::new(future.new_ref()) })
    }

    fn next(&self) -> PyResult<Option<Py>> {
        let Some(future) = self.future.get() else { return Ok(None) };
        if future.state.get() == State::Pending {
            if future.blocking.get() {
                return Err(raise!(RuntimeError, "await wasn't used with future"));
            }
            future.blocking.set(true);
            return Ok(Some(future.into_object()));
        }
        self.future.clear();
        match future.checked_outcome("Future object is not initialized.")? {
            Outcome::Exception(exception) => Err(errors::raise_instance(exception)),
            Outcome::Result(result) if result.is_none() => Ok(None),
            Outcome::Result(result) => Err(stop_iteration(result)),
        }
    }
}

/// The exception that `throw(ty, value, traceback)` means.
fn pending_of(ty: &Object, value: Option<&Object>, traceback: Option<&Object>) -> PyResult<Pending> {
    if traceback.is_some_and(|object| !object.is_instance_of(&pyston_object::statics::PyTraceBack_Type)) {
        return Err(raise!(TypeError, "throw() third argument must be a traceback"));
    }
    let traceback = traceback.map(|traceback| traceback.new_ref());
    if let Some(class) = ty.downcast::<Type>().filter(|class| errors::is_exception_class(class)) {
        let value = value.map(|value| value.new_ref());
        let mut pending = Pending { ty: class.new_ref(), value, traceback };
        pending.normalize();
        return Ok(pending);
    }
    let Some(exception) = ty.downcast::<Exception>() else {
        return Err(raise!(
            TypeError,
            "exceptions must be classes deriving BaseException or instances of such a class"
        ));
    };
    if value.is_some() {
        return Err(raise!(TypeError, "instance exception may not have a separate value"));
    }
    let traceback = traceback.or_else(|| exception.traceback());
    Ok(Pending { ty: ty.ty().new_ref(), value: Some(ty.new_ref()), traceback })
}
