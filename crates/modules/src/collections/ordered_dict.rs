//! `OrderedDict`: a dict whose keys can be moved to either end.
//!
//! The order is that of the dict's own table, whose entries move (`pyston_object::dict`); there is no
//! second list of keys, unless methods of `dict` change keys behind its back (`ordered_ghosts`).
//!
//! **Invariant**: `changes` grows whenever a key comes, goes or moves, so that iterators notice it. While
//! the dict's version is the one in `first`, no entry before the position there is alive.

use std::cell::Cell;

use pyston_abi::flags::{Py_TPFLAGS_BASETYPE, Py_TPFLAGS_HAVE_GC};
use pyston_builtins::dict::{ItemsView, KeysView, ValuesView};
use pyston_object::args::{FunctionName, Signature};
use pyston_object::call::{call, call_method};
use pyston_object::dict::hash_key;
use pyston_object::payload::{Extended, base_compare, install_extended};
use pyston_object::prelude::*;
use pyston_object::statics::PyDict_Type;
use pyston_object::{attr, heap_type, impl_trace};

use super::ordered_ghosts as ghosts;
use super::ordered_iterator::{Direction, OrderedIterator, Part};
use super::ordered_update::update;
use super::ordered_views::{PyODictItems_Type, PyODictKeys_Type, PyODictValues_Type};

/// What an `OrderedDict` has beside the dict.
#[derive(Default)]
pub struct OrderedDict {
    changes: Cell<usize>,
    first: Cell<(u64, usize)>,
    dict: Field<Dict>,
    /// The order, if it is not that of the table.
    order: Field<List>,
    weaklist: WeakList,
}
impl_trace!(OrderedDict { dict, order });

pub type This = Extended<Dict, OrderedDict>;

#[expect(non_upper_case_globals, reason = "type objects are named as in C")]
pub static PyODict_Type: Type =
    Type::declare(c"collections.OrderedDict", size_of::<This>(), 0, Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_GC);

impl Payload for OrderedDict {
    const DICT: Option<usize> = Some(std::mem::offset_of!(OrderedDict, dict));
    const WEAKLIST: Option<usize> = Some(std::mem::offset_of!(OrderedDict, weaklist));
    fn static_type() -> &'static Type {
        &PyODict_Type
    }
}

/// CPython's sizes, for `__sizeof__`: of the object, and of what it keeps for each key.
const BASIC_SIZE: usize = 112;
const NODE_SIZE: usize = 32;

static POP: Signature = Signature {
    function: FunctionName::Text("pop"),
    parameters: &["key", "default"],
    n_posonly: 0,
    n_positional: 2,
    n_required: 1,
    required_keywords: &[],
    early: &[],
};

/// A dictionary whose keys can be moved to either end of their order.
#[pytype(PyODict_Type, slots(tp_hash = protocol::hash_not_implemented))]
impl OrderedDict {
    #[slot]
    fn tp_init(this: &This, args: &Tuple, kwargs: Option<&Dict>) -> PyResult<()> {
        if args.len() > 1 {
            return Err(raise!(TypeError, "expected at most 1 arguments, got {}", args.len()));
        }
        update(this.object(), args.get(0), kwargs.map(Dict::items).unwrap_or_default())
    }

    #[slot]
    fn tp_repr(this: &This) -> PyResult<Py<Str>> {
        let name = this.object().ty().name();
        if this.base().is_empty() {
            return Str::new(&format!("{name}()"));
        }
        let Some(_guard) = protocol::enter_repr(this.object())? else { return Str::new("...") };
        let items = if this.is_exact() {
            let pairs = this.ordered_keys().into_iter().map(|key| {
                let value = this.value_of(&key)?;
                (key, value).into_py()
            });
            List::from_vec(pairs.collect::<PyResult<_>>()?)?
        } else {
            protocol::to_list(&*call_method(this.object(), name!("items"), &[])?)?
        };
        let mut text = StrBuilder::new();
        text.push_str(&name);
        text.push_str("(");
        text.push_py(&*protocol::repr(&items)?);
        text.push_str(")");
        text.finish()
    }

