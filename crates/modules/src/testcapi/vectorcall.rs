//! Types that are called by vectorcall (PEP 590), and that override or inherit it.
//!
//! **Invariant**: every instance has a function, which ignores its arguments: only who is called matters.

use std::cell::Cell;

use pyston_abi::flags::{Py_TPFLAGS_BASETYPE, Py_TPFLAGS_HAVE_GC, Py_TPFLAGS_HAVE_VECTORCALL};
use pyston_abi::flags::{Py_TPFLAGS_METHOD_DESCRIPTOR, Py_TPFLAGS_READY};
use pyston_abi::{PyObject, vectorcallfunc};
use pyston_object::method::BoundMethod;
use pyston_object::payload::{self, field_offset};
use pyston_object::prelude::*;
use pyston_object::{glue, impl_trace};

#[pyclass(MethodDescriptorBase_Type = "MethodDescriptorBase", flags(BASETYPE))]
pub(super) struct MethodDescriptor {
    vectorcall: Cell<vectorcallfunc>,
}
impl_trace!(MethodDescriptor {});

type This = Instance<MethodDescriptor>;

const OWN: std::ffi::c_ulong = Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_HAVE_VECTORCALL;

static DERIVED: Type =
    Type::declare(c"MethodDescriptorDerived", size_of::<This>(), 0, OWN | Py_TPFLAGS_METHOD_DESCRIPTOR);
static NOP_GET: Type = Type::declare(c"MethodDescriptorNopGet", size_of::<This>(), 0, Py_TPFLAGS_HAVE_GC);
static SECOND: Type = Type::declare(c"MethodDescriptor2", size_of::<This>(), 0, OWN);

unsafe extern "C" fn answer_true(
    _: *mut PyObject,
    _: *const *mut PyObject,
    _: usize,
    _: *mut PyObject,
) -> *mut PyObject {
    glue::ret_into(true)
}

unsafe extern "C" fn answer_false(
    _: *mut PyObject,
    _: *const *mut PyObject,
    _: usize,
    _: *mut PyObject,
) -> *mut PyObject {
    glue::ret_into(false)
}

#[pytype(MethodDescriptorBase_Type, payload)]
impl MethodDescriptor {
    #[slot]
    fn tp_new(class: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
        let _ = (args, kwargs);
        let vectorcall = if class.is_subtype(&SECOND) { answer_false } else { answer_true };
        Ok(Instance::new_as(class, MethodDescriptor { vectorcall: Cell::new(vectorcall) })?.into_object())
    }

    /// Calls the instance's own function, also for subtypes that are not called by vectorcall.
    #[slot]
    fn tp_call(this: &This, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
        let (names, values): (Vec<Py>, Vec<Py>) = kwargs.map(Dict::items).unwrap_or_default().into_iter().unzip();
        let names = Tuple::from_vec(names)?;
        let all = args.as_slice().iter().map(|arg| arg.as_ptr()).chain(values.iter().map(|value| value.as_ptr()));
        let all: Vec<*mut PyObject> = all.collect();
        // SAFETY: the function's contract: positional arguments, then the values of the names.
        unsafe {
            let result = (this.vectorcall.get())(this.object().as_ptr(), all.as_ptr(), args.len(), names.as_ptr());
            Py::from_result(result)
        }
    }

    #[slot]
    fn tp_descr_get(this: &This, instance: Option<&Object>, owner: Option<&Object>) -> PyResult {
        let _ = owner;
        match instance.filter(|instance| !instance.is_none()) {
            Some(instance) => Ok(BoundMethod::new(this.object(), instance)?.into_object()),
            None => Ok(this.object().new_ref()),
        }
    }
}

/// The call of the type that overrides it: gives the arguments.
unsafe extern "C" fn give_arguments(_: *mut PyObject, args: *mut PyObject, _: *mut PyObject) -> *mut PyObject {
    // SAFETY: callers give a tuple.
    glue::ret_into(unsafe { Object::from_ptr(args) })
}

unsafe extern "C" fn give_self(this: *mut PyObject, _: *mut PyObject, _: *mut PyObject) -> *mut PyObject {
    // SAFETY: a live object.
    glue::ret_into(unsafe { Object::from_ptr(this) })
}

pub(super) fn add_types(module: &Module) -> PyResult<()> {
    if !MethodDescriptorBase_Type.has_flag(Py_TPFLAGS_READY) {
        let offset = field_offset::<MethodDescriptor>(std::mem::offset_of!(MethodDescriptor, vectorcall)) as isize;
        MethodDescriptor::install();
        MethodDescriptorBase_Type.fill(|raw| {
            raw.tp_flags |= Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_VECTORCALL | Py_TPFLAGS_METHOD_DESCRIPTOR;
            raw.tp_vectorcall_offset = offset;
        });
        for ty in [&DERIVED, &NOP_GET, &SECOND] {
            ty.fill(|raw| {
                payload::install::<MethodDescriptor>(raw);
                raw.tp_base = MethodDescriptorBase_Type.as_type_ptr();
                raw.tp_vectorcall_offset = offset;
            });
        }
        NOP_GET.fill(|raw| {
            raw.tp_call = Some(give_arguments);
            raw.tp_descr_get = Some(give_self);
        });
    }
    [&MethodDescriptorBase_Type, &DERIVED, &NOP_GET, &SECOND].into_iter().try_for_each(|ty| module.add_type(ty))
}
