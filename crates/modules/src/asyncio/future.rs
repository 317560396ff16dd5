//! `Future`: a result to come, and who waits for it.
//!
//! **Invariant**: the loop is missing only before `__init__`. Callbacks are there only while the future is
//! pending: the first in a place of its own, as most futures have one. No borrow of `callbacks` lasts while
//! Python code runs.

use std::cell::{Cell, RefCell};

use pyston_object::attr::{generic_getattr, generic_setattr};
use pyston_object::call::{call, call_method};
use pyston_object::exception::Exception;
use pyston_object::payload::Payload;
use pyston_object::prelude::*;
use pyston_object::{Type, impl_trace};

use super::future_iterator::FutureIterator;
use super::library::{cancelled, invalid_state, library};
use super::{event_loop, is_exactly_native};
use crate::contextvars;

#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub enum State {
    #[default]
    Pending,
    Cancelled,
    Finished,
}

#[repr(C)]
#[derive(Default)]
pub struct Future {
    pub event_loop: Field,
    pub callback: Field,
    pub context: Field,
    pub callbacks: RefCell<Vec<(Py, Py)>>,
    pub exception: Field,
    pub result: Field,
    pub source_traceback: Field,
    pub state: Cell<State>,
    pub log_traceback: Cell<bool>,
    pub blocking: Cell<bool>,
    pub dict: Field<Dict>,
    pub weaklist: WeakList,
}
impl_trace!(Future { event_loop, callback, context, callbacks, exception, result, source_traceback, dict });

pub type This = Instance<Future>;

#[expect(non_upper_case_globals, reason = "type objects are named as in C")]
pub static FutureType: Type = Type::declare(
    c"_asyncio.Future",
    size_of::<This>(),
    0,
    pyston_abi::flags::Py_TPFLAGS_HAVE_GC | pyston_abi::flags::Py_TPFLAGS_BASETYPE,
);

impl Payload for Future {
    const DICT: Option<usize> = Some(std::mem::offset_of!(Future, dict));
    const WEAKLIST: Option<usize> = Some(std::mem::offset_of!(Future, weaklist));
    fn static_type() -> &'static Type {
        &FutureType
    }
}

/// What is known of a future's outcome.
pub enum Outcome {
    Result(Py),
    Exception(Py),
}

/// A result that will be there later, for use with await.
///
/// It is almost that of concurrent.futures, but result() and exception() never wait, callbacks are called by the
/// event loop's call_soon(), and it works with no executors.
#[pytype(FutureType, payload, sig = "(*, loop=None)", slots(tp_getattro = generic_getattr, tp_setattro = generic_setattr))]
impl Future {
    #[slot]
    fn tp_new(class: &Type, _args: &Tuple, _kwargs: Option<&Dict>) -> PyResult<Py<This>> {
        Instance::new_as(class, Future::default())
    }

    #[init("(*, loop=None)")]
    fn init(this: &This, event_loop: Option<&Object>) -> PyResult<()> {
        this.start(event_loop)
    }

    #[slot]
    fn tp_repr(this: &Object) -> PyResult<Py<Str>> {
        repr(this)
    }

    #[slot]
    fn tp_iter(this: &This) -> PyResult<Py<Instance<FutureIterator>>> {
        this.alive()?;
        FutureIterator::over(this)
    }

    #[slot]
    fn am_await(this: &This) -> PyResult<Py<Instance<FutureIterator>>> {
        this.alive()?;
        FutureIterator::over(this)
    }

    #[slot]
    fn tp_finalize(this: &This) {
        finalize(this);
    }

    /// The result, or the exception raised.
    ///
    /// Raises CancelledError if the future has been cancelled, InvalidStateError if there is no result yet.
    #[method("($self, /)")]
    fn result(this: &This) -> PyResult {
        match this.checked_outcome("Future object is not initialized.")? {
            Outcome::Result(result) => Ok(result),
            Outcome::Exception(exception) => Err(errors::raise_instance(exception)),
        }
    }

    /// The exception that was set, or None.
    ///
    /// Raises CancelledError if the future has been cancelled, InvalidStateError if it is not done yet.
    #[method("($self, /)")]
    fn exception(this: &This) -> PyResult {
        if this.event_loop.is_empty() {
            return Err(invalid_state("Future object is not initialized."));
        }
        match this.state.get() {
            State::Cancelled => Err(cancelled()),
            State::Pending => Err(invalid_state("Exception is not set.")),
            State::Finished => {
                let exception = this.exception.get();
                if exception.is_some() {
                    this.log_traceback.set(false);
                }
                exception.into_py()
            }
        }
    }