    #[slot]
    fn tp_richcompare(this: &This, other: &Object, op: CompareOp) -> PyResult {
        if !matches!(op, CompareOp::Eq | CompareOp::Ne) || !Dict::check(other) {
            return Ok(singletons::py_not_implemented());
        }
        let as_dicts = base_compare(&PyDict_Type, this.object(), other, op)?;
        let Some(other) = other.downcast::<This>() else { return Ok(as_dicts) };
        if protocol::is_true(&as_dicts)? != (op == CompareOp::Eq) {
            return Ok(as_dicts);
        }
        let same_order = if this.order.is_empty() && other.order.is_empty() {
            same_keys(this.base(), other.base())?
        } else {
            let (a, b) = (List::from_vec(this.ordered_keys())?, List::from_vec(other.ordered_keys())?);
            protocol::compare_eq(&a, &b)?
        };
        Ok(singletons::py_bool(same_order == (op == CompareOp::Eq)))
    }

    #[slot]
    fn tp_iter(this: &This) -> PyResult<Py<Instance<OrderedIterator>>> {
        OrderedIterator::over(this, Part::Keys, Direction::Forward)
    }

    #[slot]
    fn mp_ass_subscript(this: &This, key: &Object, value: Option<&Object>) -> PyResult<()> {
        let hash = hash_key(key)?;
        match value {
            Some(value) => this.store(key, hash, value),
            None => match this.remove(key, hash)? {
                Some(_) => Ok(()),
                None => Err(errors::key_error(key)),
            },
        }
    }

    /// Create an ordered dictionary with the keys of the iterable, all with the same value.
    #[classmethod("($type, /, iterable, value=None)")]
    fn fromkeys(class: &Type, iterable: &Object, value: &Object) -> PyResult {
        let made = call(class, &[])?;
        match made.downcast_exact::<Dict>() {
            Some(dict) => dict.fill_from_keys(iterable, value)?,
            None => protocol::for_each(iterable, |key| protocol::setitem(&made, &key, Some(value)))?,
        }
        Ok(made)
    }

    /// The memory of the dictionary in bytes.
    #[method(args = "($self, /)")]
    fn __sizeof__(this: &This) -> usize {
        let dict = this.base();
        let added = this.object().ty().tp().tp_basicsize as usize - size_of::<This>();
        let index = if dict.is_empty() { 0 } else { dict.table_size() * size_of::<usize>() };
        BASIC_SIZE + added + dict.extra_size() + index + NODE_SIZE * dict.len()
    }

    /// State for pickling.
    #[method(args = "($self, /)")]
    fn __reduce__(this: &Object) -> PyResult<(Py<Type>, Py<Tuple>, Option<Py>, (), Py)> {
        let attributes = attr::find_attr(this, name!("__dict__"))?;
        let attributes = match attributes {
            Some(dict) if protocol::len(&dict)? > 0 => Some(dict),
            _ => None,
        };
        let items = call_method(this, name!("items"), &[])?;
        Ok((this.ty().new_ref(), Tuple::empty(), attributes, (), protocol::iter(&items)?))
    }

    /// The value of the key; a missing key is inserted with the default first.
    #[method("($self, /, key, default=None)")]
    fn setdefault(this: &This, key: &Object, default: &Object) -> PyResult {
        if this.is_exact() {
            let hash = hash_key(key)?;
            if let Some(value) = this.base().get_with_hash(key, hash)? {
                return Ok(value);
            }
            this.store(key, hash, default)?;
        } else {
            if protocol::contains(this.object(), key)? {
                return protocol::getitem(this.object(), key);
            }
            protocol::setitem(this.object(), key, Some(default))?;
        }
        Ok(default.new_ref())
    }

