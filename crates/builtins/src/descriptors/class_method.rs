//! `classmethod`: a function that gets the class as its first argument.

use std::mem::offset_of;

use pyston_object::abi::PyMemberDef;
use pyston_object::abi::flags::{READONLY, T_OBJECT};
use pyston_object::glue::Table;
use pyston_object::members::{END, member};
use pyston_object::method::BoundMethod;
use pyston_object::prelude::*;
use pyston_object::{heap_type, impl_trace};

#[pyclass(PyClassMethod_Type = "classmethod", flags(BASETYPE), dict = dict)]
#[derive(Default)]
pub struct ClassMethod {
    callable: Field,
    dict: Field<Dict>,
}
impl_trace!(ClassMethod { callable, dict });

impl ClassMethod {
    /// `classmethod(function)`.
    pub fn of(function: &Object) -> PyResult<Py<Instance<ClassMethod>>> {
        Instance::new(ClassMethod { callable: Field::new(function.new_ref()), dict: Field::empty() })
    }
}

/// classmethod(function) -> method
///
/// The function becomes a method that gets the class itself as its first
/// argument, called on the class or on an instance.
#[pytype(PyClassMethod_Type, payload)]
impl ClassMethod {
    #[slot]
    fn tp_new(class: &Type, _args: &Tuple, _kwargs: Option<&Dict>) -> PyResult<Py<Instance<ClassMethod>>> {
        Instance::new_as(class, ClassMethod::default())
    }
    #[slot]
    fn tp_init(this: &Instance<ClassMethod>, args: &Tuple, kwargs: Option<&Dict>) -> PyResult<()> {
        if kwargs.is_some_and(|kwargs| !kwargs.is_empty()) {
            return Err(raise!(TypeError, "classmethod() takes no keyword arguments"));
        }
        let &[callable] = args.as_slice() else {
            return Err(raise!(TypeError, "classmethod expected 1 argument, got {}", args.len()));
        };
        this.callable.set(callable.new_ref());
        Ok(())
    }
    #[slot]
    fn tp_descr_get(this: &Instance<ClassMethod>, object: Option<&Object>, owner: Option<&Object>) -> PyResult {
        let Some(callable) = this.callable.get() else {
            return Err(raise!(RuntimeError, "uninitialized classmethod object"));
        };
        match (owner, object) {
            (Some(owner), _) => BoundMethod::new(&callable, owner).map(Py::into_object),
            (None, Some(object)) => BoundMethod::new(&callable, object.ty()).map(Py::into_object),
            (None, None) => Err(errors::bad_internal_call()),
        }
    }
    #[getter("__isabstractmethod__")]
    fn get_isabstractmethod(this: &Instance<ClassMethod>) -> PyResult<bool> {
        super::is_abstract(this.callable.get())
    }
    #[getter("__dict__")]
    fn get_dict(this: &Object) -> PyResult {
        heap_type::generic_get_dict(this)
    }
    #[setter("__dict__")]
    fn set_dict(this: &Object, value: Option<&Object>) -> PyResult<()> {
        heap_type::generic_set_dict(this, value)
    }
}

static MEMBERS: Table<[PyMemberDef; 2]> = Table([
    member(
        c"__func__",
        T_OBJECT,
        Instance::<ClassMethod>::PAYLOAD_OFFSET + offset_of!(ClassMethod, callable),
        READONLY,
    ),
    END,
]);

pub(super) fn install() {
    ClassMethod::install();
    PyClassMethod_Type.fill(|raw| raw.tp_members = MEMBERS.0.as_ptr().cast_mut());
}