    /// Marks the future done with a result. Raises InvalidStateError if it is done already.
    #[method("($self, result, /)")]
    fn set_result(this: &This, result: &Object) -> PyResult<()> {
        this.alive()?;
        Future::finish(this, result.new_ref())
    }

    /// Marks the future done with an exception. Raises InvalidStateError if it is done already.
    #[method("($self, exception, /)")]
    fn set_exception(this: &This, exception: &Object) -> PyResult<()> {
        this.alive()?;
        Future::fail(this, exception)
    }

    /// Adds a callback that the loop calls with the future when it is done, soon if it is done already.
    #[method("($self, fn, /, *, context=<unrepresentable>)")]
    fn add_done_callback(this: &This, function: &Object, context: Option<&Object>) -> PyResult<()> {
        let context = match context {
            Some(context) => context.new_ref(),
            None => contextvars::copy_current()?,
        };
        Future::add_callback(this, function, context)
    }

    /// Removes a callback as often as it was added; tells how often.
    #[method("($self, fn, /)")]
    fn remove_done_callback(this: &This, function: &Object) -> PyResult<usize> {
        this.alive()?;
        remove_callback(this, function)
    }

    /// Cancels the future and calls its callbacks soon. Returns False if it is done already.
    #[method("($self, /)")]
    fn cancel(this: &This) -> PyResult<bool> {
        this.alive()?;
        Future::cancel_pending(this)
    }

    /// Has the future been cancelled?
    #[method("($self, /)")]
    fn cancelled(this: &This) -> bool {
        !this.event_loop.is_empty() && this.state.get() == State::Cancelled
    }

    /// Is the future done: has it a result or an exception, or was it cancelled?
    #[method("($self, /)")]
    fn done(this: &This) -> bool {
        !this.event_loop.is_empty() && this.state.get() != State::Pending
    }

    /// The event loop of the future.
    #[method("($self, /)")]
    fn get_loop(this: &This) -> PyResult {
        this.alive()
    }

    #[method("($self, /)")]
    fn _repr_info(this: &This) -> PyResult {
        this.alive()?;
        call(&library()?.future_repr_info, &[this.object()])
    }

    #[getter("_state")]
    fn get_state(this: &This) -> PyResult<Py<Str>> {
        this.alive()?;
        Ok(match this.state.get() {
            State::Pending => name!("PENDING"),
            State::Cancelled => name!("CANCELLED"),
            State::Finished => name!("FINISHED"),
        }
        .new_ref())
    }

    #[getter("_asyncio_future_blocking")]
    fn get_blocking(this: &This) -> bool {
        this.blocking.get()
    }

    #[setter("_asyncio_future_blocking")]
    fn set_blocking(this: &This, value: Option<&Object>) -> PyResult<()> {
        this.alive()?;
        let Some(value) = value else { return Err(cannot_delete()) };
        this.blocking.set(protocol::is_true(value)?);
        Ok(())
    }

    #[getter("_loop")]
    fn get_loop_member(this: &This) -> Option<Py> {
        this.event_loop.get()
    }

    #[getter("_callbacks")]
    fn get_callbacks(this: &This) -> PyResult {
        this.alive()?;
        let first = this.callback.get().zip(this.context.get());
        let rest = this.callbacks.borrow().clone();
        let all: Vec<(Py, Py)> = first.into_iter().chain(rest).collect();
        if all.is_empty() {
            return Ok(singletons::py_none());
        }
        all.into_iter().map(IntoPy::into_py).collect::<PyResult<Vec<Py>>>()?.into_py()
    }

    #[getter("_result")]
    fn get_result(this: &This) -> PyResult<Option<Py>> {
        this.alive()?;
        Ok(this.result.get())
    }

    #[getter("_exception")]
    fn get_exception(this: &This) -> PyResult<Option<Py>> {
        this.alive()?;
        Ok(this.exception.get())
    }

    #[getter("_log_traceback")]
    fn get_log_traceback(this: &This) -> PyResult<bool> {
        this.alive()?;
        Ok(this.log_traceback.get())
    }

