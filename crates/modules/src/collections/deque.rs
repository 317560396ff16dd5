//! `deque`: a double-ended queue, maybe of bounded length.
//!
//! **Invariant**: `items` is borrowed only for steps that run no Python code; what is taken out is
//! dropped afterwards. `changes` counts what adds, removes or moves items, so that iterators notice it.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;

use pyston_object::call::call;
use pyston_object::impl_trace;
use pyston_object::prelude::*;
use pyston_object::room;

use super::deque_iterator::{DequeIterator, DequeReverseIterator};
use crate::arguments::{exact_ssize, parse_count};

#[pyclass(Deque_Type = "collections.deque", flags(BASETYPE), weaklist = weaklist)]
#[derive(Default)]
pub struct Deque {
    items: RefCell<VecDeque<Py>>,
    /// The greatest length; `None` is unbounded.
    limit: Cell<Option<usize>>,
    changes: Cell<usize>,
    weaklist: WeakList,
}
impl_trace!(Deque { items });

type This = Instance<Deque>;

/// Items that CPython keeps in a block, and the bytes of a block, for `__sizeof__`.
const BLOCK_ITEMS: usize = 64;
const BLOCK_BYTES: usize = (BLOCK_ITEMS + 2) * 8;

/// deque([iterable[, maxlen]]) --> deque object
///
/// A sequence that is fast at both ends.
#[pytype(Deque_Type, payload, slots(
    tp_getattro = pyston_object::attr::generic_getattr,
    tp_hash = protocol::hash_not_implemented
))]
impl Deque {
    #[slot]
    fn tp_new(class: &Type, _args: &Tuple, _kwargs: Option<&Dict>) -> PyResult {
        Ok(Instance::new_as(class, Deque::default())?.into_object())
    }

    #[init("(iterable=(), maxlen=None)")]
    fn init(this: &This, iterable: Option<&Object>, maxlen: Option<&Object>) -> PyResult<()> {
        let limit = match maxlen {
            None => None,
            Some(maxlen) => match usize::try_from(exact_ssize(maxlen)?) {
                Ok(limit) => Some(limit),
                Err(_) => return Err(raise!(ValueError, "maxlen must be non-negative")),
            },
        };
        this.limit.set(limit);
        this.empty();
        iterable.map_or(Ok(()), |iterable| this.add_all(iterable))
    }

    #[slot]
    fn tp_iter(this: &This) -> PyResult<Py<Instance<DequeIterator>>> {
        DequeIterator::over(this)
    }

    #[slot]
    fn tp_repr(this: &This) -> PyResult<Py<Str>> {
        let Some(_guard) = protocol::enter_repr(this.object())? else { return Str::new("[...]") };
        let items = protocol::to_list(this.object())?;
        let mut text = StrBuilder::new();
        text.push_str(&this.object().ty().name());
        text.push_str("(");
        text.push_py(&*protocol::repr(&items)?);
        if let Some(limit) = this.limit.get() {
            text.push_str(&format!(", maxlen={limit}"));
        }
        text.push_str(")");
        text.finish()
    }

    #[slot]
    fn tp_richcompare(this: &Object, other: &Object, op: CompareOp) -> PyResult {
        match (this.downcast::<This>(), other.downcast::<This>()) {
            (Some(this), Some(other)) => compare(this, other, op).map(singletons::py_bool),
            _ => Ok(singletons::py_not_implemented()),
        }
    }

    #[slot]
    fn nb_bool(this: &This) -> bool {
        !this.is_empty()
    }

    #[slot]
    fn sq_length(this: &This) -> usize {
        this.len()
    }

    #[slot]
    fn sq_item(this: &This, index: isize) -> PyResult {
        usize::try_from(index).ok().and_then(|index| this.get(index)).ok_or_else(out_of_range)
    }

    #[slot]
    fn sq_ass_item(this: &This, index: isize, value: Option<&Object>) -> PyResult<()> {
        let index = usize::try_from(index).ok().filter(|&index| index < this.len()).ok_or_else(out_of_range)?;
        let old = match value {
            Some(value) => this.items.borrow_mut().get_mut(index).map(|item| std::mem::replace(item, value.new_ref())),
            None => {
                this.changed();
                this.items.borrow_mut().remove(index)
            }
        };
        drop(old);
        Ok(())
    }

    #[slot]
    fn sq_contains(this: &This, value: &Object) -> PyResult<bool> {
        let changes = this.changes.get();
        for index in 0..this.len() {
            let Some(item) = this.get(index) else { break };
            if protocol::compare_eq(&item, value)? {
                return Ok(true);
            }
            this.check_unchanged(changes)?;
        }
        Ok(false)
    }

