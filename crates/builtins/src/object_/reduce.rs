//! `__reduce__` and `__reduce_ex__`: how pickle and copy take an object apart.

use pyston_object::call::{call, call_method, call_tuple};
use pyston_object::prelude::*;
use pyston_object::statics::PyBaseObject_Type;
use pyston_object::{attr, hooks};

/// `object.__reduce_ex__(protocol)`: an overridden `__reduce__` goes first.
pub(super) fn reduce_ex(object: &Object, protocol: i32) -> PyResult {
    let name = name!("__reduce__");
    if let Some(reduce) = attr::find_attr(object, name)? {
        let of_class = attr::getattr_str(object.ty(), name)?;
        let default = match PyBaseObject_Type.dict() {
            Some(dict) => dict.get_str(name)?,
            None => None,
        };
        if !default.is_some_and(|default| default.is(&*of_class)) {
            return call(&reduce, &[]);
        }
    }
    common_reduce(object, protocol)
}

pub(super) fn common_reduce(object: &Object, protocol: i32) -> PyResult {
    if protocol >= 2 {
        return reduce_newobj(object);
    }
    let copyreg = hooks::import("copyreg")?;
    call_method(&copyreg, name!("_reduce_ex"), &[object, &*Int::from_i64(protocol.into())?])
}

fn cannot_pickle(object: &Object) -> Raised {
    raise!(TypeError, "cannot pickle '{:.200}' object", object.type_name())
}

/// Protocol 2 and later: `(copyreg.__newobj__, (cls, *args), state, list items, dict items)`.
fn reduce_newobj(object: &Object) -> PyResult {
    if object.ty().tp().tp_new.is_none() {
        return Err(cannot_pickle(object));
    }
    let (args, kwargs) = new_arguments(object)?;
    let copyreg = hooks::import("copyreg")?;
    let class = object.ty().new_ref();
    let (constructor, new_args) = match (&args, &kwargs) {
        (_, None) => (name!("__newobj__"), class_and(&class, args.as_deref())?),
        (_, Some(kwargs)) if kwargs.is_empty() => (name!("__newobj__"), class_and(&class, args.as_deref())?),
        (Some(args), Some(kwargs)) => {
            let all = Tuple::from_slice(&[&class, args, kwargs])?;
            (name!("__newobj_ex__"), all)
        }
        (None, Some(_)) => return Err(errors::bad_internal_call()),
    };
    let constructor = attr::getattr_str(&copyreg, constructor)?;
    let is_required = args.is_none() && !List::check(object) && !Dict::check(object);
    let state = state(object, is_required)?;
    let list_items = if List::check(object) { Some(protocol::iter(object)?) } else { None };
    let dict_items =
        if Dict::check(object) { Some(protocol::iter(&*call_method(object, name!("items"), &[])?)?) } else { None };
    (constructor, new_args, state, list_items, dict_items).into_py()
}

fn class_and(class: &Type, args: Option<&Tuple>) -> PyResult<Py<Tuple>> {
    let mut all: Vec<&Object> = vec![class];
    all.extend(args.map(Tuple::as_slice).unwrap_or_default());
    Tuple::from_slice(&all)
}

/// What `__getnewargs_ex__` or `__getnewargs__` say that `__new__` needs.
fn new_arguments(object: &Object) -> PyResult<(Option<Py<Tuple>>, Option<Py<Dict>>)> {
    if let Some(method) = attr::lookup_special(object, name!("__getnewargs_ex__"))? {
        let result = call(&method, &[])?;
        let Some(pair) = result.downcast::<Tuple>() else {
            let given = result.type_name();
            return Err(raise!(TypeError, "__getnewargs_ex__ should return a tuple, not '{given:.200}'"));
        };
        let &[args, kwargs] = pair.as_slice() else {
            return Err(raise!(ValueError, "__getnewargs_ex__ should return a tuple of length 2, not {}", pair.len()));
        };
        let Some(args) = args.downcast::<Tuple>() else {
            return Err(raise!(
                TypeError,
                "first item of the tuple returned by __getnewargs_ex__ must be a tuple, not '{:.200}'",
                args.type_name()
            ));
        };
        let Some(kwargs) = kwargs.downcast::<Dict>() else {
            return Err(raise!(
                TypeError,
                "second item of the tuple returned by __getnewargs_ex__ must be a dict, not '{:.200}'",
                kwargs.type_name()
            ));
        };
        return Ok((Some(args.new_ref()), Some(kwargs.new_ref())));
    }
    let Some(method) = attr::lookup_special(object, name!("__getnewargs__"))? else { return Ok((None, None)) };
    let result = call(&method, &[])?;
    match result.downcast_into::<Tuple>() {
        Ok(args) => Ok((Some(args), None)),
        Err(other) => Err(raise!(TypeError, "__getnewargs__ should return a tuple, not '{:.200}'", other.type_name())),
    }
}

