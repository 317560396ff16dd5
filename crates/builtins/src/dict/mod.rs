//! `dict`: its methods, views, iterators, and `mappingproxy`.
//!
//! The table and its operations are in `pyston_object::dict`; here is what Python sees of them.

mod iterators;
mod proxy;
mod views;

pub use iterators::{
    ItemIterator, KeyIterator, ReverseItemIterator, ReverseKeyIterator, ReverseValueIterator, ValueIterator,
};
use pyston_object::dict;
use pyston_object::prelude::*;
use pyston_object::statics::PyDict_Type;
pub use views::{ItemsView, KeysView, ValuesView};

pub use self::proxy::MappingProxy;

static WATCHER: GilCell<Option<fn(&Dict) -> PyResult<()>>> = GilCell::new(None);

/// Has `watcher` called before a method of `dict` itself takes a key out of an instance of a subclass or
/// adds one.
pub fn watch_keys(watcher: fn(&Dict) -> PyResult<()>) {
    WATCHER.set(Some(watcher));
}

fn tell_of_change(dict: &Dict) -> PyResult<()> {
    match WATCHER.get() {
        Some(watcher) if !Dict::check_exact(dict) => watcher(dict),
        _ => Ok(()),
    }
}

pub struct DictType;

/// dict() -> an empty dictionary
/// dict(mapping) -> a dictionary with the keys and values of a mapping
/// dict(iterable) -> a dictionary filled from pairs, the later ones overriding,
///     as by:
///     d = {}
///     for k, v in iterable:
///         d[k] = v
/// dict(**kwargs) -> a dictionary with the keyword arguments as its items,
///     for example: dict(one=1, two=2)
#[pytype(PyDict_Type, slots(
    tp_dealloc = dict::dealloc,
    tp_traverse = dict::traverse,
    tp_clear = dict::clear,
    tp_getattro = pyston_object::attr::generic_getattr,
    tp_hash = protocol::hash_not_implemented
))]
impl DictType {
    #[slot]
    fn tp_new(class: &Type, _args: &Tuple, _kwargs: Option<&Dict>) -> PyResult<Py<Dict>> {
        Dict::new_as(class)
    }

    #[slot]
    fn tp_init(this: &Dict, args: &Tuple, kwargs: Option<&Dict>) -> PyResult<()> {
        tell_of_change(this)?;
        if let Some(source) = at_most_one("dict", args.as_slice())? {
            this.update(source)?;
        }
        let Some(kwargs) = kwargs else { return Ok(()) };
        let mut position = 0;
        while let Some((name, _)) = kwargs.next(&mut position) {
            check_keyword(&name)?;
        }
        this.merge(kwargs, true)
    }

    #[slot]
    fn tp_repr(this: &Dict) -> PyResult<Py<Str>> {
        let Some(_guard) = protocol::enter_repr(this)? else { return Str::new("{...}") };
        let mut text = StrBuilder::new();
        text.push_str("{");
        let mut position = 0;
        let mut is_first = true;
        while let Some((key, value)) = this.next(&mut position) {
            if !std::mem::take(&mut is_first) {
                text.push_str(", ");
            }
            text.push_py(&*protocol::repr(&key)?);
            text.push_str(": ");
            text.push_py(&*protocol::repr(&value)?);
        }
        text.push_str("}");
        text.finish()
    }

    #[slot]
    fn tp_richcompare(this: &Dict, other: &Object, op: CompareOp) -> PyResult {
        let Some(other) = other.downcast::<Dict>() else { return Ok(singletons::py_not_implemented()) };
        match op {
            CompareOp::Eq => this.equals(other)?.into_py(),
            CompareOp::Ne => (!this.equals(other)?).into_py(),
            _ => Ok(singletons::py_not_implemented()),
        }
    }

    #[slot]
    fn tp_iter(this: &Dict) -> PyResult<Py<Instance<KeyIterator>>> {
        KeyIterator::over(this)
    }

    #[slot]
    fn mp_length(this: &Dict) -> usize {
        this.len()
    }

    #[slot]
    fn mp_subscript(this: &Dict, key: &Object) -> PyResult {
        subscript(this, key)
    }

    #[slot]
    fn mp_ass_subscript(this: &Dict, key: &Object, value: Option<&Object>) -> PyResult<()> {
        match value {
            Some(value) => {
                tell_of_change(this)?;
                this.set(key, value.new_ref())
            }
            None => {
                tell_of_change(this)?;
                this.remove(key)?.map(drop).ok_or_else(|| errors::key_error(key))
            }
        }
    }

    #[slot]
    fn sq_contains(this: &Dict, key: &Object) -> PyResult<bool> {
        this.contains(key)
    }

    /// True if the dictionary has the specified key, else False.
    #[method("($self, key, /)")]
    fn __contains__(this: &Dict, key: &Object) -> PyResult<bool> {
        this.contains(key)
    }

    /// x.__getitem__(y) is the same as x[y].
    #[method(args = "($self, key, /)")]
    fn __getitem__(this: &Dict, key: &Object) -> PyResult {
        subscript(this, key)
    }

    /// D.__sizeof__() -> bytes that D takes in memory
    #[method(args = "($self, /)")]
    fn __sizeof__(this: &Dict) -> usize {
        this.ty().tp().tp_basicsize as usize + this.extra_size()
    }

