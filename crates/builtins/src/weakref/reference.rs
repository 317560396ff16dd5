//! `weakref`: a callable that gives the referent, or `None` when it is gone.

use std::mem::offset_of;

use pyston_abi::flags::{READONLY, T_OBJECT};
use pyston_abi::{PyMemberDef, PyWeakReference};
use pyston_object::glue::Table;
use pyston_object::prelude::*;
use pyston_object::statics::_PyWeakref_RefType;
use pyston_object::weakref::{self, WeakRef};

pub struct WeakRefType;

#[pytype(
    _PyWeakref_RefType,
    slots(tp_dealloc = weakref::dealloc, tp_traverse = weakref::traverse, tp_clear = weakref::clear)
)]
impl WeakRefType {
    /// Keyword arguments are for a subclass's `__init__` to take or refuse.
    #[slot]
    fn tp_new(class: &Type, args: &Tuple, _kwargs: Option<&Dict>) -> PyResult<Py<WeakRef>> {
        let (referent, callback) = constructor_arguments("__new__", args.as_slice())?;
        weakref::new_ref(referent, callback, class)
    }

    #[slot]
    fn tp_init(_this: &WeakRef, args: &Tuple, kwargs: Option<&Dict>) -> PyResult<()> {
        if kwargs.is_some_and(|kwargs| !kwargs.is_empty()) {
            return Err(raise!(TypeError, "ref() takes no keyword arguments"));
        }
        constructor_arguments("__init__", args.as_slice()).map(drop)
    }

    #[slot]
    fn tp_call(this: &WeakRef, args: &Tuple, kwargs: Option<&Dict>) -> PyResult<Option<Py>> {
        let n_given = args.len() + kwargs.map_or(0, Dict::len);
        if n_given > 0 {
            let kind = if args.is_empty() { "keyword arguments" } else { "arguments" };
            return Err(raise!(TypeError, "__call__() takes at most 0 {kind} ({n_given} given)"));
        }
        Ok(this.referent())
    }

    #[slot]
    fn tp_hash(this: &WeakRef) -> PyResult<isize> {
        if let Some(hash) = this.cached_hash() {
            return Ok(hash);
        }
        let Some(referent) = this.referent() else {
            return Err(raise!(TypeError, "weak object has gone away"));
        };
        let hash = protocol::hash(&referent)?;
        this.set_cached_hash(hash);
        Ok(hash)
    }

    /// Equal referents make equal references; once one is gone, only identity counts.
    #[slot]
    fn tp_richcompare(this: &WeakRef, other: &Object, op: CompareOp) -> PyResult {
        let Some(other) = weakref::as_weakref(other).filter(|_| matches!(op, CompareOp::Eq | CompareOp::Ne)) else {
            return Ok(singletons::py_not_implemented());
        };
        match (this.referent(), other.referent()) {
            (Some(a), Some(b)) => protocol::compare(&a, &b, op),
            _ => Ok(singletons::py_bool(this.is(other) == (op == CompareOp::Eq))),
        }
    }

    #[slot]
    fn tp_repr(this: &WeakRef) -> PyResult<String> {
        let address = this.as_ptr();
        let Some(referent) = this.referent() else { return Ok(format!("<weakref at {address:p}; dead>")) };
        let head = format!("<weakref at {address:p}; to '{}' at {:p}", referent.ty().tp_name(), referent.as_ptr());
        let name = pyston_object::attr::find_attr(&referent, name!("__name__"))?;
        Ok(match name.as_ref().and_then(|name| name.downcast::<Str>()) {
            Some(name) => format!("{head} ({name})>"),
            None => format!("{head}>"),
        })
    }
}

/// One or two positional arguments: the referent and the callback.
fn constructor_arguments<'a>(method: &str, args: &[&'a Object]) -> PyResult<(&'a Object, Option<&'a Object>)> {
    match args {
        [referent] => Ok((referent, None)),
        [referent, callback] => Ok((referent, Some(callback))),
        [] => Err(raise!(TypeError, "{method} expected at least 1 argument, got 0")),
        _ => Err(raise!(TypeError, "{method} expected at most 2 arguments, got {}", args.len())),
    }
}

static MEMBERS: Table<[PyMemberDef; 2]> = Table([
    PyMemberDef {
        name: c"__callback__".as_ptr(),
        r#type: T_OBJECT,
        offset: offset_of!(PyWeakReference, wr_callback) as isize,
        flags: READONLY,
        doc: std::ptr::null(),
    },
    PyMemberDef { name: std::ptr::null(), r#type: 0, offset: 0, flags: 0, doc: std::ptr::null() },
]);

pub(super) fn install_members() {
    _PyWeakref_RefType.fill(|raw| raw.tp_members = std::ptr::from_ref(&MEMBERS.0).cast_mut().cast());
}
