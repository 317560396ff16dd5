//! `OrderedDict.update`: items go in one by one, through `__setitem__`.

use pyston_object::attr::find_attr;
use pyston_object::call::call;
use pyston_object::prelude::*;

/// Takes items from `source` and then from `keywords`.
pub fn update(target: &Object, source: Option<&Object>, keywords: Vec<(Py, Py)>) -> PyResult<()> {
    if let Some(source) = source {
        add_source(target, source)?;
    }
    keywords.iter().try_for_each(|(name, value)| protocol::setitem(target, name, Some(value)))
}

fn add_source(target: &Object, source: &Object) -> PyResult<()> {
    if let Some(dict) = source.downcast_exact::<Dict>() {
        return dict.items().iter().try_for_each(|(key, value)| protocol::setitem(target, key, Some(value)));
    }
    if let Some(keys) = find_attr(source, name!("keys"))? {
        return protocol::for_each(&*call(&keys, &[])?, |key| {
            let value = protocol::getitem(source, &key)?;
            protocol::setitem(target, &key, Some(&value))
        });
    }
    match find_attr(source, name!("items"))? {
        Some(items) => add_pairs(target, &*call(&items, &[])?),
        None => add_pairs(target, source),
    }
}

fn add_pairs(target: &Object, pairs: &Object) -> PyResult<()> {
    protocol::for_each(pairs, |pair| {
        let parts = protocol::iter(&pair)?;
        let Some(key) = protocol::next(&parts)? else {
            return Err(raise!(ValueError, "need more than 0 values to unpack"));
        };
        let Some(value) = protocol::next(&parts)? else {
            return Err(raise!(ValueError, "need more than 1 value to unpack"));
        };
        if protocol::next(&parts)?.is_some() {
            return Err(raise!(ValueError, "too many values to unpack (expected 2)"));
        }
        protocol::setitem(target, &key, Some(&value))
    })
}