    /// od.pop(k[,d]) -> v, which is removed with its key.
    /// For a missing key it gives d, or raises KeyError if there is no d.
    #[method]
    fn pop(this: &This, args: Args) -> PyResult {
        let mut bound = [None; 2];
        let names = Tuple::from_slice(args.names)?;
        let positional = Tuple::from_slice(args.positional)?;
        let kwargs = pyston_object::call::keywords_dict(&names, args.values)?;
        POP.bind_tuple(&positional, Some(&*kwargs), &mut bound)?;
        let Some(key) = bound[0] else { return Err(errors::bad_internal_call()) };
        this.pop_key(key, bound[1])
    }

    /// Remove and return a (key, value) pair: the last one, or the first if last is false.
    #[method("($self, /, last=True)")]
    fn popitem(this: &This, last: bool) -> PyResult<(Py, Py)> {
        let empty = || raise!(KeyError, "dictionary is empty");
        if !this.is_exact() {
            let key = this.end_key(last).ok_or_else(empty)?;
            let value = this.pop_key(&key, None)?;
            return Ok((key, value));
        }
        if !this.order.is_empty() {
            let key = this.end_key(last).ok_or_else(empty)?;
            let value = this.remove(&key, hash_key(&key)?)?.ok_or_else(|| errors::raw_key_error(&key))?;
            return Ok((key, value));
        }
        if last {
            let hint = this.hint();
            let pair = this.base().pop_last()?.ok_or_else(empty)?;
            this.changed(hint);
            return Ok(pair);
        }
        let (key, value, position) = this.base().pop_first(this.hint())?.ok_or_else(empty)?;
        this.changed(position + 1);
        Ok((key, value))
    }

    /// Move an existing key to the end, or to the beginning if last is false.
    ///
    /// Raises KeyError if the key is missing.
    #[method("($self, /, key, last=True)")]
    fn move_to_end(this: &This, key: &Object, last: bool) -> PyResult<()> {
        // Where there are no keys, the one asked for is not even hashed.
        if this.base().is_empty() {
            return Err(errors::raw_key_error(key));
        }
        let hash = hash_key(key)?;
        let moved = if let Some(order) = this.order.get() {
            let is_at_end = this.end_key(last).is_some_and(|end| end.is(key));
            if !is_at_end && !this.base().contains_with_hash(key, hash)? {
                return Err(errors::raw_key_error(key));
            }
            ghosts::move_to_end(&order, key, hash, last)?.map(|moved| (moved, 0))
        } else if last {
            let (hint, table) = (this.hint(), this.base().keys_ptr());
            let moved = this.base().move_to_end(key, hash)?;
            moved.map(|moved| (moved, if table == this.base().keys_ptr() { hint } else { 0 }))
        } else {
            let changes = this.changes.get();
            let found = this.base().contains_with_hash(key, hash)?;
            let from = if changes == this.changes.get() { this.hint() } else { 0 };
            if found { this.base().move_to_front(key, hash, from)? } else { None }
        };
        match moved {
            None => return Err(errors::raw_key_error(key)),
            Some((true, first)) => this.changed(first),
            Some((false, _)) => (),
        }
        Ok(())
    }

    /// A view of the keys, which acts like a set.
    #[method(args = "($self, /)")]
    fn keys(this: &This) -> PyResult<Py<Instance<KeysView>>> {
        KeysView::of_as(&PyODictKeys_Type, this.base())
    }

    /// A view of the values.
    #[method(args = "($self, /)")]
    fn values(this: &This) -> PyResult<Py<Instance<ValuesView>>> {
        ValuesView::of_as(&PyODictValues_Type, this.base())
    }

    /// A view of the items, which acts like a set.
    #[method(args = "($self, /)")]
    fn items(this: &This) -> PyResult<Py<Instance<ItemsView>>> {
        ItemsView::of_as(&PyODictItems_Type, this.base())
    }

