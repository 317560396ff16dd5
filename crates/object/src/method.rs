//! Bound methods: a callable with its first argument, and the pair for functions of C code that are
//! to be bound like Python functions.

use pyston_abi::flags::PY_VECTORCALL_ARGUMENTS_OFFSET;
use pyston_abi::{PyInstanceMethodObject, PyMethodObject, PyObject};

use crate::ptr::{Layout, Object, Py, PyResult};
use crate::tuple::Tuple;
use crate::{alloc, call, glue, object_layout, owned_fields};

object_layout! {
    /// A bound method.
    BoundMethod = PyMethodObject, crate::statics::PyMethod_Type
}
object_layout! {
    /// A callable that binds to instances.
    InstanceMethod = PyInstanceMethodObject, crate::statics::PyInstanceMethod_Type
}

owned_fields!(BoundMethod, 2, essential 2, [im_func, im_self]);
owned_fields!(InstanceMethod, 1, essential 1, [func]);

impl BoundMethod {
    /// `function` with `this` as its first argument.
    pub fn new(function: &Object, this: &Object) -> PyResult<Py<BoundMethod>> {
        // SAFETY: all fields are set.
        unsafe {
            alloc::new_object(&crate::statics::PyMethod_Type, |method: &BoundMethod| {
                let raw = &mut *method.raw();
                raw.im_func = function.new_ref().into_ptr();
                raw.im_self = this.new_ref().into_ptr();
                raw.vectorcall = Some(vectorcall);
            })
        }
    }

    /// `__func__`. Methods never change.
    pub fn function(&self) -> &Object {
        // SAFETY: the method keeps it.
        unsafe { Object::from_ptr((*self.raw()).im_func) }
    }

    /// `__self__`.
    pub fn this(&self) -> &Object {
        // SAFETY: the method keeps it.
        unsafe { Object::from_ptr((*self.raw()).im_self) }
    }
}

impl InstanceMethod {
    pub fn new(function: &Object) -> PyResult<Py<InstanceMethod>> {
        // SAFETY: all fields are set.
        unsafe {
            alloc::new_object(&crate::statics::PyInstanceMethod_Type, |method: &InstanceMethod| {
                (*method.raw()).func = function.new_ref().into_ptr();
            })
        }
    }

    pub fn function(&self) -> &Object {
        // SAFETY: the method keeps it.
        unsafe { Object::from_ptr((*self.raw()).func) }
    }
}

/// # Safety
/// PEP 590: `callable` is a bound method.
unsafe extern "C" fn vectorcall(
    callable: *mut PyObject,
    args: *const *mut PyObject,
    nargsf: usize,
    kwnames: *mut PyObject,
) -> *mut PyObject {
    // SAFETY: the caller's promise; the slot before the arguments is ours if the flag says so.
    unsafe {
        let method: &BoundMethod = Object::from_ptr(callable).cast_unchecked();
        let (function, this) = (method.function(), method.this());
        let names = Object::from_nullable(kwnames).map(|names| names.cast_unchecked::<Tuple>());
        let n_args = nargsf & !PY_VECTORCALL_ARGUMENTS_OFFSET;
        if nargsf & PY_VECTORCALL_ARGUMENTS_OFFSET != 0 {
            let shifted = args.cast_mut().sub(1);
            let saved = shifted.replace(this.as_ptr());
            let result = call::vectorcall_raw(function, shifted, n_args + 1, names);
            shifted.write(saved);
            return glue::ret(result);
        }
        let total = n_args + names.map_or(0, Tuple::len);
        let mut all: Vec<*mut PyObject> = Vec::with_capacity(total + 1);
        all.push(this.as_ptr());
        if total > 0 {
            all.extend_from_slice(std::slice::from_raw_parts(args, total));
        }
        glue::ret(call::vectorcall_raw(function, all.as_ptr(), n_args + 1, names))
    }
}