    #[slot]
    fn sq_concat(this: &This, other: &Object) -> PyResult {
        if !protocol::is_instance(other, &Deque_Type)? {
            let given = other.type_name();
            return Err(raise!(TypeError, "can only concatenate deque (not \"{given:.200}\") to deque"));
        }
        let result = duplicate(this)?;
        result.add_all(other)?;
        Ok(result.into_object())
    }

    #[slot]
    fn sq_inplace_concat(this: &This, other: &Object) -> PyResult {
        this.add_all(other)?;
        Ok(this.object().new_ref())
    }

    #[slot]
    fn sq_repeat(this: &This, count: isize) -> PyResult {
        let result = duplicate(this)?;
        result.repeat(count)?;
        Ok(result.into_object())
    }

    #[slot]
    fn sq_inplace_repeat(this: &This, count: isize) -> PyResult {
        this.repeat(count)?;
        Ok(this.object().new_ref())
    }

    /// The greatest length, or None if there is no bound.
    #[getter]
    fn maxlen(this: &This) -> Option<usize> {
        this.limit.get()
    }

    /// Add an element at the right end.
    #[method(args = "($self, item, /)")]
    fn append(this: &This, item: &Object) {
        this.push_right(item.new_ref());
    }

    /// Add an element at the left end.
    #[method(args = "($self, item, /)")]
    fn appendleft(this: &This, item: &Object) {
        this.push_left(item.new_ref());
    }

    /// Add the elements of an iterable at the right end.
    #[method(args = "($self, iterable, /)")]
    fn extend(this: &This, iterable: &Object) -> PyResult<()> {
        this.add_all(iterable)
    }

    /// Add the elements of an iterable at the left end, one after the other.
    #[method(args = "($self, iterable, /)")]
    fn extendleft(this: &This, iterable: &Object) -> PyResult<()> {
        this.add_all_with(iterable, Deque::push_left)
    }

    /// Remove and return the element at the right end.
    #[method(args = "($self, /)")]
    fn pop(this: &This) -> PyResult {
        this.pop_right().ok_or_else(|| raise!(IndexError, "pop from an empty deque"))
    }

    /// Remove and return the element at the left end.
    #[method(args = "($self, /)")]
    fn popleft(this: &This) -> PyResult {
        this.pop_left().ok_or_else(|| raise!(IndexError, "pop from an empty deque"))
    }

    /// Remove all elements.
    #[method(args = "($self, /)")]
    fn clear(this: &This) {
        this.empty();
    }

    /// A shallow copy.
    #[method(args = "($self, /)")]
    fn copy(this: &This) -> PyResult<Py<This>> {
        duplicate(this)
    }

    /// A shallow copy.
    #[method(args = "($self, /)")]
    fn __copy__(this: &This) -> PyResult<Py<This>> {
        duplicate(this)
    }

    /// D.count(value) -> how often the value occurs
    #[method(args = "($self, value, /)")]
    fn count(this: &This, value: &Object) -> PyResult<usize> {
        let changes = this.changes.get();
        let mut count = 0;
        for index in 0..this.len() {
            let Some(item) = this.get(index) else { break };
            count += usize::from(protocol::compare_eq(&item, value)?);
            this.check_unchanged(changes)?;
        }
        Ok(count)
    }

    /// D.index(value, [start, [stop]]) -> where the value occurs first; ValueError if it does not
    #[method]
    fn index(this: &This, args: Args) -> PyResult<usize> {
        args.no_keywords("index")?;
        parse_count("index()", args.positional.len(), 1, 3)?;
        let value = args.positional[0];
        let bound = |index: usize, default: isize| {
            args.positional.get(index).map_or(Ok(default), |bound| protocol_bound(bound))
        };
        let (start, stop) = (bound(1, 0)?, bound(2, isize::MAX)?);
        let len = this.len() as isize;
        let clamp = |bound: isize| if bound < 0 { (bound + len).max(0) } else { bound };
        let stop = clamp(stop).min(len);
        let changes = this.changes.get();
        for index in clamp(start).min(stop) as usize..stop as usize {
            let Some(item) = this.get(index) else { break };
            if protocol::compare_eq(&item, value)? {
                return Ok(index);
            }
            this.check_unchanged(changes)?;
        }
        Err(raise!(ValueError, "{} is not in deque", protocol::repr(value)?))
    }

