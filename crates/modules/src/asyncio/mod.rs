//! `_asyncio`: futures and tasks of the package asyncio, and which loop runs where.
//!
//! A task's way from one wait to the next is native: `wrappers` (called by the loop), `step` (resumes the
//! coroutine), `future` (callbacks back to the loop). The rest of the package is Python: `library`.

mod event_loop;
mod future;
mod future_iterator;
mod library;
mod registry;
mod running_loop;
mod step;
mod task;
mod wrappers;

use future::{Future, FutureType};
use future_iterator::{FutureIterType, FutureIterator};
use pyston_object::prelude::*;
use pyston_object::ready::ready;
use task::{Task, TaskType};
use wrappers::{StepWrapper, TaskStepMethWrapperType, TaskWakeupMethWrapperType, WakeupWrapper};

use crate::arguments::install_once;

pub struct AsyncioModule;

/// This thread ends: no event loop runs in it.
pub fn forget_running_loop() {
    running_loop::set(None);
}

/// Native implementation of parts of asyncio.
#[pymodule("_asyncio")]
impl AsyncioModule {
    /// The event loop that runs in this thread, or else the one that the policy gives.
    #[function("(/)")]
    fn get_event_loop() -> PyResult {
        event_loop::current()
    }

    /// The event loop that runs in this thread; a RuntimeError if there is none.
    #[function("(/)")]
    fn get_running_loop() -> PyResult {
        running_loop::get().ok_or_else(|| raise!(RuntimeError, "no running event loop"))
    }

    /// The event loop that runs in this thread, or None. For event loops.
    #[function("(/)")]
    fn _get_running_loop() -> Option<Py> {
        running_loop::get()
    }

    /// Makes an event loop, or with None no one, the one that runs in this thread. For event loops.
    #[function("(loop, /)")]
    fn _set_running_loop(event_loop: &Object) {
        running_loop::set(Some(event_loop).filter(|event_loop| !event_loop.is_none()));
    }

    /// Notes a task, so that all_tasks() shows it.
    #[function("(/, task)")]
    fn _register_task(task: &Object) -> PyResult<()> {
        registry::register(task)
    }

    /// Forgets a task.
    #[function("(/, task)")]
    fn _unregister_task(task: &Object) -> PyResult<()> {
        registry::unregister(task)
    }

    /// A task starts to run in a loop, or goes on.
    #[function("(/, loop, task)")]
    fn _enter_task(event_loop: &Object, task: &Object) -> PyResult<()> {
        registry::enter(event_loop, task)
    }

    /// A task stops to run in a loop, for now or for good.
    #[function("(/, loop, task)")]
    fn _leave_task(event_loop: &Object, task: &Object) -> PyResult<()> {
        registry::leave(event_loop, task)
    }

    #[exec]
    fn exec(module: &Module) -> PyResult<()> {
        install_once(&TaskType, || {
            Future::install();
            ready(&FutureType)?;
            Task::install();
            FutureIterator::install();
            StepWrapper::install();
            WakeupWrapper::install();
            [&TaskType, &FutureIterType, &TaskStepMethWrapperType, &TaskWakeupMethWrapperType]
                .into_iter()
                .try_for_each(ready)?;
            registry::install()
        })?;
        running_loop::watch_forks();
        module.add_type(&FutureType)?;
        module.add_type(&TaskType)?;
        let registry = registry::registry()?;
        module.add("_all_tasks", registry.all_tasks.clone())?;
        module.add("_current_tasks", registry.current_tasks.clone())
    }
}

/// Is it a future or task of the very types, which no class has changed?
fn is_exactly_native(object: &Object) -> bool {
    let ty = object.ty();
    std::ptr::eq(ty, &FutureType) || std::ptr::eq(ty, &TaskType)
}
