//! The wrapper of `functools.lru_cache`: results by arguments, the least recently used one thrown out.
//!
//! **Invariant**: the dict maps a key to its [`Link`]; `order` holds the same links in the order of use.
//! A link knows its place in `order`, or that it has none ([`NOWHERE`]): while Python code runs, the
//! cache may be cleared or filled by others, so that both are looked at anew afterwards. `order` is
//! never borrowed while code runs.

use std::cell::{Cell, RefCell};

use pyston_object::args::{FunctionName, Signature};
use pyston_object::call::{call, call_tuple};
use pyston_object::dict::hash_key;
use pyston_object::prelude::*;
use pyston_object::statics::{PyBaseObject_Type, PyMethod_Type};
use pyston_object::trace::{Dead, Trace, Visitor};
use pyston_object::{attr, heap_type, impl_trace};

use super::lru_order::{NOWHERE, Order};
use crate::arguments::is_callable;

/// One cached result.
#[pyclass(Link_Type = "functools._lru_list_elem")]
pub struct Link {
    key: Field,
    hash: Cell<isize>,
    result: Field,
    place: Cell<usize>,
}
impl_trace!(Link { key, result });

#[pytype(Link_Type, payload)]
impl Link {}

type PyLink = Py<Instance<Link>>;

/// How much is kept.
#[derive(Clone, Copy, PartialEq)]
enum Limit {
    Nothing,
    Entries(usize),
    Everything,
}

#[pyclass(
    LruCacheWrapper_Type = "functools._lru_cache_wrapper",
    flags(BASETYPE, METHOD_DESCRIPTOR),
    dict = dict,
    weaklist = weaklist
)]
pub struct LruCacheWrapper {
    func: Field,
    cache: Py<Dict>,
    order: RefCell<Order<PyLink>>,
    limit: Limit,
    typed: bool,
    hits: Cell<usize>,
    misses: Cell<usize>,
    cache_info_type: Field,
    /// Separates positional from keyword arguments in keys.
    keyword_mark: Py,
    dict: Field<Dict>,
    weaklist: WeakList,
}

impl Trace for LruCacheWrapper {
    fn trace(&self, visit: &mut Visitor<'_>) {
        self.func.trace(visit);
        self.cache.trace(visit);
        if let Ok(order) = self.order.try_borrow() {
            order.values().for_each(|link| link.trace(visit));
        }
        self.cache_info_type.trace(visit);
        self.dict.trace(visit);
    }
    fn clear(&self) {
        self.forget_all();
        self.func.clear();
        self.cache_info_type.clear();
        Field::clear(&self.dict);
    }
    fn take(&mut self, _: &mut Dead) {}
}

static NEW: Signature = Signature {
    function: FunctionName::Text("lru_cache"),
    parameters: &["user_function", "maxsize", "typed", "cache_info_type"],
    n_posonly: 0,
    n_positional: 4,
    n_required: 4,
    required_keywords: &[],
    early: &[],
};

/// A callable that remembers the results of another function.
///
/// user_function: the function to call for new arguments
/// maxsize: how many results to keep at most, 0 for none, None for no limit
/// typed: keep results for equal arguments of different types apart
/// cache_info_type: what cache_info() makes: called with hits, misses, maxsize and the current size
#[pytype(LruCacheWrapper_Type, payload)]
impl LruCacheWrapper {
    #[slot]
    fn tp_new(class: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
        let mut bound = [None; 4];
        NEW.bind_tuple(args, kwargs, &mut bound)?;
        let [Some(func), Some(maxsize), Some(typed), Some(cache_info_type)] = bound else {
            return Err(errors::bad_internal_call());
        };
        let typed = protocol::is_true(typed)?;
        if !is_callable(func) {
            return Err(raise!(TypeError, "the first argument must be callable"));
        }
        let payload = LruCacheWrapper {
            limit: read_limit(maxsize)?,
            func: Field::new(func.new_ref()),
            cache: Dict::new()?,
            order: RefCell::default(),
            typed,
            hits: Cell::new(0),
            misses: Cell::new(0),
            cache_info_type: Field::new(cache_info_type.new_ref()),
            keyword_mark: call(&PyBaseObject_Type, &[])?,
            dict: Field::empty(),
            weaklist: WeakList::new(),
        };
        Ok(Instance::new_as(class, payload)?.into_object())
    }

