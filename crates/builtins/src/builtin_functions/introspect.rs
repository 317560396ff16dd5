//! `dir`, `vars`, `iter`, `next`, `getattr`: functions with optional arguments about one object.

use pyston_object::prelude::*;
use pyston_object::{attr, call, hooks};

use crate::arguments::check_count;
use crate::iterators::CallableIterator;
use crate::list::sort::sort;

pub fn dir(args: Args<'_>) -> PyResult {
    let _level = args.positional.first().map(|_| pyston_object::tstate::enter_varargs()).transpose()?;
    args.no_keywords("dir")?;
    check_count(args.positional.len(), "dir", 0, 1)?;
    let names = match args.positional.first() {
        None => {
            let locals = (hooks::get().current_locals)()?;
            protocol::mapping_list(&locals, name!("keys"))?
        }
        Some(object) => {
            let Some(method) = attr::lookup_special(object, name!("__dir__"))? else {
                return Err(raise!(TypeError, "object does not provide __dir__"));
            };
            protocol::to_list(&*call::call(&method, &[])?)?
        }
    };
    sort(&names, None, false)?;
    Ok(names.into_object())
}

pub fn vars(args: Args<'_>) -> PyResult {
    let _level = pyston_object::tstate::enter_varargs()?;
    args.no_keywords("vars")?;
    check_count(args.positional.len(), "vars", 0, 1)?;
    let Some(object) = args.positional.first() else { return (hooks::get().current_locals)() };
    attr::find_attr(object, name!("__dict__"))?
        .ok_or_else(|| raise!(TypeError, "vars() argument must have __dict__ attribute"))
}

pub fn iter(args: Args<'_>) -> PyResult {
    args.no_keywords("iter")?;
    check_count(args.positional.len(), "iter", 1, 2)?;
    match args.positional {
        [callable, sentinel] => {
            if !is_callable(callable) {
                return Err(raise!(TypeError, "iter(v, w): v must be callable"));
            }
            CallableIterator::over(callable, sentinel)
        }
        all => protocol::iter(all[0]),
    }
}

pub fn is_callable(object: &Object) -> bool {
    object.ty().tp().tp_call.is_some()
}

pub fn next(args: Args<'_>) -> PyResult {
    args.no_keywords("next")?;
    check_count(args.positional.len(), "next", 1, 2)?;
    match (protocol::next_or_raise(args.positional[0]), args.positional.get(1)) {
        (Err(raised), Some(default)) if raised.is(&exc::StopIteration) => {
            raised.clear();
            Ok(default.new_ref())
        }
        (result, _) => result,
    }
}

fn attribute_name<'a>(name: &'a Object, function: &str) -> PyResult<&'a Str> {
    name.downcast().ok_or_else(|| raise!(TypeError, "{function}(): attribute name must be string"))
}

pub fn getattr(args: Args<'_>) -> PyResult {
    args.no_keywords("getattr")?;
    check_count(args.positional.len(), "getattr", 2, 3)?;
    let name = attribute_name(args.positional[1], "getattr")?;
    match args.positional.get(2) {
        None => attr::getattr_str(args.positional[0], name),
        Some(default) => Ok(attr::find_attr(args.positional[0], name)?.unwrap_or_else(|| default.new_ref())),
    }
}

pub fn hasattr(object: &Object, name: &Object) -> PyResult<bool> {
    Ok(attr::find_attr(object, attribute_name(name, "hasattr")?)?.is_some())
}