/// `__getstate__()`, or the dictionary and the `__slots__` of the object. `is_required`: nothing else
/// restores the object, so state that Python cannot see must not exist.
fn state(object: &Object, is_required: bool) -> PyResult {
    if let Some(getstate) = attr::find_attr(object, name!("__getstate__"))? {
        return call_tuple(&getstate, &Tuple::empty(), None);
    }
    if is_required && object.ty().tp().tp_itemsize != 0 {
        return Err(cannot_pickle(object));
    }
    // An empty dictionary is no state.
    let dict = attr::instance_dict(object)?.filter(|dict| !dict.is_empty());
    let state = dict.map_or_else(singletons::py_none, Py::into_object);
    let names = slot_names(object.ty())?;
    let n_names = names.as_ref().map_or(0, |names| names.len());
    if is_required && has_hidden_state(object.ty(), n_names) {
        return Err(cannot_pickle(object));
    }
    let Some(names) = names.filter(|names| !names.is_empty()) else { return Ok(state) };
    let slots = Dict::new()?;
    for index in 0..n_names {
        // The list is kept in the class, where other code reaches it.
        let name = names.get(index).filter(|_| names.len() == n_names);
        let Some(name) = name else {
            return Err(raise!(RuntimeError, "__slotnames__ changed size during iteration"));
        };
        let value = match name.downcast::<Str>() {
            Some(name) => attr::find_attr(object, name)?,
            None => errors::catch(attr::getattr(object, &name), &exc::AttributeError)?,
        };
        if let Some(value) = value {
            slots.set(&name, value)?;
        }
    }
    if slots.is_empty() { Ok(state) } else { (state, slots).into_py() }
}

/// Are the instances larger than what Python sees of them?
fn has_hidden_state(ty: &Type, n_slots: usize) -> bool {
    const WORD: isize = size_of::<usize>() as isize;
    let tp = ty.tp();
    let mut visible = PyBaseObject_Type.tp().tp_basicsize + WORD * n_slots as isize;
    if tp.tp_dictoffset != 0 {
        visible += WORD;
    }
    if tp.tp_weaklistoffset != 0 {
        visible += WORD;
    }
    tp.tp_basicsize > visible
}

/// The names of all `__slots__` of a class and its bases, which `copyreg` collects and caches.
fn slot_names(ty: &Type) -> PyResult<Option<Py<List>>> {
    let own = match ty.dict() {
        Some(dict) => dict.get_str(name!("__slotnames__"))?,
        None => None,
    };
    if let Some(names) = own {
        if names.is_none() {
            return Ok(None);
        }
        return names.downcast_into::<List>().map(Some).map_err(|other| {
            raise!(
                TypeError,
                "{:.200}.__slotnames__ should be a list or None, not {:.200}",
                ty.tp_name(),
                other.type_name()
            )
        });
    }
    let copyreg = hooks::import("copyreg")?;
    let names = call_method(&copyreg, name!("_slotnames"), &[ty])?;
    if names.is_none() {
        return Ok(None);
    }
    let wrong = |_| raise!(TypeError, "copyreg._slotnames didn't return a list or None");
    names.downcast_into::<List>().map(Some).map_err(wrong)
}
