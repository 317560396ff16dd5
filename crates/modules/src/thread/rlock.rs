//! `_thread.RLock`: a lock that its owner may take again.

use std::cell::Cell;
use std::sync::Arc;

use pyston_object::impl_trace;
use pyston_object::prelude::*;

use super::lock::{RawLock, acquire};
use crate::arguments::parse_int;

#[pyclass(RLock_Type = "_thread.RLock", flags(BASETYPE), weaklist = weaklist)]
#[derive(Default)]
pub struct RLock {
    raw: Arc<RawLock>,
    owner: Cell<u64>,
    count: Cell<u64>,
    weaklist: WeakList,
}

impl_trace!(RLock {});

/// The arguments of `acquire(blocking=True, timeout=-1)`.
pub fn acquire_arguments(args: Args<'_>) -> PyResult<(bool, Option<&Object>)> {
    let (mut bound, mut misfit) = ([None; 2], None);
    if args.positional.len() + args.names.len() > 2 {
        let n = args.positional.len() + args.names.len();
        return Err(raise!(TypeError, "acquire() takes at most 2 arguments ({n} given)"));
    }
    for (slot, value) in bound.iter_mut().zip(args.positional) {
        *slot = Some(*value);
    }
    for (name, value) in args.keywords() {
        let is = |known: &str| name.downcast::<Str>().is_some_and(|name| name.eq_str(known));
        let place = ["blocking", "timeout"].into_iter().position(is);
        match place {
            Some(place) if bound[place].is_none() => bound[place] = Some(value),
            place => misfit = Some((name, place)),
        }
    }
    let blocking = bound[0].map_or(Ok(1), parse_int)? != 0;
    let Some((name, place)) = misfit else { return Ok((blocking, bound[1])) };
    let name = protocol::str(name)?;
    Err(match place {
        Some(place) => {
            raise!(TypeError, "argument for acquire() given by name ('{name}') and position ({})", place + 1)
        }
        None => raise!(TypeError, "'{name}' is an invalid keyword argument for acquire()"),
    })
}

/// The state that `_release_save` has given: how often the lock was taken, and by whom.
fn saved_state(state: &Object) -> PyResult<(u64, u64)> {
    let wrong = |what: &str| raise!(TypeError, "_acquire_restore() argument 1{what}");
    if !protocol::is_sequence(state) {
        let given = if state.is_none() { "None".into() } else { state.type_name() };
        return Err(wrong(&format!(" must be 2-item sequence, not {given:.50}")));
    }
    let len = protocol::len(state)?;
    if len != 2 {
        return Err(wrong(&format!(" must be sequence of length 2, not {len}")));
    }
    let number = |index: isize| -> PyResult<u64> {
        let item = protocol::sequence_item(state, index)?;
        let number = item.downcast::<Int>().map(Int::to_u64_wrapping);
        number.ok_or_else(|| {
            let given = if item.is_none() { "None".into() } else { item.type_name() };
            wrong(&format!(", item {index} must be int, not {given:.50}"))
        })
    };
    Ok((number(0)?, number(1)?))
}

impl RLock {
    fn is_mine(&self) -> bool {
        self.count.get() > 0 && self.owner.get() == super::ident()
    }

    fn take(&self, args: Args<'_>) -> PyResult<bool> {
        let (blocking, timeout) = acquire_arguments(args)?;
        let wait = super::timeout(blocking, timeout)?;
        if self.is_mine() {
            self.count.set(self.count.get() + 1);
            return Ok(true);
        }
        let taken = acquire(&self.raw, wait)?;
        if taken {
            self.owner.set(super::ident());
            self.count.set(1);
        }
        Ok(taken)
    }

    fn give_back(&self) -> PyResult<()> {
        if !self.is_mine() {
            return Err(raise!(RuntimeError, "cannot release un-acquired lock"));
        }
        self.count.set(self.count.get() - 1);
        if self.count.get() == 0 {
            self.owner.set(0);
            self.raw.release();
        }
        Ok(())
    }
}

#[pytype(RLock_Type, payload)]
impl RLock {
    #[slot]
    fn tp_new(class: &Type, _args: &Tuple, _kwargs: Option<&Dict>) -> PyResult<Py<Instance<RLock>>> {
        Instance::new_as(class, RLock::default())
    }

    #[slot]
    fn tp_repr(this: &Instance<RLock>) -> String {
        let state = if this.count.get() > 0 { "locked" } else { "unlocked" };
        format!(
            "<{state} {} object owner={} count={} at {:#x}>",
            this.object().type_name(),
            this.owner.get(),
            this.count.get(),
            this.object().as_ptr() as usize
        )
    }

    /// Takes the lock, once more if this thread has it; tells whether it did.
    #[method]
    fn acquire(this: &Instance<RLock>, args: Args<'_>) -> PyResult<bool> {
        this.take(args)
    }

    /// Acquires the lock, as acquire() does.
    #[method]
    fn __enter__(this: &Instance<RLock>, args: Args<'_>) -> PyResult<bool> {
        this.take(args)
    }

    /// Gives the lock back once.
    #[method(args = "($self, /)")]
    fn release(this: &Instance<RLock>) -> PyResult<()> {
        this.give_back()
    }

    /// Releases the lock.
    #[method]
    fn __exit__(this: &Instance<RLock>, args: Args<'_>) -> PyResult<()> {
        args.no_keywords("__exit__")?;
        this.give_back()
    }

    /// Has this thread the lock?
    #[method(args = "($self, /)")]
    fn _is_owned(this: &Instance<RLock>) -> bool {
        this.is_mine()
    }

    /// Gives the lock back altogether; the state to take it again with.
    #[method(args = "($self, /)")]
    fn _release_save(this: &Instance<RLock>) -> PyResult<(u64, u64)> {
        if this.count.get() == 0 {
            return Err(raise!(RuntimeError, "cannot release un-acquired lock"));
        }
        let state = (this.count.get(), this.owner.get());
        this.count.set(0);
        this.owner.set(0);
        this.raw.release();
        Ok(state)
    }

    /// Takes the lock as it was before _release_save.
    #[method(args = "($self, state, /)", parsed)]
    fn _acquire_restore(this: &Instance<RLock>, state: &Object) -> PyResult<()> {
        let (count, owner) = saved_state(state)?;
        acquire(&this.raw, None)?;
        this.count.set(count);
        this.owner.set(owner);
        Ok(())
    }
}
