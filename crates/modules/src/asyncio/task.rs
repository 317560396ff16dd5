//! `Task`: a future whose result is what a coroutine returns.

use std::cell::Cell;
use std::mem::offset_of;

use pyston_object::attr::{generic_getattr, generic_setattr};
use pyston_object::call::{call, call_method};
use pyston_object::hooks;
use pyston_object::payload::Payload;
use pyston_object::prelude::*;
use pyston_object::{Type, impl_trace};
use pyston_runtime::generator::{Kind, as_generator};

use super::event_loop;
use super::future::{self, Future, FutureType, State};
use super::future_iterator::FutureIterator;
use super::library::library;
use super::registry::{register, registry};
use super::step::call_step_soon;
use crate::contextvars;

#[repr(C)]
#[derive(Default)]
pub struct Task {
    pub future: Future,
    pub waiter: Field,
    pub coroutine: Field,
    pub name: Field,
    pub context: Field,
    pub must_cancel: Cell<bool>,
    pub log_destroy_pending: Cell<bool>,
}
impl_trace!(Task { future, waiter, coroutine, name, context });

pub type This = Instance<Task>;

#[expect(non_upper_case_globals, reason = "type objects are named as in C")]
pub static TaskType: Type = Type::declare(
    c"_asyncio.Task",
    size_of::<This>(),
    0,
    pyston_abi::flags::Py_TPFLAGS_HAVE_GC | pyston_abi::flags::Py_TPFLAGS_BASETYPE,
);

impl Payload for Task {
    const DICT: Option<usize> = Some(offset_of!(Task, future) + offset_of!(Future, dict));
    const WEAKLIST: Option<usize> = Some(offset_of!(Task, future) + offset_of!(Future, weaklist));
    fn static_type() -> &'static Type {
        &TaskType
    }
}

/// The part that is the future must be where a `Future` has it, for its methods work on tasks.
const _: () = assert!(offset_of!(Task, future) == 0);

/// How many tasks have got a name by number.
static COUNTER: GilCell<u64> = GilCell::new(0);

/// A coroutine that runs in an event loop, as a future of its result.
#[pytype(TaskType, base = FutureType, payload, sig = "(coro, *, loop=None, name=None)",
    slots(tp_getattro = generic_getattr, tp_setattro = generic_setattr))]
impl Task {
    #[slot]
    fn tp_new(class: &Type, _args: &Tuple, _kwargs: Option<&Dict>) -> PyResult<Py<This>> {
        Instance::new_as(class, Task::default())
    }

    #[init("(coro, *, loop=None, name=None)")]
    fn init(this: &This, coroutine: &Object, event_loop: Option<&Object>, name: Option<&Object>) -> PyResult<()> {
        this.future.start(event_loop)?;
        if !is_coroutine(coroutine)? {
            this.log_destroy_pending.set(false);
            return Err(raise!(TypeError, "a coroutine was expected, got {}", protocol::repr(coroutine)?));
        }
        this.context.set(contextvars::copy_current()?);
        this.waiter.clear();
        this.must_cancel.set(false);
        this.log_destroy_pending.set(true);
        this.coroutine.set(coroutine.new_ref());
        this.name.set(match name {
            Some(name) => protocol::str(name)?.into_object(),
            None => next_name()?.into_object(),
        });
        call_step_soon(this, None)?;
        register(this.object())
    }

    #[slot]
    fn tp_repr(this: &Object) -> PyResult<Py<Str>> {
        future::repr(this)
    }

    #[slot]
    fn tp_iter(this: &This) -> PyResult<Py<Instance<FutureIterator>>> {
        this.future.alive()?;
        FutureIterator::over(as_future(this))
    }

    #[slot]
    fn am_await(this: &This) -> PyResult<Py<Instance<FutureIterator>>> {
        this.future.alive()?;
        FutureIterator::over(as_future(this))
    }

    #[slot]
    fn tp_finalize(this: &This) {
        if this.future.state.get() == State::Pending && this.log_destroy_pending.get() {
            future::quietly(this.object(), || {
                let Some(event_loop) = this.future.event_loop.get() else { return Ok(()) };
                let message = "Task was destroyed but it is pending!";
                let parts: [(&Str, &Object); 1] = [(name!("task"), this.object())];
                event_loop::report(&event_loop, &*future::report_of(as_future(this), message, &parts)?);
                Ok(())
            });
        }
        future::finalize(as_future(this));
    }

    #[method("($self, result, /)")]
    fn set_result(_this: &This, _result: &Object) -> PyResult<()> {
        Err(raise!(RuntimeError, "Task does not support set_result operation"))
    }

