//! `modsupport.h`: values from formats, and what modules are made of.

use std::ffi::{c_int, c_long};

use pyston_object::prelude::*;

use crate::build::{self, Sizes};
use crate::capi;
use crate::object::not_null;
use crate::text::CText;
use crate::va::VaList;

fn module(object: &Object) -> PyResult<&Module> {
    object.downcast().ok_or_else(|| raise!(TypeError, "PyModule_AddObject() needs module as first arg"))
}

capi! {
    variadic fn Py_BuildValue(format: CText<'_>; va) -> PyResult { build::value(format, va, Sizes::Int) }

    variadic fn _Py_BuildValue_SizeT(format: CText<'_>; va) -> PyResult { build::value(format, va, Sizes::Word) }

    fn Py_VaBuildValue(format: CText<'_>, va: &mut VaList) -> PyResult { build::value(format, va, Sizes::Int) }

    fn _Py_VaBuildValue_SizeT(format: CText<'_>, va: &mut VaList) -> PyResult { build::value(format, va, Sizes::Word) }

    /// Takes over the value if all goes well.
    fn PyModule_AddObject(object: &Object, name: CText<'_>, value: *mut pyston_object::abi::PyObject) -> PyResult<()> {
        let module = module(object)?;
        // SAFETY: null or a live object.
        let value = unsafe { Object::from_nullable(value) };
        let Some(value) = value else {
            return if errors::occurred() {
                Err(Raised)
            } else {
                Err(raise!(TypeError, "PyModule_AddObject() needs non-NULL value"))
            };
        };
        module.dict().set_str(&*name.intern()?, value.new_ref())?;
        // SAFETY: the caller's reference is ours now, and the dictionary has one of its own.
        drop(unsafe { Py::<Object>::from_owned(value.as_ptr()) });
        Ok(())
    }

    fn PyModule_AddIntConstant(object: &Object, name: CText<'_>, value: c_long) -> PyResult<()> {
        module(object)?.dict().set_str(&*name.intern()?, Int::from_i64(value)?.into_object())
    }

    fn PyModule_AddStringConstant(object: &Object, name: CText<'_>, value: CText<'_>) -> PyResult<()> {
        module(object)?.dict().set_str(&*name.intern()?, value.decode()?.into_object())
    }

    fn PyArg_ValidateKeywordArguments(kwargs: &Object) -> c_int {
        match kwargs.downcast::<Dict>() {
            Some(kwargs) if kwargs.keys().iter().all(|key| Str::check(key)) => 1,
            Some(_) => {
                let Raised = raise!(TypeError, "keywords must be strings");
                0
            }
            None => {
                let Raised = errors::bad_internal_call();
                0
            }
        }
    }

    /// Takes borrowed references to the items.
    variadic fn PyArg_UnpackTuple(args: &Object, name: CText<'_>, min: isize, max: isize; va) -> c_int {
        unpack(args, name, min, max, va).map_or(0, |()| 1)
    }
}

fn unpack(args: &Object, name: CText<'_>, min: isize, max: isize, va: &mut VaList) -> PyResult<()> {
    let Some(args) = not_null(Some(args))?.downcast::<Tuple>() else {
        return Err(raise!(SystemError, "PyArg_UnpackTuple() argument list is not a tuple"));
    };
    let name = name.name();
    let n = args.len() as isize;
    if n < min || n > max {
        let (bound, limit) = if n < min { ("at least ", min) } else { ("at most ", max) };
        let bound = if min == max { "" } else { bound };
        let plural = if limit == 1 { "" } else { "s" };
        return Err(match name {
            Some(name) => raise!(TypeError, "{name:.200} expected {bound}{limit} argument{plural}, got {n}"),
            None => raise!(TypeError, "unpacked tuple should have {bound}{limit} element{plural}, but has {n}"),
        });
    }
    for item in args.as_slice() {
        let place = va.arg::<*mut *mut pyston_object::abi::PyObject>();
        // SAFETY: C's caller gave a place for each item.
        unsafe { place.write(item.as_ptr()) }
    }
    Ok(())
}