    #[setter("_log_traceback")]
    fn set_log_traceback(this: &This, value: Option<&Object>) -> PyResult<()> {
        let Some(value) = value else { return Err(cannot_delete()) };
        if protocol::is_true(value)? {
            return Err(raise!(ValueError, "_log_traceback can only be set to False"));
        }
        this.log_traceback.set(false);
        Ok(())
    }

    #[getter("_source_traceback")]
    fn get_source_traceback(this: &This) -> Option<Py> {
        this.source_traceback.get()
    }
}

fn cannot_delete() -> Raised {
    raise!(AttributeError, "cannot delete attribute")
}

/// `repr()` of futures and tasks.
pub fn repr(future: &Object) -> PyResult<Py<Str>> {
    if let Some(future) = future.downcast::<This>() {
        future.alive()?;
    }
    let info = call_method(future, name!("_repr_info"), &[])?;
    let parts = protocol::collect(&info)?;
    let mut text = StrBuilder::new();
    text.push_str("<");
    text.push_str(&future.ty().name());
    for (index, part) in parts.iter().enumerate() {
        let Some(part) = part.downcast::<Str>() else {
            return Err(raise!(
                TypeError,
                "sequence item {index}: expected str instance, {:.80} found",
                part.type_name()
            ));
        };
        text.push_str(" ");
        text.push_py(part);
    }
    text.push_str(">");
    text.finish()
}

impl Future {
    /// `__init__`: binds the future to a loop.
    pub fn start(&self, event_loop: Option<&Object>) -> PyResult<()> {
        let old = (self.exception.take(), self.result.take(), self.source_traceback.take());
        drop((old, self.callback.take(), self.context.take()));
        drop(self.callbacks.take());
        self.state.set(State::Pending);
        self.log_traceback.set(false);
        self.blocking.set(false);
        let event_loop = match event_loop {
            Some(event_loop) => event_loop.new_ref(),
            None => event_loop::current()?,
        };
        self.event_loop.set(event_loop.clone());
        let debug = call_method(&event_loop, name!("get_debug"), &[])?;
        if protocol::is_true(&debug)? {
            self.source_traceback.set(call(&library()?.extract_stack, &[])?);
        }
        Ok(())
    }

    /// The loop, which is there once the future has been initialised.
    pub fn alive(&self) -> PyResult {
        self.event_loop.get().ok_or_else(|| raise!(RuntimeError, "Future object is not initialized."))
    }

    /// The result or the exception; an error if there is neither.
    pub fn checked_outcome(&self, uninitialized: &str) -> PyResult<Outcome> {
        if self.event_loop.is_empty() {
            return Err(invalid_state(uninitialized));
        }
        match self.state.get() {
            State::Cancelled => Err(cancelled()),
            State::Pending => Err(invalid_state("Result is not set.")),
            State::Finished => {
                self.log_traceback.set(false);
                match self.exception.get() {
                    Some(exception) => Ok(Outcome::Exception(exception)),
                    None => Ok(Outcome::Result(self.result.get().unwrap_or_else(singletons::py_none))),
                }
            }
        }
    }

    fn check_pending(&self) -> PyResult<()> {
        if self.state.get() == State::Pending { Ok(()) } else { Err(invalid_state("invalid state")) }
    }

    /// Marks `future`, a future or task, done with a result.
    pub fn finish(future: &This, result: Py) -> PyResult<()> {
        future.check_pending()?;
        drop(future.result.replace(Some(result)));
        future.state.set(State::Finished);
        schedule_callbacks(future)
    }

    /// Marks `future`, a future or task, done with an exception: an instance or a class.
    pub fn fail(future: &This, exception: &Object) -> PyResult<()> {
        future.check_pending()?;
        let instance = match exception.downcast::<Type>() {
            Some(class) if errors::is_exception_class(class) => {
                let instance = call(class, &[])?;
                future.check_pending()?;
                instance
            }
            _ => exception.new_ref(),
        };
        if !Exception::check(&instance) {
            return Err(raise!(TypeError, "invalid exception object"));
        }
        if std::ptr::eq(instance.ty(), &exc::StopIteration) {
            return Err(raise!(
                TypeError,
                "StopIteration interacts badly with generators and cannot be raised into a Future"
            ));
        }
        future.exception.set(instance);
        future.state.set(State::Finished);
        schedule_callbacks(future)?;
        future.log_traceback.set(true);
        Ok(())
    }