    #[method("($self, exception, /)")]
    fn set_exception(_this: &This, _exception: &Object) -> PyResult<()> {
        Err(raise!(RuntimeError, "Task does not support set_exception operation"))
    }

    /// The task that a loop runs now, by default the current loop; None if it runs none.
    #[classmethod("($type, /, loop=None)")]
    fn current_task(_class: &Type, event_loop: Option<&Object>) -> PyResult {
        let message = "Task.current_task() is deprecated, use asyncio.current_task() instead";
        hooks::warn(&exc::DeprecationWarning, message, 1)?;
        let event_loop = match event_loop {
            Some(event_loop) => event_loop.new_ref(),
            None => event_loop::current()?,
        };
        registry()?.current_tasks.get(&event_loop)?.into_py()
    }

    /// The set of all tasks of a loop, by default the current loop, those that are done included.
    #[classmethod("($type, /, loop=None)")]
    fn all_tasks(_class: &Type, event_loop: &Object) -> PyResult {
        let message = "Task.all_tasks() is deprecated, use asyncio.all_tasks() instead";
        hooks::warn(&exc::DeprecationWarning, message, 1)?;
        let module = hooks::import("asyncio.tasks")?;
        call_method(&module, name!("_all_tasks_compat"), &[event_loop])
    }

    /// Asks the task to cancel itself: at its next step a CancelledError is raised in the coroutine, which may
    /// catch it. Returns False if the task is done already.
    #[method("($self, /)")]
    fn cancel(this: &This) -> PyResult<bool> {
        this.future.log_traceback.set(false);
        if this.future.state.get() != State::Pending {
            return Ok(false);
        }
        if let Some(waiter) = this.waiter.get()
            && protocol::is_true(&*call_method(&waiter, name!("cancel"), &[])?)?
        {
            return Ok(true);
        }
        this.must_cancel.set(true);
        Ok(true)
    }

    /// The frames of the coroutine: where it waits, or after an exception those of its traceback.
    ///
    /// With a limit the newest frames of a stack, the oldest of a traceback.
    #[method("($self, /, *, limit=None)")]
    fn get_stack(this: &This, limit: &Object) -> PyResult {
        call(&library()?.task_get_stack, &[this.object(), limit])
    }

    /// Prints the stack or the traceback as the module traceback does, to a file or to sys.stderr.
    #[method("($self, /, *, limit=None, file=None)")]
    fn print_stack(this: &This, limit: &Object, file: &Object) -> PyResult {
        call(&library()?.task_print_stack, &[this.object(), limit, file])
    }

    #[method("($self, /)")]
    fn _repr_info(this: &This) -> PyResult {
        this.future.alive()?;
        call(&library()?.task_repr_info, &[this.object()])
    }

    #[method("($self, /)")]
    fn get_name(this: &This) -> Option<Py> {
        this.name.get()
    }

    #[method("($self, value, /)")]
    fn set_name(this: &This, value: &Object) -> PyResult<()> {
        this.name.set(protocol::str(value)?.into_object());
        Ok(())
    }

    #[method("($self, /)")]
    fn get_coro(this: &This) -> Option<Py> {
        this.coroutine.get()
    }

    #[getter("_log_destroy_pending")]
    fn get_log_destroy_pending(this: &This) -> bool {
        this.log_destroy_pending.get()
    }

    #[setter("_log_destroy_pending")]
    fn set_log_destroy_pending(this: &This, value: Option<&Object>) -> PyResult<()> {
        let Some(value) = value else { return Err(raise!(AttributeError, "cannot delete attribute")) };
        this.log_destroy_pending.set(protocol::is_true(value)?);
        Ok(())
    }

    #[getter("_must_cancel")]
    fn get_must_cancel(this: &This) -> bool {
        this.must_cancel.get()
    }

    #[getter("_coro")]
    fn get_coro_member(this: &This) -> Option<Py> {
        this.coroutine.get()
    }

    #[getter("_fut_waiter")]
    fn get_waiter(this: &This) -> Option<Py> {
        this.waiter.get()
    }
}

/// The task as the future it is.
pub fn as_future(task: &This) -> &Instance<Future> {
    task.object().downcast().expect("a task is a future")
}

fn next_name() -> PyResult<Py<Str>> {
    let number = COUNTER.get() + 1;
    COUNTER.set(number);
    Str::new(&format!("Task-{number}"))
}

fn is_coroutine(object: &Object) -> PyResult<bool> {
    if as_generator(object).is_some_and(|generator| generator.kind() == Kind::Coroutine) {
        return Ok(true);
    }
    protocol::is_true(&*call(&library()?.iscoroutine, &[object])?)
}
