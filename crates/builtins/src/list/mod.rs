//! `list`, its iterators, its sort.

pub mod iterator;
mod rank;
mod slicing;
pub mod sort;
mod timsort;

use pyston_object::prelude::*;
use pyston_object::slice::{bound_not_none, from_end};
use pyston_object::statics::PyList_Type;
use pyston_object::{alloc, list};

use crate::arguments::{check_count, no_keywords_unless_subtype};
use slicing::{get_slice, item_at, key_index, set_item, set_slice};

pub struct ListType;

/// `list[key]`.
fn subscript(this: &List, key: &Object) -> PyResult {
    match (key_index(this, key)?, key.downcast::<Slice>()) {
        (None, Some(slice)) => get_slice(this, slice).map(Py::into_object),
        (index, _) => item_at(this, index.unwrap_or(-1)),
    }
}

/// `list.extend(iterable)`. Items of a general iterator arrive one by one, visibly.
pub fn extend(this: &List, iterable: &Object) -> PyResult<()> {
    if List::check_exact(iterable) || Tuple::check_exact(iterable) || this.is(iterable) {
        let items = protocol::fast_items(iterable, "")?;
        drop(this.splice(this.len(), this.len(), items)?);
        return Ok(());
    }
    let iterator = protocol::iter(iterable)?;
    let hint = protocol::length_hint(iterable, 8)?;
    // A hint that no length can reach is ignored.
    if this.len().checked_add(hint).is_some_and(|total| total <= isize::MAX as usize) {
        this.reserve(hint)?;
    }
    while let Some(item) = protocol::next(&iterator)? {
        this.append(item)?;
    }
    Ok(())
}

/// The index of the first item from `start` to before `stop` that equals `value`.
fn find(this: &List, value: &Object, start: usize, stop: usize) -> PyResult<Option<usize>> {
    for index in start..stop {
        let Some(item) = this.get(index) else { break };
        if protocol::compare_eq(&item, value)? {
            return Ok(Some(index));
        }
    }
    Ok(None)
}

fn compare_lists(a: &List, b: &List, op: CompareOp) -> PyResult {
    if a.len() != b.len() && matches!(op, CompareOp::Eq | CompareOp::Ne) {
        return Ok(singletons::py_bool(op == CompareOp::Ne));
    }
    let mut index = 0;
    while let (Some(x), Some(y)) = (a.get(index), b.get(index)) {
        if !protocol::compare_eq(&x, &y)? {
            break;
        }
        index += 1;
    }
    // Fetched anew: the comparison may have changed the lists.
    match (a.get(index), b.get(index), op) {
        (Some(_), Some(_), CompareOp::Eq) => Ok(singletons::py_bool(false)),
        (Some(_), Some(_), CompareOp::Ne) => Ok(singletons::py_bool(true)),
        (Some(x), Some(y), _) => protocol::compare(&x, &y, op),
        _ => Ok(protocol::order_result(a.len().cmp(&b.len()), op)),
    }
}

#[pytype(PyList_Type, sig = "(iterable=(), /)", slots(
    tp_dealloc = list::dealloc,
    tp_traverse = list::traverse,
    tp_clear = list::clear,
    tp_getattro = pyston_object::attr::generic_getattr,
))]
/// A mutable sequence of objects.
///
/// Without argument an empty list, else a list of the items of the iterable.
impl ListType {
    #[slot]
    fn tp_new(class: &Type, _args: &Tuple, _kwargs: Option<&Dict>) -> PyResult {
        alloc::alloc(class, 0)
    }

    #[slot]
    fn tp_init(this: &List, args: &Tuple, kwargs: Option<&Dict>) -> PyResult<()> {
        no_keywords_unless_subtype(this.ty(), &PyList_Type, "list", kwargs)?;
        check_count(args.len(), "list", 0, 1)?;
        list::drop_backwards(this.take_items());
        let Some(iterable) = args.get(0) else { return Ok(()) };
        if protocol::has_len(iterable) {
            // A new list gets just the room that it needs. What fails here fails again below, in its turn.
            match errors::catch(protocol::len(iterable), &exc::TypeError)? {
                Some(len) if len > 0 && this.is_empty() => this.preallocate(len)?,
                _ => (),
            }
        }
        extend(this, iterable)
    }