    /// Cancels `future`, a future or a task whose code has ended, if it is pending.
    pub fn cancel_pending(future: &This) -> PyResult<bool> {
        future.log_traceback.set(false);
        if future.state.get() != State::Pending {
            return Ok(false);
        }
        future.state.set(State::Cancelled);
        schedule_callbacks(future)?;
        Ok(true)
    }

    /// Calls `callback` when `future` is done, soon if it is.
    pub fn add_callback(future: &This, callback: &Object, context: Py) -> PyResult<()> {
        let Some(event_loop) = future.event_loop.get() else {
            return Err(raise!(RuntimeError, "uninitialized Future object"));
        };
        if future.state.get() != State::Pending {
            return event_loop::call_soon(&event_loop, callback, Some(future.object()), &context);
        }
        let mut callbacks = future.callbacks.borrow_mut();
        if callbacks.is_empty() && future.callback.is_empty() {
            drop(future.callback.replace(Some(callback.new_ref())));
            drop(future.context.replace(Some(context)));
        } else {
            callbacks.push((callback.new_ref(), context));
        }
        Ok(())
    }
}

/// The callbacks of a future that is done go to its loop. After an error the rest are forgotten.
fn schedule_callbacks(future: &This) -> PyResult<()> {
    let (first, rest) = (future.callback.take().zip(future.context.take()), future.callbacks.take());
    if first.is_none() && rest.is_empty() {
        return Ok(());
    }
    let event_loop = future.alive()?;
    for (callback, context) in first.into_iter().chain(rest) {
        event_loop::call_soon(&event_loop, &callback, Some(future.object()), &context)?;
    }
    Ok(())
}

fn remove_callback(future: &This, function: &Object) -> PyResult<usize> {
    let mut removed = 0;
    if let Some(callback) = future.callback.get()
        && protocol::compare_eq(&callback, function)?
    {
        drop((future.callback.take(), future.context.take()));
        removed += 1;
    }
    // Comparing may change the list: look at it anew each time.
    let mut kept = Vec::new();
    let mut index = 0;
    let mut in_list = 0;
    loop {
        let Some((callback, context)) = future.callbacks.borrow().get(index).cloned() else { break };
        index += 1;
        if protocol::compare_eq(&callback, function)? {
            in_list += 1;
        } else {
            kept.push((callback, context));
        }
    }
    if in_list > 0 {
        drop(future.callbacks.replace(kept));
    }
    Ok(removed + in_list)
}

/// A dict for the loop's exception handler, with the message first.
pub fn report_of(future: &This, message: &str, parts: &[(&Str, &Object)]) -> PyResult<Py<Dict>> {
    let context = Dict::new()?;
    context.set_str(name!("message"), message.into_py()?)?;
    for (name, value) in parts {
        context.set_str(name, value.new_ref())?;
    }
    if let Some(traceback) = future.source_traceback.get() {
        context.set_str(name!("source_traceback"), traceback)?;
    }
    Ok(context)
}

/// Runs `report` with no exception pending, as finalisers must.
pub fn quietly(object: &Object, report: impl FnOnce() -> PyResult<()>) {
    let pending = errors::fetch();
    if let Err(raised) = report() {
        errors::write_unraisable(raised, Some(object));
    }
    if let Some(pending) = pending {
        // The caller raised it and knows so.
        let Raised = errors::restore(pending);
    }
}

/// An exception that nobody asked for is reported to the loop.
pub fn finalize(future: &This) {
    if !future.log_traceback.replace(false) {
        return;
    }
    quietly(future.object(), || {
        let (Some(event_loop), Some(exception)) = (future.event_loop.get(), future.exception.get()) else {
            return Ok(());
        };
        let message = format!("{} exception was never retrieved", future.object().ty().name());
        let parts: [(&Str, &Object); 2] = [(name!("exception"), &exception), (name!("future"), future.object())];
        event_loop::report(&event_loop, &*report_of(future, &message, &parts)?);
        Ok(())
    });
}

/// A native future or task, of the very types: nobody has overridden anything.
pub fn exactly_native(object: &Object) -> Option<&This> {
    if is_exactly_native(object) { object.downcast() } else { None }
}
