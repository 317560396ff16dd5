//! Calling objects as native code does, and asking mappings.

use pyston_object::call;
use pyston_object::prelude::*;

/// The arguments of a call from native code: a tuple, or `None` for no array at all.
fn array(args: &Object) -> PyResult<&[&Object]> {
    match args.downcast::<Tuple>() {
        Some(args) => Ok(args.as_slice()),
        None if args.is_none() => Ok(&[]),
        None => Err(raise!(TypeError, "args must be None or a tuple")),
    }
}

pub(super) struct Calls;

#[pymodule("_testcapi")]
impl Calls {
    #[function(args = "(func, args, /)")]
    fn pyobject_fastcall(func: &Object, args: &Object) -> PyResult {
        call::vectorcall(func, array(args)?, None)
    }

    #[function(args = "(func, args, kwargs, /)")]
    fn pyobject_fastcalldict(func: &Object, args: &Object, kwargs: &Object) -> PyResult {
        let args = array(args)?;
        let Some(kwargs) = kwargs.downcast::<Dict>() else {
            if kwargs.is_none() {
                return call::vectorcall(func, args, None);
            }
            return Err(raise!(TypeError, "kwnames must be None or a dict"));
        };
        let (names, values): (Vec<Py>, Vec<Py>) = kwargs.items().into_iter().unzip();
        let all: Vec<&Object> = args.iter().copied().chain(values.iter().map(|value| &**value)).collect();
        call::vectorcall(func, &all, Some(&*Tuple::from_vec(names)?))
    }

    #[function(args = "(func, args, kwnames, /)")]
    fn pyobject_vectorcall(func: &Object, args: &Object, kwnames: &Object) -> PyResult {
        let args = array(args)?;
        if kwnames.is_none() {
            return call::vectorcall(func, args, None);
        }
        let Some(names) = kwnames.downcast::<Tuple>() else {
            return Err(raise!(TypeError, "kwnames must be None or a tuple"));
        };
        if names.len() > args.len() {
            return Err(raise!(ValueError, "kwnames longer than args"));
        }
        call::vectorcall(func, args, Some(names))
    }

    /// A call by an object's own vectorcall function, which it must have.
    #[function(args = "(func, argstuple, kwargs=None, /)")]
    fn pyvectorcall_call(func: &Object, argstuple: &Object, kwargs: Option<&Object>) -> PyResult {
        let Some(args) = argstuple.downcast::<Tuple>() else {
            return Err(raise!(TypeError, "args must be a tuple"));
        };
        let kwargs = match kwargs {
            None => None,
            Some(kwargs) => Some(kwargs.downcast::<Dict>().ok_or_else(|| raise!(TypeError, "kwargs must be a dict"))?),
        };
        if call::vectorcall_function(func).is_none() {
            return Err(raise!(TypeError, "'{:.200}' object does not support vectorcall", func.type_name()));
        }
        let (names, values): (Vec<Py>, Vec<Py>) = kwargs.map(Dict::items).unwrap_or_default().into_iter().unzip();
        let all: Vec<&Object> = args.as_slice().iter().copied().chain(values.iter().map(|value| &**value)).collect();
        let names = if names.is_empty() { None } else { Some(Tuple::from_vec(names)?) };
        call::vectorcall(func, &all, names.as_deref())
    }

    /// As a `__get__`: drops the descriptor from its class, then shows whether it is alive.
    #[function(args = "(func, instance, owner, /)")]
    fn bad_get(func: &Object, instance: &Object, owner: &Object) -> PyResult<Py<Str>> {
        let _ = instance;
        drop(call::call(owner, &[])?);
        protocol::repr(func)
    }

    #[function(args = "(mapping, /)")]
    fn get_mapping_keys(mapping: &Object) -> PyResult<Py<List>> {
        protocol::mapping_list(mapping, name!("keys"))
    }

    #[function(args = "(mapping, /)")]
    fn get_mapping_values(mapping: &Object) -> PyResult<Py<List>> {
        protocol::mapping_list(mapping, name!("values"))
    }

    #[function(args = "(mapping, /)")]
    fn get_mapping_items(mapping: &Object) -> PyResult<Py<List>> {
        protocol::mapping_list(mapping, name!("items"))
    }
}
