//! Running a task's code from one wait to the next.
//!
//! **Invariant**: while the code runs, the task is the current one of its loop.

use pyston_object::attr::{find_attr, getattr_str, setattr_str};
use pyston_object::call::{call, call_method, vectorcall};
use pyston_object::exception::Exception;
use pyston_object::prelude::*;
use pyston_runtime::generator::{Kind, Resumed, as_generator, stop_value};

use super::future::{Future, Outcome, State, exactly_native};
use super::library::{invalid_state, library};
use super::task::{Task, as_future};
use super::wrappers::{StepWrapper, WakeupWrapper};
use super::{event_loop, registry};

type This = Instance<Task>;

/// How the code came to a stop.
enum Stop {
    /// It waits for something.
    Waits(Py),
    /// It has returned.
    Returned(Py),
}

/// Lets the loop run the next step soon.
pub fn call_step_soon(task: &This, exception: Option<Py>) -> PyResult<()> {
    let wrapper = StepWrapper::of(task, exception)?;
    let (Some(event_loop), Some(context)) = (task.future.event_loop.get(), task.context.get()) else {
        return Err(errors::bad_internal_call());
    };
    event_loop::call_soon(&event_loop, wrapper.object(), None, &context)
}

/// A done future's callback: goes on with its result or exception.
pub fn wake_up(task: &This, future: &Object) -> PyResult<()> {
    let result = match exactly_native(future) {
        Some(future) => match future.checked_outcome("Future object is not initialized.") {
            Ok(Outcome::Result(_)) => Ok(()),
            Ok(Outcome::Exception(exception)) => return step(task, Some(&exception)),
            Err(raised) => Err(raised),
        },
        None => call_method(future, name!("result"), &[]).map(drop),
    };
    match result {
        Ok(()) => step(task, None),
        Err(raised) => {
            let mut pending = errors::take(raised);
            pending.normalize();
            step(task, pending.value.as_deref())
        }
    }
}

/// Runs the code up to its next wait, with an exception raised where it waits now.
pub fn step(task: &This, exception: Option<&Object>) -> PyResult<()> {
    let event_loop = task.future.alive()?;
    registry::enter(&event_loop, task.object())?;
    match run(task, exception) {
        Ok(()) => registry::leave(&event_loop, task.object()),
        Err(raised) => {
            let pending = errors::take(raised);
            match registry::leave(&event_loop, task.object()) {
                Ok(()) => Err(errors::restore(pending)),
                Err(raised) => Err(chain_context(raised, pending)),
            }
        }
    }
}

/// An error on the way out of an error: that becomes its context.
fn chain_context(raised: Raised, earlier: errors::Pending) -> Raised {
    let mut pending = errors::take(raised);
    pending.normalize();
    if let Some(exception) = pending.value.as_ref().and_then(|value| value.downcast::<Exception>()) {
        exception.set_context(Some(earlier.into_instance()));
    }
    errors::restore(pending)
}

fn run(task: &This, exception: Option<&Object>) -> PyResult<()> {
    if task.future.state.get() != State::Pending {
        let exception = exception.unwrap_or(singletons::none());
        let message =
            format!("_step(): already done: {} {}", protocol::repr(task.object())?, protocol::repr(exception)?);
        return Err(invalid_state(&message));
    }
    let mut exception = exception.map(|exception| exception.new_ref());
    if task.must_cancel.get() {
        let cancelled = &library()?.cancelled_error;
        let is_cancelled = match &exception {
            Some(exception) => protocol::is_instance(exception, cancelled)?,
            None => false,
        };
        if !is_cancelled {
            exception = Some(call(cancelled, &[])?);
        }
        task.must_cancel.set(false);
    }
    task.waiter.clear();
    let Some(coroutine) = task.coroutine.get() else {
        return Err(raise!(RuntimeError, "uninitialized Task object"));
    };
    match resume(&coroutine, exception) {
        Ok(Stop::Waits(what)) => wait_for(task, &what),
        Ok(Stop::Returned(value)) => {
            if task.must_cancel.replace(false) {
                // Cancelled just before the code ended.
                return Future::cancel_pending(as_future(task)).map(drop);
            }
            Future::finish(as_future(task), value)
        }
        Err(raised) => fail(task, raised),
    }
}