    /// Take items from a mapping or an iterable of pairs, and then from keyword arguments.
    #[method(name = "update")]
    fn update_(this: &This, args: Args) -> PyResult<()> {
        let _level = match args.names {
            [] => None,
            _ => Some(pyston_object::tstate::enter_varargs()?),
        };
        if args.positional.len() > 1 {
            let n_given = args.positional.len();
            return Err(raise!(TypeError, "update() takes at most 1 positional argument ({n_given} given)"));
        }
        let keywords = args.keywords().map(|(name, value)| (name.new_ref(), value.new_ref())).collect();
        update(this.object(), args.positional.first().copied(), keywords)
    }

    /// Remove all items.
    #[method(args = "($self, /)")]
    fn clear(this: &This) {
        this.order.clear();
        this.base().clear();
    }

    /// A shallow copy.
    #[method(args = "($self, /)")]
    fn copy(this: &This) -> PyResult {
        if this.is_exact() {
            let copy = This::new_as(&PyODict_Type, OrderedDict::default())?;
            if let Some(order) = this.order.get() {
                for key in order.to_vec() {
                    copy.store(&key, hash_key(&key)?, &*this.value_of(&key)?)?;
                }
                return Ok(copy.into_object());
            }
            let mut position = 0;
            while let Some((key, value, hash)) = this.base().next_with_hash(&mut position) {
                let value = if is_surely_there(&key) { value } else { this.value_of(&key)? };
                copy.store(&key, hash, &value)?;
            }
            return Ok(copy.into_object());
        }
        let copy = call(this.object().ty(), &[])?;
        for key in this.ordered_keys() {
            let value = protocol::getitem(this.object(), &key)?;
            protocol::setitem(&copy, &key, Some(&value))?;
        }
        Ok(copy)
    }

    /// An iterator over the keys, from the last to the first.
    #[method(args = "($self, /)")]
    fn __reversed__(this: &This) -> PyResult<Py<Instance<OrderedIterator>>> {
        OrderedIterator::over(this, Part::Keys, Direction::Backward)
    }

    /// The instance's own attributes.
    #[getter("__dict__")]
    fn get_dict(this: &Object) -> PyResult {
        heap_type::generic_get_dict(this)
    }

    #[setter("__dict__")]
    fn set_dict(this: &Object, value: Option<&Object>) -> PyResult<()> {
        heap_type::generic_set_dict(this, value)
    }
}

/// What the methods are made of.
pub trait Ordered {
    fn is_exact(&self) -> bool;
    fn change_count(&self) -> usize;
    fn changed(&self, first: usize);
    fn hint(&self) -> usize;
    fn order(&self) -> &Field<List>;
    fn ordered_is_empty(&self) -> bool;
    fn ordered_keys(&self) -> Vec<Py>;
    fn value_of(&self, key: &Object) -> PyResult;
    fn end_key(&self, last: bool) -> Option<Py>;
    fn store(&self, key: &Object, hash: isize, value: &Object) -> PyResult<()>;
    fn remove(&self, key: &Object, hash: isize) -> PyResult<Option<Py>>;
    fn pop_key(&self, key: &Object, default: Option<&Object>) -> PyResult;
}

impl Ordered for This {
    fn is_exact(&self) -> bool {
        This::check_exact(self.object())
    }

    fn change_count(&self) -> usize {
        self.changes.get()
    }

    /// Notes a change of the keys, after which no entry before `first` is alive.
    fn changed(&self, first: usize) {
        self.changes.set(self.changes.get().wrapping_add(1));
        self.first.set((self.base().version(), first));
    }

    /// A position before which no entry is alive.
    fn hint(&self) -> usize {
        let (version, first) = self.first.get();
        if version == self.base().version() { first } else { 0 }
    }

    fn order(&self) -> &Field<List> {
        &self.order
    }

