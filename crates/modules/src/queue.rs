//! `_queue`: a queue that any thread may fill and empty, also from destructors.
//!
//! **Invariant**: the items change only under the GIL. Who finds none gives the GIL up and sleeps until
//! the number of items put since start-up has changed; that number has a lock of its own.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};

use pyston_object::impl_trace;
use pyston_object::once::{Once, new_exception};
use pyston_object::prelude::*;
use pyston_runtime::gil;

use crate::arguments::install_once;

static EMPTY: Once<Type> = Once::new();

fn empty_exception() -> PyResult<&'static Type> {
    EMPTY.get_or_try_init(|| {
        let class = new_exception("_queue", "Empty", &exc::Exception)?;
        let doc = Str::new("Raised by get() without blocking, or with a timeout, if there is nothing to get.")?;
        pyston_object::attr::setattr_str(&class, name!("__doc__"), Some(&doc))?;
        Ok(class)
    })
}

/// Counts the items put into any queue, and wakes who waits for one.
static N_PUT: Mutex<u64> = Mutex::new(0);
static PUT: Condvar = Condvar::new();

#[pyclass(SimpleQueue_Type = "_queue.SimpleQueue", flags(BASETYPE), weaklist = weaklist)]
#[derive(Default)]
pub struct SimpleQueue {
    items: RefCell<VecDeque<Py>>,
    weaklist: WeakList,
}
impl_trace!(SimpleQueue { items });

type This = Instance<SimpleQueue>;

/// How long one sleep lasts at most, so that signals are handled while waiting.
const NAP: Duration = Duration::from_millis(50);

/// The longest timeout, in seconds, that CPython's clock can express.
const MAX_TIMEOUT: f64 = 9_223_372_036.0;

/// A simple queue without bound: first in, first out. put() may interrupt another put() or get().
#[pytype(SimpleQueue_Type, payload, sig = "()")]
impl SimpleQueue {
    #[slot]
    fn tp_new(class: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
        if class == &SimpleQueue_Type {
            if !args.is_empty() {
                return Err(raise!(TypeError, "SimpleQueue() takes no positional arguments"));
            }
            crate::arguments::no_keywords_if_exact(&SimpleQueue_Type, class, kwargs)?;
        }
        Ok(Instance::new_as(class, SimpleQueue::default())?.into_object())
    }

    /// Put an item into the queue. Never blocks; block and timeout are there for compatibility.
    #[method("($self, /, item, block=True, timeout=None)")]
    fn put(this: &This, item: &Object, block: bool, timeout: &Object) {
        let _ = (block, timeout);
        this.push(item);
    }

    /// Put an item into the queue.
    #[method("($self, /, item)")]
    fn put_nowait(this: &This, item: &Object) {
        this.push(item);
    }

    /// Remove and return the item that was put first.
    ///
    /// If there is none: wait, at most timeout seconds if that is given, and raise Empty after that; do
    /// not wait if block is false.
    #[method("($self, /, block=True, timeout=None)")]
    fn get(this: &This, block: bool, timeout: Option<&Object>) -> PyResult {
        let deadline = match timeout.filter(|_| block) {
            None => None,
            Some(timeout) => Some(Instant::now() + read_timeout(timeout)?),
        };
        this.pop(block, deadline)
    }

    /// Remove and return the item that was put first; raise Empty if there is none.
    #[method("($self, /)")]
    fn get_nowait(this: &This) -> PyResult {
        this.pop(false, None)
    }

    /// True if the queue has no items at the moment.
    #[method("($self, /)")]
    fn empty(this: &This) -> bool {
        this.items.borrow().is_empty()
    }

    /// How many items the queue has at the moment.
    #[method("($self, /)")]
    fn qsize(this: &This) -> usize {
        this.items.borrow().len()
    }
}

fn read_timeout(timeout: &Object) -> PyResult<Duration> {
    let seconds = match timeout.downcast::<Float>() {
        Some(seconds) => seconds.value(),
        None => protocol::as_c_long(timeout)? as f64,
    };
    if seconds.is_nan() {
        return Err(raise!(ValueError, "Invalid value NaN (not a number)"));
    }
    if seconds < 0.0 {
        return Err(raise!(ValueError, "'timeout' must be a non-negative number"));
    }
    if seconds >= MAX_TIMEOUT {
        return Err(raise!(OverflowError, "timestamp too large to convert to C _PyTime_t"));
    }
    Ok(Duration::from_secs_f64(seconds))
}

impl SimpleQueue {
    fn push(&self, item: &Object) {
        self.items.borrow_mut().push_back(item.new_ref());
        let mut n_put = N_PUT.lock().unwrap_or_else(PoisonError::into_inner);
        *n_put += 1;
        PUT.notify_all();
    }

    fn pop(&self, block: bool, deadline: Option<Instant>) -> PyResult {
        loop {
            let seen = *N_PUT.lock().unwrap_or_else(PoisonError::into_inner);
            let item = self.items.borrow_mut().pop_front();
            if let Some(item) = item {
                return Ok(item);
            }
            let left = deadline.map(|deadline| deadline.saturating_duration_since(Instant::now()));
            if !block || left.is_some_and(|left| left.is_zero()) {
                return Err(errors::raise_none(empty_exception()?));
            }
            let nap = left.map_or(NAP, |left| left.min(NAP));
            gil::allow_threads(|| {
                let n_put = N_PUT.lock().unwrap_or_else(PoisonError::into_inner);
                drop(PUT.wait_timeout_while(n_put, nap, |n_put| *n_put == seen));
            });
            (pyston_object::hooks::get().check_signals)()?;
        }
    }
}

pub struct QueueModule;

/// The native part of the module queue.
#[pymodule("_queue")]
impl QueueModule {
    #[exec]
    fn exec(module: &Module) -> PyResult<()> {
        install_once(&SimpleQueue_Type, || {
            SimpleQueue::install();
            Ok(())
        })?;
        module.add("Empty", empty_exception()?.new_ref())?;
        module.add_type(&SimpleQueue_Type)
    }
}
