//! What `await` accepts.

use pyston_object::abi::flags::CO_ITERABLE_COROUTINE;
use pyston_object::prelude::*;
use pyston_object::statics;

use crate::code::Code;
use crate::generator::{Kind, as_generator};

fn is_native(object: &Object) -> bool {
    as_generator(object).is_some_and(|inner| match inner.kind() {
        Kind::Coroutine => true,
        Kind::Generator => {
            inner.code().downcast::<Code>().is_some_and(|code| code.flags() & CO_ITERABLE_COROUTINE != 0)
        }
        Kind::AsyncGenerator => false,
    })
}

/// Has the object what `await` needs?
pub fn is_awaitable(object: &Object) -> bool {
    // SAFETY: the table belongs to the type.
    is_native(object) || unsafe { object.ty().tp().tp_as_async.as_ref() }.is_some_and(|table| table.am_await.is_some())
}

/// The iterator to drive for `await object`.
///
/// # Errors
/// `TypeError` if the object is not awaitable or `__await__` gives a wrong object.
pub fn get(object: &Object) -> PyResult {
    if is_native(object) {
        return Ok(object.new_ref());
    }
    // SAFETY: the table belongs to the type.
    let slot = unsafe { object.ty().tp().tp_as_async.as_ref() }.and_then(|table| table.am_await);
    let Some(slot) = slot else {
        return Err(raise!(TypeError, "object {:.100} can't be used in 'await' expression", object.type_name()));
    };
    // SAFETY: a slot called as CPython calls it.
    let iterator = unsafe { Py::<Object>::from_result(slot(object.as_ptr()))? };
    if is_native(&iterator) || iterator.ty() == &statics::PyCoro_Type {
        return Err(raise!(TypeError, "__await__() returned a coroutine"));
    }
    if !protocol::is_iterator(&iterator) {
        return Err(raise!(TypeError, "__await__() returned non-iterator of type '{:.100}'", iterator.type_name()));
    }
    Ok(iterator)
}