    /// D.insert(index, object) -- put an object before an index
    #[method]
    fn insert(this: &This, args: Args) -> PyResult<()> {
        args.no_keywords("insert")?;
        parse_count("insert()", args.positional.len(), 2, 2)?;
        let (index, value) = (protocol::index_as_ssize(args.positional[0])?, args.positional[1]);
        let len = this.len();
        if this.limit.get() == Some(len) {
            return Err(raise!(IndexError, "deque already at its maximum size"));
        }
        let place = if index < 0 { len.saturating_sub(index.unsigned_abs()) } else { len.min(index as usize) };
        this.changed();
        this.items.borrow_mut().insert(place, value.new_ref());
        Ok(())
    }

    /// D.remove(value) -- remove the first element that is equal to the value
    #[method(args = "($self, value, /)")]
    fn remove(this: &This, value: &Object) -> PyResult<()> {
        let len = this.len();
        // While a comparison runs the elements before are at the right end, as in CPython.
        for index in 0..len {
            let Some(item) = this.get(0) else { break };
            let equal = protocol::compare_eq(&item, value);
            if this.len() != len {
                let changed = raise!(IndexError, "deque mutated during remove().");
                return equal.and(Err(changed));
            }
            match equal {
                Ok(false) => this.turn(-1),
                Ok(true) => {
                    let removed = this.pop_left();
                    this.turn(index as isize);
                    drop(removed);
                    return Ok(());
                }
                Err(raised) => {
                    this.turn(index as isize);
                    return Err(raised);
                }
            }
        }
        Err(raise!(ValueError, "deque.remove(x): x not in deque"))
    }

    /// Reverse the order *IN PLACE*.
    #[method(args = "($self, /)")]
    fn reverse(this: &This) {
        this.items.borrow_mut().make_contiguous().reverse();
    }

    /// Move the elements n steps to the right (default n=1), to the left if n is negative.
    #[method]
    fn rotate(this: &This, args: Args) -> PyResult<()> {
        args.no_keywords("rotate")?;
        parse_count("rotate()", args.positional.len(), 0, 1)?;
        this.turn(args.positional.first().map_or(Ok(1), |n| protocol::index_as_ssize(n))?);
        Ok(())
    }

    /// D.__reversed__() -- an iterator from the right end to the left
    #[method(args = "($self, /)")]
    fn __reversed__(this: &This) -> PyResult<Py<Instance<DequeReverseIterator>>> {
        DequeReverseIterator::over(this)
    }

    /// D.__sizeof__() -- the memory of D in bytes
    #[method(args = "($self, /)")]
    fn __sizeof__(this: &This) -> usize {
        let blocks = (BLOCK_ITEMS / 2 + this.len()).div_ceil(BLOCK_ITEMS);
        this.object().ty().tp().tp_basicsize as usize + blocks * BLOCK_BYTES
    }

    /// State for pickling.
    #[method(args = "($self, /)")]
    fn __reduce__(this: &This) -> PyResult<(Py<Type>, Py, Option<Py>, Py)> {
        let object = this.object();
        let dict = pyston_object::attr::find_attr(object, name!("__dict__"))?;
        let args = match this.limit.get() {
            None => Tuple::empty().into_object(),
            Some(limit) => (Tuple::empty(), limit).into_py()?,
        };
        Ok((object.ty().new_ref(), args, dict, protocol::iter(object)?))
    }
}

fn out_of_range() -> Raised {
    raise!(IndexError, "deque index out of range")
}

/// A bound of a slice: anything with `__index__`, clamped.
fn protocol_bound(bound: &Object) -> PyResult<isize> {
    if !protocol::has_index(bound) {
        return Err(raise!(TypeError, "slice indices must be integers or have an __index__ method"));
    }
    protocol::index_as_ssize_for(bound, None)
}

