//! `_count_elements`: the loop of `collections.Counter`.

use pyston_object::attr::{getattr_str, type_lookup};
use pyston_object::call::call;
use pyston_object::dict::hash_key;
use pyston_object::prelude::*;
use pyston_object::protocol::{BinaryOp, binary_op};
use pyston_object::statics::PyDict_Type;

pub fn count_elements(mapping: &Object, iterable: &Object) -> PyResult<()> {
    let iterator = protocol::iter(iterable)?;
    let one = Int::from_i64(1)?.into_object();
    match mapping.downcast::<Dict>().filter(|_| acts_as_dict(mapping)) {
        Some(dict) => {
            while let Some(key) = protocol::next(&iterator)? {
                let hash = hash_key(&key)?;
                let count = match dict.get_with_hash(&key, hash)? {
                    Some(count) => binary_op(&count, &one, BinaryOp::Add)?,
                    None => one.clone(),
                };
                dict.set_with_hash(&key, hash, count)?;
            }
        }
        None => {
            let get = getattr_str(mapping, name!("get"))?;
            let zero = Int::from_i64(0)?;
            while let Some(key) = protocol::next(&iterator)? {
                let count = call(&get, &[&key, &zero])?;
                let count = binary_op(&count, &one, BinaryOp::Add)?;
                protocol::setitem(mapping, &key, Some(&count))?;
            }
        }
    }
    Ok(())
}

/// Are `get` and `__setitem__` those of `dict`?
fn acts_as_dict(mapping: &Object) -> bool {
    [name!("get"), name!("__setitem__")].into_iter().all(|name| {
        match (type_lookup(mapping.ty(), name), type_lookup(&PyDict_Type, name)) {
            (Some(own), Some(plain)) => own.is(&*plain),
            _ => false,
        }
    })
}