    #[slot]
    fn tp_repr(this: &List) -> PyResult<Py<Str>> {
        if this.is_empty() {
            return Str::new("[]");
        }
        let Some(_guard) = protocol::enter_repr(this)? else { return Str::new("[...]") };
        let mut out = StrBuilder::new();
        out.push_str("[");
        let mut index = 0;
        while let Some(item) = this.get(index) {
            if index > 0 {
                out.push_str(", ");
            }
            out.push_py(&*protocol::repr(&item)?);
            index += 1;
        }
        out.push_str("]");
        out.finish()
    }

    #[slot]
    fn tp_iter(this: &List) -> PyResult {
        iterator::ListIterator::over(this)
    }

    #[slot]
    fn tp_richcompare(this: &Object, other: &Object, op: CompareOp) -> PyResult {
        match (this.downcast::<List>(), other.downcast::<List>()) {
            (Some(a), Some(b)) => compare_lists(a, b, op),
            _ => Ok(singletons::py_not_implemented()),
        }
    }

    #[slot]
    fn sq_length(this: &List) -> usize {
        this.len()
    }

    #[slot]
    fn sq_concat(this: &List, other: &Object) -> PyResult<Py<List>> {
        let Some(other) = other.downcast::<List>() else {
            let got = other.type_name();
            return Err(raise!(TypeError, "can only concatenate list (not \"{got:.200}\") to list"));
        };
        let mut items = this.to_vec();
        items.extend(other.to_vec());
        List::from_vec(items)
    }

    #[slot]
    fn sq_repeat(this: &List, count: isize) -> PyResult<Py<List>> {
        this.repeat(count.max(0) as usize)
    }

    #[slot]
    fn sq_item(this: &List, index: isize) -> PyResult {
        item_at(this, index)
    }

    #[slot]
    fn sq_ass_item(this: &List, index: isize, value: Option<&Object>) -> PyResult<()> {
        set_item(this, index, value)
    }

    #[slot]
    fn sq_contains(this: &List, value: &Object) -> PyResult<bool> {
        let mut index = 0;
        // 3.8 asks the value first here, unlike `index` and `count`.
        while let Some(item) = this.get(index) {
            if protocol::compare_eq(value, &item)? {
                return Ok(true);
            }
            index += 1;
        }
        Ok(false)
    }