impl Deque {
    pub fn len(&self) -> usize {
        self.items.borrow().len()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    pub fn get(&self, index: usize) -> Option<Py> {
        self.items.borrow().get(index).cloned()
    }

    /// The count of changes so far.
    pub fn changes(&self) -> usize {
        self.changes.get()
    }

    fn changed(&self) {
        self.changes.set(self.changes.get().wrapping_add(1));
    }

    fn check_unchanged(&self, changes: usize) -> PyResult<()> {
        if self.changes.get() == changes {
            return Ok(());
        }
        Err(raise!(RuntimeError, "deque mutated during iteration"))
    }

    fn is_overfull(&self) -> bool {
        self.limit.get().is_some_and(|limit| self.len() > limit)
    }

    fn push_right(&self, item: Py) {
        self.changed();
        self.items.borrow_mut().push_back(item);
        if self.is_overfull() {
            drop(self.pop_left());
        }
    }

    fn push_left(&self, item: Py) {
        self.changed();
        self.items.borrow_mut().push_front(item);
        if self.is_overfull() {
            drop(self.pop_right());
        }
    }

    fn pop_left(&self) -> Option<Py> {
        let item = self.items.borrow_mut().pop_front()?;
        self.changed();
        Some(item)
    }

    fn pop_right(&self) -> Option<Py> {
        let item = self.items.borrow_mut().pop_back()?;
        self.changed();
        Some(item)
    }

    fn empty(&self) {
        let old = self.items.take();
        if !old.is_empty() {
            self.changed();
        }
        drop(old);
    }

    /// Moves the items `n` steps to the right.
    fn turn(&self, n: isize) {
        let len = self.len();
        if len > 1 {
            self.changed();
            self.items.borrow_mut().rotate_right(n.rem_euclid(len as isize) as usize);
        }
    }
}

impl Deque {
    fn add_all_with(&self, iterable: &Object, push: fn(&Deque, Py)) -> PyResult<()> {
        // A deque added to itself: its items of now.
        if iterable.downcast::<This>().is_some_and(|other| std::ptr::eq(&**other, self)) {
            let items = protocol::to_list(iterable)?.to_vec();
            room::reserve(&mut *self.items.borrow_mut(), items.len())?;
            items.into_iter().for_each(|item| push(self, item));
            return Ok(());
        }
        let iterator = protocol::iter(iterable)?;
        while let Some(item) = protocol::next(&iterator)? {
            if self.limit.get() != Some(0) {
                room::reserve(&mut *self.items.borrow_mut(), 1)?;
                push(self, item);
            }
        }
        Ok(())
    }

    fn add_all(&self, iterable: &Object) -> PyResult<()> {
        self.add_all_with(iterable, Deque::push_right)
    }

    /// `self *= count`.
    fn repeat(&self, count: isize) -> PyResult<()> {
        let len = self.len();
        if len == 0 || count == 1 {
            return Ok(());
        }
        let Some(mut count) = usize::try_from(count).ok().filter(|count| *count > 0) else {
            self.empty();
            return Ok(());
        };
        if len.checked_mul(count).is_none_or(|total| total > isize::MAX as usize / 8) && self.limit.get().is_none() {
            return Err(errors::no_memory());
        }
        if let Some(limit) = self.limit.get() {
            count = count.min(limit.div_ceil(len)).max(1);
        }
        let items: Vec<Py> = self.items.borrow().iter().cloned().collect();
        room::reserve(&mut *self.items.borrow_mut(), len.saturating_mul(count - 1))?;
        for _ in 1..count {
            items.iter().for_each(|item| self.push_right(item.clone()));
        }
        Ok(())
    }
}

/// A copy of the same type and bound.
fn duplicate(this: &This) -> PyResult<Py<This>> {
    let class = this.object().ty();
    if class == &Deque_Type {
        let items = this.items.borrow().clone();
        let copy = Deque { items: RefCell::new(items), limit: this.limit.clone(), ..Deque::default() };
        return Instance::new(copy);
    }
    let made = match this.limit.get() {
        None => call(class, &[this.object()])?,
        Some(limit) => call(class, &[this.object(), &*limit.into_py()?])?,
    };
    made.downcast_into().map_err(|made| {
        raise!(TypeError, "{:.200}() must return a deque, not {:.200}", class.tp_name(), made.ty().tp_name())
    })
}

/// The order of the first different elements, or of the lengths.
fn compare(this: &This, other: &This, op: CompareOp) -> PyResult<bool> {
    match op {
        CompareOp::Eq | CompareOp::Ne => {
            let is_equal = op == CompareOp::Eq;
            if std::ptr::eq(this, other) {
                return Ok(is_equal);
            }
            if this.len() != other.len() {
                return Ok(!is_equal);
            }
        }
        _ => (),
    }
    let (left, right) = (protocol::iter(this.object())?, protocol::iter(other.object())?);
    loop {
        let x = protocol::next(&left)?;
        let y = protocol::next(&right)?;
        match (x, y) {
            (Some(x), Some(y)) => {
                if !protocol::compare_eq(&x, &y)? {
                    return protocol::compare_bool(&x, &y, op);
                }
            }
            (x, y) => return Ok(op.matches(x.is_some().cmp(&y.is_some()))),
        }
    }
}
