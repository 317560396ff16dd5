//! Which tasks there are, and which one each loop is running.
//!
//! **Invariant**: both are objects of the library's kinds, because the Python part of `asyncio` shares them:
//! a `WeakSet` of tasks and a dict from loops to tasks.

use pyston_object::attr::{generic_getattr, getattr_str, instance_dict};
use pyston_object::call::{call, call_method};
use pyston_object::hooks::import;
use pyston_object::impl_trace;
use pyston_object::prelude::*;
use pyston_object::weakref::{self, WeakRef};

pub struct Registry {
    pub all_tasks: Py,
    pub current_tasks: Py<Dict>,
    /// What takes dead tasks out of `all_tasks`, if it is made as ours and CPython's sets are.
    forget: Option<Py<Instance<Forget>>>,
}

/// The callback of the weak references to tasks: what `WeakSet` has in Python, without its frames while nobody
/// iterates over the set.
#[pyclass(Forget_Type = "_asyncio._forget_task")]
pub struct Forget {
    /// The weak references.
    data: Py<Set>,
    /// Who iterates over the set.
    iterating: Py<Set>,
    /// What to do meanwhile: the set's own callback.
    remove: Py,
}
impl_trace!(Forget { data, iterating, remove });

#[pytype(Forget_Type, payload, slots(tp_getattro = generic_getattr))]
impl Forget {
    #[slot]
    fn tp_call(this: &Instance<Forget>, args: &Tuple, _kwargs: Option<&Dict>) -> PyResult<()> {
        let &[reference] = args.as_slice() else { return Err(errors::bad_internal_call()) };
        if !this.iterating.is_empty() {
            return call(&this.remove, &[reference]).map(drop);
        }
        this.data.remove(reference).map(drop)
    }
}

impl Forget {
    /// For a `WeakSet` that has the parts known here.
    fn of(set: &Object) -> PyResult<Option<Py<Instance<Forget>>>> {
        let Some(parts) = instance_dict(set)? else { return Ok(None) };
        let part = |name: &Str| parts.get_str(name);
        let set_of = |part: Option<Py>| part.and_then(|part| part.downcast_into::<Set>().ok());
        let pending = part(name!("_pending_removals"))?;
        let (data, iterating) = (set_of(part(name!("data"))?), set_of(part(name!("_iterating"))?));
        match (data, iterating, part(name!("_remove"))?, pending) {
            (Some(data), Some(iterating), Some(remove), Some(_)) => {
                Instance::new(Forget { data, iterating, remove }).map(Some)
            }
            _ => Ok(None),
        }
    }
}

/// Makes the callback's type ready.
pub fn install() -> PyResult<()> {
    Forget::install();
    pyston_object::ready::ready(&Forget_Type)
}

static REGISTRY: GilCell<Option<&'static Registry>> = GilCell::new(None);

/// Made when the module is first imported.
pub fn registry() -> PyResult<&'static Registry> {
    if let Some(registry) = REGISTRY.get() {
        return Ok(registry);
    }
    let class = getattr_str(&*import("weakref")?, name!("WeakSet"))?;
    let all_tasks = call(&class, &[])?;
    let forget = Forget::of(&all_tasks)?;
    let registry = Registry { all_tasks, current_tasks: Dict::new()?, forget };
    let registry: &'static Registry = Box::leak(Box::new(registry));
    REGISTRY.set(Some(registry));
    Ok(registry)
}

pub fn register(task: &Object) -> PyResult<()> {
    let registry = registry()?;
    // While somebody iterates, dead tasks may wait for their removal, which `add` looks after.
    match &registry.forget {
        Some(forget) if forget.iterating.is_empty() && weakref::is_supported(task.ty()) => {
            let reference = weakref::new_ref(task, Some(forget.object()), <WeakRef as Layout>::static_type())?;
            forget.data.add(reference.as_object()).map(drop)
        }
        _ => call_method(&registry.all_tasks, name!("add"), &[task]).map(drop),
    }
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
