//! `object` itself: making and initialising plain instances, and what every object can do by its
//! address or its size alone.

use pyston_abi::flags::Py_TPFLAGS_IS_ABSTRACT;
use pyston_abi::{PyObject, PyTypeObject, PyVarObject};

use crate::dict::Dict;
use crate::glue;
use crate::list::List;
use crate::protocol;
use crate::ptr::{Object, Py, PyResult};
use crate::str::Str;
use crate::tuple::Tuple;
use crate::ty::Type;
use crate::{alloc, call, heap_type, name, raise};

/// # Safety
/// The contract of `tp_new` and `tp_init`: a tuple, and a dict or null.
unsafe fn has_args(args: *mut PyObject, kwargs: *mut PyObject) -> bool {
    // SAFETY: the caller's promise.
    unsafe {
        let kwargs = Object::from_nullable(kwargs).map(|kwargs| kwargs.cast_unchecked::<Dict>());
        !Object::from_ptr(args).cast_unchecked::<Tuple>().is_empty() || kwargs.is_some_and(|kwargs| !kwargs.is_empty())
    }
}

fn has_object_new(ty: &Type) -> bool {
    ty.tp().tp_new.is_some_and(|new| new as usize == object_new as *const () as usize)
}

fn has_object_init(ty: &Type) -> bool {
    ty.tp().tp_init.is_some_and(|init| init as usize == object_init as *const () as usize)
}

/// `tp_new` of `object`. Arguments are an error unless a class overrides `__init__` alone.
///
/// # Safety
/// A slot.
pub unsafe extern "C" fn object_new(
    ty: *mut PyTypeObject,
    args: *mut PyObject,
    kwargs: *mut PyObject,
) -> *mut PyObject {
    // SAFETY: the slot's contract.
    unsafe { glue::ret(new_instance(crate::ptr::type_from_ptr(ty), has_args(args, kwargs))) }
}

fn new_instance(ty: &Type, has_args: bool) -> PyResult {
    if has_args && !has_object_new(ty) {
        return Err(raise!(TypeError, "object.__new__() takes exactly one argument (the type to instantiate)"));
    }
    if has_args && has_object_init(ty) {
        return Err(raise!(TypeError, "{:.200}() takes no arguments", ty.tp_name()));
    }
    if ty.has_flag(Py_TPFLAGS_IS_ABSTRACT) {
        let names: Py<List> = protocol::to_list(&*heap_type::abstract_methods(ty)?)?;
        call::call_method(&names, name!("sort"), &[])?;
        let mut joined = Vec::new();
        for (index, name) in names.to_vec().iter().enumerate() {
            let Some(text) = name.downcast::<Str>() else {
                return Err(raise!(
                    TypeError,
                    "sequence item {index}: expected str instance, {:.80} found",
                    name.type_name()
                ));
            };
            joined.push(text.to_string());
        }
        return Err(raise!(
            TypeError,
            "Can't instantiate abstract class {} with abstract methods {}",
            ty.tp_name(),
            joined.join(", ")
        ));
    }
    alloc::alloc(ty, 0)
}

/// `tp_init` of `object`. Arguments are an error unless a class overrides `__new__` alone.
///
/// # Safety
/// A slot.
pub unsafe extern "C" fn object_init(this: *mut PyObject, args: *mut PyObject, kwargs: *mut PyObject) -> i32 {
    // SAFETY: the slot's contract.
    let (ty, has_args) = unsafe { (Object::from_ptr(this).ty(), has_args(args, kwargs)) };
    glue::ret_status(check_init(ty, has_args))
}

fn check_init(ty: &Type, has_args: bool) -> PyResult<()> {
    if has_args && !has_object_init(ty) {
        return Err(raise!(TypeError, "object.__init__() takes exactly one argument (the instance to initialize)"));
    }
    if has_args && has_object_new(ty) {
        return Err(raise!(
            TypeError,
            "{:.200}.__init__() takes exactly one argument (the instance to initialize)",
            ty.tp_name()
        ));
    }
    Ok(())
}

/// `tp_dealloc` of `object`.
///
/// # Safety
/// A slot: `this` is a dead object without fields of its own.
pub unsafe extern "C" fn object_dealloc(this: *mut PyObject) {
    // SAFETY: the slot's contract.
    unsafe { alloc::free_object(this) }
}

/// `object.__sizeof__()`: the C struct with its items.
pub fn size_of(object: &Object) -> isize {
    let tp = object.ty().tp();
    if tp.tp_itemsize == 0 {
        return tp.tp_basicsize;
    }
    // SAFETY: types with items have a count of them.
    let items = unsafe { (*object.as_ptr().cast::<PyVarObject>()).ob_size };
    tp.tp_basicsize.wrapping_add(items.wrapping_mul(tp.tp_itemsize))
}

/// `type.__sizeof__()`.
pub fn type_size_of(ty: &Type) -> usize {
    let Some(heap) = ty.heap() else { return std::mem::size_of::<PyTypeObject>() };
    // SAFETY: the field owns a table of shared keys or is null; the reference is only borrowed.
    let keys =
        unsafe { crate::dict::SharedKeys::from_raw((*heap).ht_cached_keys.cast()).map(std::mem::ManuallyDrop::new) };
    std::mem::size_of::<pyston_abi::PyHeapTypeObject>() + keys.map_or(0, |keys| keys.byte_size())
}
