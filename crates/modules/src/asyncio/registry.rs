//! Which tasks there are, and which one each loop is running.
//!
//! **Invariant**: both are objects of the library's kinds, because the Python part of `asyncio` shares them:
//! a `WeakSet` of tasks and a dict from loops to tasks.

use pyston_object::attr::getattr_str;
use pyston_object::call::{call, call_method};
use pyston_object::hooks::import;
use pyston_object::prelude::*;

pub struct Registry {
    pub all_tasks: Py,
    pub current_tasks: Py<Dict>,
}

static REGISTRY: GilCell<Option<&'static Registry>> = GilCell::new(None);

/// Made when the module is first imported.
pub fn registry() -> PyResult<&'static Registry> {
    if let Some(registry) = REGISTRY.get() {
        return Ok(registry);
    }
    let class = getattr_str(&*import("weakref")?, name!("WeakSet"))?;
    let registry = Registry { all_tasks: call(&class, &[])?, current_tasks: Dict::new()? };
    let registry: &'static Registry = Box::leak(Box::new(registry));
    REGISTRY.set(Some(registry));
    Ok(registry)
}

pub fn register(task: &Object) -> PyResult<()> {
    call_method(&registry()?.all_tasks, name!("add"), &[task]).map(drop)
}

pub fn unregister(task: &Object) -> PyResult<()> {
    call_method(&registry()?.all_tasks, name!("discard"), &[task]).map(drop)
}

/// The task starts to run, or goes on.
pub fn enter(event_loop: &Object, task: &Object) -> PyResult<()> {
    let current = &registry()?.current_tasks;
    let hash = protocol::hash(event_loop)?;
    if let Some(other) = current.get_with_hash(event_loop, hash)? {
        return Err(raise!(
            RuntimeError,
            "Cannot enter into task {} while another task {} is being executed.",
            protocol::repr(task)?,
            protocol::repr(&other)?
        ));
    }
    current.set_with_hash(event_loop, hash, task.new_ref())
}

/// The task stops running, for now or for good.
pub fn leave(event_loop: &Object, task: &Object) -> PyResult<()> {
    let current = &registry()?.current_tasks;
    let hash = protocol::hash(event_loop)?;
    let running = current.get_with_hash(event_loop, hash)?;
    if !running.as_ref().is_some_and(|running| running.is(task)) {
        return Err(raise!(
            RuntimeError,
            "Leaving task {} does not match the current task {}.",
            protocol::repr(task)?,
            protocol::repr(&running.unwrap_or_else(singletons::py_none))?
        ));
    }
    current.remove_with_hash(event_loop, hash).map(drop)
}