    /// The value of the key, or the default if the key is missing.
    #[method("($self, key, default=None, /)")]
    fn get(this: &Dict, key: &Object, default: &Object) -> PyResult {
        Ok(this.get(key)?.unwrap_or_else(|| default.new_ref()))
    }

    /// The value of the key; a missing key is inserted with the default first.
    #[method("($self, key, default=None, /)")]
    fn setdefault(this: &Dict, key: &Object, default: &Object) -> PyResult {
        tell_of_change(this)?;
        this.setdefault(key, default)
    }

    /// D.pop(k[,d]) -> v, which is removed with its key.
    /// For a missing key it gives d, or raises KeyError if there is no d.
    #[method(args = "($self, key, default=<none>, /)")]
    fn pop(this: &Dict, key: &Object, default: Option<&Object>) -> PyResult {
        tell_of_change(this)?;
        match (this.pop(key)?, default) {
            (Some(value), _) => Ok(value),
            (None, Some(default)) => Ok(default.new_ref()),
            (None, None) => Err(errors::key_error(key)),
        }
    }

    /// Remove the item that was inserted last and return it as a (key, value) pair.
    ///
    /// Raises KeyError if the dict is empty.
    #[method("($self, /)")]
    fn popitem(this: &Dict) -> PyResult<(Py, Py)> {
        tell_of_change(this)?;
        this.pop_last()?.ok_or_else(|| raise!(KeyError, "popitem(): dictionary is empty"))
    }

    /// D.keys() -> a view of D's keys, which acts like a set
    #[method(args = "($self, /)")]
    fn keys(this: &Dict) -> PyResult<Py<Instance<KeysView>>> {
        KeysView::of(this)
    }

    /// D.items() -> a view of D's items, which acts like a set
    #[method(args = "($self, /)")]
    fn items(this: &Dict) -> PyResult<Py<Instance<ItemsView>>> {
        ItemsView::of(this)
    }

    /// D.values() -> a view of D's values
    #[method(args = "($self, /)")]
    fn values(this: &Dict) -> PyResult<Py<Instance<ValuesView>>> {
        ValuesView::of(this)
    }

    /// D.update([E, ]**F) -> None.  Take items from E and then from F.
    /// E is a mapping (an object with a method keys()) or an iterable of pairs;
    /// what it and F bring replaces the values of keys that D has already.
    #[method]
    fn update(this: &Dict, args: Args) -> PyResult<()> {
        let _level = match args.names {
            [] => None,
            _ => Some(pyston_object::tstate::enter_varargs()?),
        };
        tell_of_change(this)?;
        if let Some(source) = at_most_one("update", args.positional)? {
            this.update(source)?;
        }
        args.names.iter().try_for_each(|name| check_keyword(name))?;
        if !args.names.is_empty() {
            this.reserve_for_merge(args.names.len())?;
        }
        args.keywords().try_for_each(|(name, value)| this.set(name, value.new_ref()))
    }

    /// Create a dictionary with the keys of the iterable, all with the same value.
    #[classmethod("($type, iterable, value=None, /)")]
    fn fromkeys(class: &Type, iterable: &Object, value: &Object) -> PyResult {
        let made = pyston_object::call::call(class, &[])?;
        if let Some(dict) = made.downcast_exact::<Dict>() {
            dict.fill_from_keys(iterable, value)?;
        } else {
            protocol::for_each(iterable, |key| protocol::setitem(&made, &key, Some(value)))?;
        }
        Ok(made)
    }

    /// D.clear() -> None.  Remove all items.
    #[method(args = "($self, /)")]
    fn clear(this: &Dict) {
        this.clear();
    }

    /// D.copy() -> a new dictionary with the items of D
    #[method(args = "($self, /)")]
    fn copy(this: &Dict) -> PyResult<Py<Dict>> {
        this.copy()
    }

    /// An iterator over the keys, from the last to the first.
    #[method("($self, /)")]
    fn __reversed__(this: &Dict) -> PyResult<Py<Instance<ReverseKeyIterator>>> {
        ReverseKeyIterator::over(this)
    }
}

/// `dict[key]`; a subclass may supply missing values.
fn subscript(this: &Dict, key: &Object) -> PyResult {
    if let Some(value) = this.get(key)? {
        return Ok(value);
    }
    if !Dict::check_exact(this)
        && let Some(value) = pyston_object::call::call_special(this, name!("__missing__"), &[key])?
    {
        return Ok(value);
    }
    Err(errors::key_error(key))
}

/// The only positional argument, if there is one.
pub(crate) fn at_most_one<'a>(function: &str, args: &[&'a Object]) -> PyResult<Option<&'a Object>> {
    match args {
        [] => Ok(None),
        [only] => Ok(Some(only)),
        _ => Err(raise!(TypeError, "{function} expected at most 1 argument, got {}", args.len())),
    }
}

fn check_keyword(name: &Object) -> PyResult<()> {
    if Str::check(name) { Ok(()) } else { Err(raise!(TypeError, "keywords must be strings")) }
}

/// The built-in function `iter`, by which iterators are pickled.
pub(crate) fn iter_function() -> PyResult {
    let builtins = pyston_object::hooks::import("builtins")?;
    pyston_object::attr::getattr_str(&builtins, name!("iter"))
}

pub fn install() {
    DictType::install();
    views::install();
    iterators::install();
    MappingProxy::install();
}

/// The types that this module declares beside those of `pyston_object::statics`.
pub fn types() -> [&'static Type; 6] {
    iterators::types()
}