    #[slot]
    fn sq_inplace_concat<'a>(this: &'a Object, other: &Object) -> PyResult<&'a Object> {
        if let Some(list) = this.downcast::<List>() {
            extend(list, other)?;
        }
        Ok(this)
    }

    #[slot]
    fn sq_inplace_repeat(this: &List, count: isize) -> PyResult<&Object> {
        if count <= 0 {
            list::drop_backwards(this.take_items());
        } else {
            this.repeat_in_place(count as usize)?;
        }
        Ok(this.as_object())
    }

    /// x.__getitem__(y) is the same as x[y].
    #[method(args = "($self, key, /)")]
    fn __getitem__(this: &List, key: &Object) -> PyResult {
        subscript(this, key)
    }

    #[slot]
    fn mp_length(this: &List) -> usize {
        this.len()
    }

    #[slot]
    fn mp_subscript(this: &List, key: &Object) -> PyResult {
        subscript(this, key)
    }

    #[slot]
    fn mp_ass_subscript(this: &List, key: &Object, value: Option<&Object>) -> PyResult<()> {
        match (key_index(this, key)?, key.downcast::<Slice>()) {
            (None, Some(slice)) => set_slice(this, slice, value),
            (index, _) => set_item(this, index.unwrap_or(-1), value),
        }
    }

    /// Return an iterator over the items from the last to the first.
    #[method("($self, /)")]
    fn __reversed__(this: &List) -> PyResult {
        iterator::ListReverseIterator::over(this)
    }

    /// Return the size of the list in memory, in bytes.
    #[method("($self, /)")]
    fn __sizeof__(this: &List) -> usize {
        this.ty().tp().tp_basicsize as usize + this.capacity() * size_of::<usize>()
    }

    /// Remove all items.
    #[method("($self, /)")]
    fn clear(this: &List) {
        list::drop_backwards(this.take_items());
    }

    /// Return a shallow copy.
    #[method("($self, /)")]
    fn copy(this: &List) -> PyResult<Py<List>> {
        List::from_vec(this.to_vec())
    }

    /// Add object at the end.
    #[method("($self, object, /)")]
    fn append(this: &List, object: &Object) -> PyResult<()> {
        this.append(object.new_ref())
    }

    /// Insert object before index.
    #[method("($self, index, object, /)")]
    fn insert(this: &List, index: isize, object: &Object) -> PyResult<()> {
        this.insert(from_end(index, this.len()), object.new_ref())
    }

    /// Add the items of the iterable at the end.
    #[method("($self, iterable, /)")]
    fn extend(this: &List, iterable: &Object) -> PyResult<()> {
        extend(this, iterable)
    }

    /// Remove the item at index (by default the last one) and return it.
    ///
    /// Raises IndexError if there is none.
    #[method("($self, index=-1, /)")]
    fn pop(this: &List, index: isize) -> PyResult {
        if this.is_empty() {
            return Err(raise!(IndexError, "pop from empty list"));
        }
        let index = if index < 0 { index + this.len() as isize } else { index };
        let item = usize::try_from(index).ok().and_then(|index| this.remove(index));
        item.ok_or_else(|| raise!(IndexError, "pop index out of range"))
    }

    /// Remove the first item equal to value.
    ///
    /// Raises ValueError if there is none.
    #[method("($self, value, /)")]
    fn remove(this: &List, value: &Object) -> PyResult<()> {
        match find(this, value, 0, usize::MAX)? {
            Some(index) => {
                drop(this.remove(index));
                Ok(())
            }
            None => Err(raise!(ValueError, "list.remove(x): x not in list")),
        }
    }

    /// Return how often value occurs.
    #[method("($self, value, /)")]
    fn count(this: &List, value: &Object) -> PyResult<usize> {
        let (mut count, mut index) = (0, 0);
        while let Some(item) = this.get(index) {
            count += usize::from(protocol::compare_eq(&item, value)?);
            index += 1;
        }
        Ok(count)
    }

    /// Return the first index of value.
    ///
    /// Raises ValueError if the value is not present.
    #[method("($self, value, start=0, stop=sys.maxsize, /)")]
    fn index(this: &List, value: &Object, start: Option<&Object>, stop: Option<&Object>) -> PyResult<usize> {
        let (start, stop) = (bound_not_none(start, 0)?, bound_not_none(stop, isize::MAX)?);
        let (start, stop) = (from_end(start, this.len()), from_end(stop, this.len()));
        match find(this, value, start, stop)? {
            Some(index) => Ok(index),
            None => Err(raise!(ValueError, "{} is not in list", protocol::repr(value)?)),
        }
    }

    /// Reverse the list in place.
    #[method("($self, /)")]
    fn reverse(this: &List) {
        this.reverse();
    }

    /// Sort the list in place, stably, and return None.
    ///
    /// Items are compared by < or, with key, by what key returns for each of them, once.
    #[method("($self, /, *, key=None, reverse=False)")]
    fn sort(this: &List, key: Option<&Object>, reverse: Option<i32>) -> PyResult<()> {
        sort::sort(this, key, reverse.is_some_and(|reverse| reverse != 0))
    }
}

/// The types declared here, to be made ready.
pub const TYPES: &[&Type] = &[&iterator::PyListIter_Type, &iterator::PyListRevIter_Type];

pub fn install() {
    ListType::install();
    iterator::ListIterator::install();
    iterator::ListReverseIterator::install();
}
