//! Calling a type, and `type.__new__`.

use pyston_abi::{PyObject, PyTypeObject, newfunc};

use crate::dict::Dict;
use crate::glue;
use crate::ptr::{Layout, Object, Py, PyResult};
use crate::statics::PyType_Type;
use crate::str::Str;
use crate::tuple::Tuple;
use crate::ty::Type;
use crate::{call, raise};

/// What `tp_new` of the type gives, without `__init__`; `None` for a type that has none.
pub fn call_new(ty: &Type, args: &Tuple, kwargs: Option<&Dict>) -> Option<PyResult> {
    let new = ty.tp().tp_new?;
    let kwargs = kwargs.map_or(std::ptr::null_mut(), |kwargs| kwargs.as_ptr());
    // SAFETY: a slot called as CPython calls it.
    Some(unsafe { call::check_result(Some(ty), new(ty.raw(), args.as_ptr(), kwargs)) })
}

/// `type.__new__(metatype, *args, **kwargs)`: what the constructor of a native metatype begins with.
pub fn new_type(metatype: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult<Py<Type>> {
    let made = parse_new(metatype, args, kwargs)?;
    made.downcast_into().map_err(|other| {
        raise!(TypeError, "{:.100}.__new__() gave a '{:.100}' object", metatype.tp_name(), other.type_name())
    })
}

/// `ty(*args, **kwargs)`: `__new__`, then `__init__` if it gave an instance.
pub fn call_type(ty: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
    let Some(new) = ty.tp().tp_new else {
        return Err(raise!(TypeError, "cannot create '{:.100}' instances", ty.tp_name()));
    };
    let kwargs_ptr = kwargs.map_or(std::ptr::null_mut(), |kwargs| kwargs.as_ptr());
    // SAFETY: slots called as CPython calls them.
    unsafe {
        let object = call::check_result(Some(ty), new(ty.raw(), args.as_ptr(), kwargs_ptr))?;
        // `type(x)` gives the type of x, which is not to be initialised.
        if ty == &PyType_Type && args.len() == 1 && kwargs.is_none_or(Dict::is_empty) {
            return Ok(object);
        }
        if object.is_instance_of(ty)
            && let Some(init) = object.ty().tp().tp_init
        {
            glue::status(init(object.as_ptr(), args.as_ptr(), kwargs_ptr))?;
        }
        Ok(object)
    }
}

/// `tp_call` of `type`.
///
/// # Safety
/// A slot.
pub unsafe extern "C" fn type_call(ty: *mut PyObject, args: *mut PyObject, kwargs: *mut PyObject) -> *mut PyObject {
    // SAFETY: the slot's contract: a type, a tuple, a dict or null.
    unsafe {
        let args = Object::from_ptr(args).cast_unchecked::<Tuple>();
        let kwargs = Object::from_nullable(kwargs).map(|kwargs| kwargs.cast_unchecked::<Dict>());
        glue::ret(call_type(crate::ptr::type_from_ptr(ty.cast()), args, kwargs))
    }
}

/// `tp_new` of `type`.
///
/// # Safety
/// A slot.
pub unsafe extern "C" fn type_new(ty: *mut PyTypeObject, args: *mut PyObject, kwargs: *mut PyObject) -> *mut PyObject {
    // SAFETY: the slot's contract: a type, a tuple, a dict or null.
    unsafe {
        let args = Object::from_ptr(args).cast_unchecked::<Tuple>();
        let kwargs = Object::from_nullable(kwargs).map(|kwargs| kwargs.cast_unchecked::<Dict>());
        glue::ret(parse_new(crate::ptr::type_from_ptr(ty), args, kwargs))
    }
}

pub(super) fn is_type_new(new: newfunc) -> bool {
    std::ptr::fn_addr_eq(new, type_new as newfunc)
}

fn parse_new(metatype: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
    if metatype == &PyType_Type {
        if args.len() == 1 && kwargs.is_none_or(Dict::is_empty) {
            return Ok(args.as_slice()[0].ty().new_ref().into_object());
        }
        if args.len() != 3 {
            return Err(raise!(TypeError, "type() takes 1 or 3 arguments"));
        }
    }
    let &[name, bases, namespace] = args.as_slice() else {
        return Err(raise!(TypeError, "type.__new__() takes exactly 3 arguments ({} given)", args.len()));
    };
    let wrong = |index: usize, expected: &str, got: &Object| {
        let got = if got.is_none() { "None".into() } else { got.type_name() };
        raise!(TypeError, "type.__new__() argument {index} must be {expected}, not {got:.50}")
    };
    let Some(name) = name.downcast::<Str>() else { return Err(wrong(1, "str", name)) };
    let Some(bases) = bases.downcast::<Tuple>() else { return Err(wrong(2, "tuple", bases)) };
    let Some(namespace) = namespace.downcast::<Dict>() else { return Err(wrong(3, "dict", namespace)) };
    let name: Py<Str> = name.new_ref();
    super::new_heap_type(metatype, &name, bases, namespace, args, kwargs)
}