fn resume(coroutine: &Object, exception: Option<Py>) -> PyResult<Stop> {
    let result = match exception {
        None => match as_generator(coroutine).filter(|generator| generator.kind() != Kind::AsyncGenerator) {
            Some(generator) => {
                return match generator.resume(Ok(singletons::py_none()), false) {
                    Ok(Resumed::Yielded(value)) => Ok(Stop::Waits(value)),
                    Ok(Resumed::Returned(value)) => Ok(Stop::Returned(value)),
                    Err(raised) => stop_value(raised).map(Stop::Returned),
                };
            }
            None => call_method(coroutine, name!("send"), &[singletons::none()]),
        },
        Some(exception) => call_method(coroutine, name!("throw"), &[&exception]),
    };
    match result {
        Ok(value) => Ok(Stop::Waits(value)),
        Err(raised) => stop_value(raised).map(Stop::Returned),
    }
}

/// The code has raised.
fn fail(task: &This, raised: Raised) -> PyResult<()> {
    let cancelled = &library()?.cancelled_error;
    if raised.is(cancelled) {
        raised.clear();
        return Future::cancel_pending(as_future(task)).map(drop);
    }
    let is_fatal = raised.is(&exc::KeyboardInterrupt) || raised.is(&exc::SystemExit);
    let instance = errors::take(raised).into_instance();
    Future::fail(as_future(task), &instance)?;
    if is_fatal { Err(errors::raise_instance(instance)) } else { Ok(()) }
}

/// The code waits for `what`.
fn wait_for(task: &This, what: &Object) -> PyResult<()> {
    if what.is_none() {
        // A bare yield: the loop goes round once.
        return call_step_soon(task, None);
    }
    if what.is(task) {
        return error_soon(task, |task, _| Ok(format!("Task cannot await on itself: {task}")), what);
    }
    if let Some(future) = exactly_native(what) {
        if !same_loop(task, future.event_loop.get()) {
            return error_soon(task, other_loop, what);
        }
        if !future.blocking.replace(false) {
            return error_soon(task, yield_not_from, what);
        }
        let wrapper = WakeupWrapper::of(task)?;
        let context = task.context.get().ok_or_else(errors::bad_internal_call)?;
        Future::add_callback(future, wrapper.object(), context)?;
        return waits(task, what);
    }
    match find_attr(what, name!("_asyncio_future_blocking"))?.filter(|blocking| !blocking.is_none()) {
        Some(blocking) => wait_for_foreign(task, what, protocol::is_true(&blocking)?),
        None if protocol::is_instance(what, &pyston_object::statics::PyGen_Type)? => error_soon(
            task,
            |task, what| Ok(format!("yield was used instead of yield from for generator in task {task} with {what}")),
            what,
        ),
        None => error_soon(task, |_, what| Ok(format!("Task got bad yield: {what}")), what),
    }
}

/// The code waits for an object that behaves as a future.
fn wait_for_foreign(task: &This, what: &Object, blocking: bool) -> PyResult<()> {
    let event_loop = match find_attr(what, name!("get_loop"))? {
        Some(method) => call(&method, &[])?,
        None => getattr_str(what, name!("_loop"))?,
    };
    if !same_loop(task, Some(event_loop)) {
        return error_soon(task, other_loop, what);
    }
    if !blocking {
        return error_soon(task, yield_not_from, what);
    }
    setattr_str(what, name!("_asyncio_future_blocking"), Some(singletons::bool(false)))?;
    let wrapper = WakeupWrapper::of(task)?;
    let context = task.context.get().ok_or_else(errors::bad_internal_call)?;
    let add = getattr_str(what, name!("add_done_callback"))?;
    vectorcall(&add, &[wrapper.object(), &context], Some(event_loop::context_keyword()?))?;
    waits(task, what)
}

fn same_loop(task: &This, event_loop: Option<Py>) -> bool {
    match (task.future.event_loop.get(), event_loop) {
        (Some(own), Some(other)) => own.is(&*other),
        _ => false,
    }
}

/// The task waits for `what`, unless it has been cancelled meanwhile.
fn waits(task: &This, what: &Object) -> PyResult<()> {
    task.waiter.set(what.new_ref());
    if task.must_cancel.get() && protocol::is_true(&*call_method(what, name!("cancel"), &[])?)? {
        task.must_cancel.set(false);
    }
    Ok(())
}

fn other_loop(task: &str, what: &str) -> PyResult<String> {
    Ok(format!("Task {task} got Future {what} attached to a different loop"))
}

fn yield_not_from(task: &str, what: &str) -> PyResult<String> {
    Ok(format!("yield was used instead of yield from in task {task} with {what}"))
}

/// The next step raises a `RuntimeError` in the code, with a message of both representations.
fn error_soon(task: &This, message: impl FnOnce(&str, &str) -> PyResult<String>, what: &Object) -> PyResult<()> {
    let message = message(&protocol::repr_string(task.object())?, &protocol::repr_string(what)?)?;
    let error = call(&exc::RuntimeError, &[&*Str::new(&message)?])?;
    call_step_soon(task, Some(error))
}
