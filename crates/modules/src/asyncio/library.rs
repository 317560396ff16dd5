//! What the package `asyncio` has in Python and the native types call.
//!
//! **Invariant**: looked up at first use, not at import: the package imports this module while it is itself
//! being imported. Once found, kept for the life of the process.

use pyston_object::attr::getattr_str;
use pyston_object::hooks::import;
use pyston_object::prelude::*;

pub struct Library {
    pub future_repr_info: Py,
    pub task_repr_info: Py,
    pub task_get_stack: Py,
    pub task_print_stack: Py,
    pub get_event_loop_policy: Py,
    pub iscoroutine: Py,
    pub extract_stack: Py,
    pub cancelled_error: Py<Type>,
    pub invalid_state_error: Py<Type>,
}

static LIBRARY: GilCell<Option<&'static Library>> = GilCell::new(None);

fn exception(name: &Str) -> PyResult<Py<Type>> {
    let class = getattr_str(&*import("asyncio.exceptions")?, name)?;
    class.downcast_into().map_err(|_| raise!(TypeError, "asyncio.exceptions.{name} is not a class"))
}

pub fn library() -> PyResult<&'static Library> {
    if let Some(library) = LIBRARY.get() {
        return Ok(library);
    }
    let of = |module: &str, name: &Str| getattr_str(&*import(module)?, name);
    let library = Library {
        future_repr_info: of("asyncio.base_futures", name!("_future_repr_info"))?,
        task_repr_info: of("asyncio.base_tasks", name!("_task_repr_info"))?,
        task_get_stack: of("asyncio.base_tasks", name!("_task_get_stack"))?,
        task_print_stack: of("asyncio.base_tasks", name!("_task_print_stack"))?,
        get_event_loop_policy: of("asyncio.events", name!("get_event_loop_policy"))?,
        iscoroutine: of("asyncio.coroutines", name!("iscoroutine"))?,
        extract_stack: of("traceback", name!("extract_stack"))?,
        cancelled_error: exception(name!("CancelledError"))?,
        invalid_state_error: exception(name!("InvalidStateError"))?,
    };
    let library: &'static Library = Box::leak(Box::new(library));
    LIBRARY.set(Some(library));
    Ok(library)
}

/// Raises `asyncio.InvalidStateError`.
#[cold]
pub fn invalid_state(message: &str) -> Raised {
    match library() {
        Ok(library) => errors::raise_fmt(&library.invalid_state_error, format_args!("{message}")),
        Err(raised) => raised,
    }
}

/// Raises `asyncio.CancelledError`.
#[cold]
pub fn cancelled() -> Raised {
    match library() {
        Ok(library) => errors::raise_none(&library.cancelled_error),
        Err(raised) => raised,
    }
}