    #[slot]
    fn tp_call(this: &Instance<LruCacheWrapper>, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
        match this.limit {
            Limit::Nothing => this.compute(args, kwargs),
            Limit::Everything => this.call_unlimited(args, kwargs),
            Limit::Entries(limit) => this.call_limited(limit, args, kwargs),
        }
    }

    #[slot]
    fn tp_descr_get(this: &Object, instance: Option<&Object>, _owner: Option<&Object>) -> PyResult {
        match instance.filter(|instance| !instance.is_none()) {
            None => Ok(this.new_ref()),
            Some(instance) => call(&PyMethod_Type, &[this, instance]),
        }
    }

    /// Report the statistics of the cache.
    #[method(args = "($self, /)")]
    fn cache_info(this: &Instance<LruCacheWrapper>) -> PyResult {
        let Some(make) = this.cache_info_type.get() else { return Err(errors::bad_internal_call()) };
        let maxsize = match this.limit {
            Limit::Nothing => Some(0),
            Limit::Entries(limit) => Some(limit),
            Limit::Everything => None,
        };
        let parts =
            [this.hits.get().into_py()?, this.misses.get().into_py()?, maxsize.into_py()?, this.cache.len().into_py()?];
        pyston_object::call::call_owned(&make, parts.into())
    }

    /// Forget all results and statistics.
    #[method(args = "($self, /)")]
    fn cache_clear(this: &Instance<LruCacheWrapper>) {
        this.hits.set(0);
        this.misses.set(0);
        this.forget_all();
    }

    /// Pickled by the name of the function.
    #[method(args = "($self, /)")]
    fn __reduce__(this: &Object) -> PyResult {
        attr::getattr_str(this, name!("__qualname__"))
    }

    /// The wrapper itself.
    #[method]
    fn __copy__<'a>(this: &'a Object, args: Args<'_>) -> PyResult<&'a Object> {
        args.no_keywords("__copy__")?;
        Ok(this)
    }

    /// The wrapper itself.
    #[method]
    fn __deepcopy__<'a>(this: &'a Object, args: Args<'_>) -> PyResult<&'a Object> {
        args.no_keywords("__deepcopy__")?;
        Ok(this)
    }

    /// The wrapper's own attributes.
    #[getter("__dict__")]
    fn get_dict(this: &Object) -> PyResult {
        heap_type::generic_get_dict(this)
    }

    #[setter("__dict__")]
    fn set_dict(this: &Object, value: Option<&Object>) -> PyResult<()> {
        heap_type::generic_set_dict(this, value)
    }
}

fn read_limit(maxsize: &Object) -> PyResult<Limit> {
    if maxsize.is_none() {
        return Ok(Limit::Everything);
    }
    if !protocol::has_index(maxsize) {
        return Err(raise!(TypeError, "maxsize should be integer or None"));
    }
    Ok(match protocol::index_as_ssize_for(maxsize, Some(&exc::OverflowError))? {
        limit if limit <= 0 => Limit::Nothing,
        limit => Limit::Entries(limit as usize),
    })
}

impl LruCacheWrapper {
    /// Calls the function, which counts as a miss.
    fn compute(&self, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
        self.misses.set(self.misses.get() + 1);
        let Some(func) = self.func.get() else { return Err(errors::bad_internal_call()) };
        call_tuple(&func, args, kwargs)
    }

    fn hit(&self) {
        self.hits.set(self.hits.get() + 1);
    }

    fn call_unlimited(&self, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
        let key = self.key(args, kwargs)?;
        let hash = hash_key(&key)?;
        if let Some(result) = self.cache.get_with_hash(&key, hash)? {
            self.hit();
            return Ok(result);
        }
        let result = self.compute(args, kwargs)?;
        self.cache.set_with_hash(&key, hash, result.clone())?;
        Ok(result)
    }