    fn ordered_is_empty(&self) -> bool {
        self.order.get().map_or_else(|| self.base().is_empty(), |order| order.is_empty())
    }

    fn ordered_keys(&self) -> Vec<Py> {
        self.order.get().map_or_else(|| self.base().keys(), |order| order.to_vec())
    }

    /// The value of a key of the order, which need not be where its hash is now. Errors of its own
    /// methods count as not found.
    fn value_of(&self, key: &Object) -> PyResult {
        match self.base().get(key) {
            Ok(Some(value)) => Ok(value),
            Ok(None) => Err(errors::raw_key_error(key)),
            Err(raised) => {
                raised.clear();
                Err(errors::raw_key_error(key))
            }
        }
    }

    fn end_key(&self, last: bool) -> Option<Py> {
        if let Some(order) = self.order.get() {
            return if last { order.len().checked_sub(1).and_then(|index| order.get(index)) } else { order.get(0) };
        }
        if last {
            return self.base().previous(&mut usize::MAX.clone()).map(|(key, _, _)| key);
        }
        self.base().next(&mut self.hint()).map(|(key, _)| key)
    }

    fn store(&self, key: &Object, hash: isize, value: &Object) -> PyResult<()> {
        let dict = self.base();
        let (hint, table, changes, len) = (self.hint(), dict.keys_ptr(), self.changes.get(), dict.len());
        dict.set_with_hash(key, hash, value.new_ref())?;
        let undisturbed = dict.keys_ptr() == table && changes == self.changes.get();
        let first = if undisturbed { hint } else { 0 };
        let is_new = match self.order.get() {
            Some(order) => ghosts::add(&order, key, hash)?,
            None => dict.len() != len,
        };
        if !is_new {
            self.first.set((dict.version(), first));
        } else {
            self.changed(first);
        }
        Ok(())
    }

    fn remove(&self, key: &Object, hash: isize) -> PyResult<Option<Py>> {
        let dict = self.base();
        let (hint, table, changes) = (self.hint(), dict.keys_ptr(), self.changes.get());
        let removed = dict.remove_with_hash(key, hash)?;
        if removed.is_some() {
            if let Some(order) = self.order.get() {
                ghosts::remove(&order, key, hash)?;
            }
            let undisturbed = dict.keys_ptr() == table && changes == self.changes.get();
            self.changed(if undisturbed { hint } else { 0 });
        }
        Ok(removed)
    }

    /// A subclass is asked by its own methods.
    fn pop_key(&self, key: &Object, default: Option<&Object>) -> PyResult {
        let found = if self.is_exact() {
            let hash = hash_key(key)?;
            match self.order.get() {
                Some(order) if ghosts::position(&order, key, hash)?.is_none() => None,
                _ => self.remove(key, hash)?,
            }
        } else if protocol::contains(self.object(), key)? {
            let value = protocol::getitem(self.object(), key)?;
            protocol::setitem(self.object(), key, None)?;
            Some(value)
        } else {
            None
        };
        found.or_else(|| default.map(|default| default.new_ref())).ok_or_else(|| errors::raw_key_error(key))
    }
}

/// Is a key found again where it was? Others may have another hash by now.
pub(super) fn is_surely_there(key: &Object) -> bool {
    Str::check_exact(key) || Int::check_exact(key)
}

/// Have the dicts the same keys in the same order?
fn same_keys(a: &Dict, b: &Dict) -> PyResult<bool> {
    let (mut in_a, mut in_b) = (0, 0);
    loop {
        match (a.next(&mut in_a), b.next(&mut in_b)) {
            (Some((x, _)), Some((y, _))) => {
                if !protocol::compare_eq(&x, &y)? {
                    return Ok(false);
                }
            }
            (None, None) => return Ok(true),
            _ => return Ok(false),
        }
    }
}

pub(super) fn install() {
    PyODict_Type.fill(install_extended::<Dict, OrderedDict>);
    OrderedDict::install();
    ghosts::install();
}