    fn call_limited(&self, limit: usize, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
        let key = self.key(args, kwargs)?;
        let hash = hash_key(&key)?;
        if let Some(link) = self.find(&key, hash)? {
            self.unlink(&link);
            self.link_last(&link);
            self.hit();
            return link.result.get().ok_or_else(errors::bad_internal_call);
        }
        let result = self.compute(args, kwargs)?;
        // The call may have cached the same key; then everything is in order already.
        if self.find(&key, hash)?.is_some() {
            return Ok(result);
        }
        let oldest = if self.cache.len() < limit { None } else { self.oldest() };
        match oldest {
            None => self.insert(key, hash, &result)?,
            Some(oldest) => self.replace(&oldest, key, hash, &result)?,
        }
        Ok(result)
    }

    fn find(&self, key: &Object, hash: isize) -> PyResult<Option<PyLink>> {
        let found = self.cache.get_with_hash(key, hash)?;
        Ok(found.and_then(|link| link.downcast_into().ok()))
    }

    /// The link that is thrown out next.
    fn oldest(&self) -> Option<PyLink> {
        self.order.borrow().first().cloned()
    }

    fn insert(&self, key: Py, hash: isize, result: &Object) -> PyResult<()> {
        let link = Instance::new(Link {
            key: Field::new(key.clone()),
            hash: Cell::new(hash),
            result: Field::new(result.new_ref()),
            place: Cell::new(NOWHERE),
        })?;
        self.cache.set_with_hash(&key, hash, link.clone().into_object())?;
        self.link_last(&link);
        Ok(())
    }

    /// Uses the oldest link again for a new result.
    fn replace(&self, oldest: &PyLink, key: Py, hash: isize, result: &Object) -> PyResult<()> {
        self.unlink(oldest);
        let Some(old_key) = oldest.key.get() else { return Err(errors::bad_internal_call()) };
        match self.cache.remove_with_hash(&old_key, oldest.hash.get()) {
            Ok(Some(_)) => (),
            // The key was taken out while its equality was asked for: the link is an orphan.
            Ok(None) => return Ok(()),
            Err(raised) => {
                self.link_first(oldest);
                return Err(raised);
            }
        }
        let old = (oldest.key.replace(Some(key.clone())), oldest.result.replace(Some(result.new_ref())));
        oldest.hash.set(hash);
        // On failure the link stays an orphan.
        self.cache.set_with_hash(&key, hash, oldest.clone().into_object())?;
        self.link_last(oldest);
        drop(old);
        Ok(())
    }

    fn unlink(&self, link: &Instance<Link>) {
        let place = link.place.replace(NOWHERE);
        let removed = self.order.borrow_mut().remove(place);
        drop(removed);
    }

    fn link_last(&self, link: &PyLink) {
        let old = self.order.borrow_mut().remove(link.place.get());
        link.place.set(self.order.borrow_mut().push_last(link.clone()));
        drop(old);
    }

    fn link_first(&self, link: &PyLink) {
        link.place.set(self.order.borrow_mut().push_first(link.clone()));
    }

    fn forget_all(&self) {
        let order = self.order.take();
        order.values().for_each(|link| link.place.set(NOWHERE));
        Dict::clear(&self.cache);
        drop(order);
    }

    /// The key of a call: the arguments, keywords apart; a lone string or int stands for itself.
    fn key(&self, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
        let kwargs = kwargs.filter(|kwargs| !kwargs.is_empty());
        if !self.typed && kwargs.is_none() {
            if let [only] = args.as_slice()
                && (Str::check_exact(only) || Int::check_exact(only))
            {
                return Ok(only.new_ref());
            }
            return Ok(args.as_object().new_ref());
        }
        let mut parts: Vec<Py> = args.as_slice().iter().map(|arg| arg.new_ref()).collect();
        let items = kwargs.map(Dict::items).unwrap_or_default();
        if !items.is_empty() {
            parts.push(self.keyword_mark.clone());
            parts.extend(items.iter().flat_map(|(name, value)| [name.clone(), value.clone()]));
        }
        if self.typed {
            parts.extend(args.as_slice().iter().map(|arg| arg.ty().as_object().new_ref()));
            parts.extend(items.iter().map(|(_, value)| value.ty().as_object().new_ref()));
        }
        Ok(Tuple::from_vec(parts)?.into_object())
    }
}

/// Fills and completes the types.
pub(super) fn install() -> PyResult<()> {
    Link::install();
    LruCacheWrapper::install();
    pyston_object::ready::ready(&Link_Type)
}
