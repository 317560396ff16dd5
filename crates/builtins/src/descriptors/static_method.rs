//! `staticmethod`: a function that gets neither instance nor class.

use std::mem::offset_of;

use pyston_object::abi::PyMemberDef;
use pyston_object::abi::flags::{READONLY, T_OBJECT};
use pyston_object::glue::Table;
use pyston_object::members::{END, member};
use pyston_object::prelude::*;
use pyston_object::{heap_type, impl_trace};

#[pyclass(PyStaticMethod_Type = "staticmethod", flags(BASETYPE), dict = dict)]
#[derive(Default)]
pub struct StaticMethod {
    callable: Field,
    dict: Field<Dict>,
}
impl_trace!(StaticMethod { callable, dict });

impl StaticMethod {
    /// `staticmethod(function)`.
    pub fn of(function: &Object) -> PyResult<Py<Instance<StaticMethod>>> {
        Instance::new(StaticMethod { callable: Field::new(function.new_ref()), dict: Field::empty() })
    }
}

/// staticmethod(function) -> method
///
/// The function becomes a method without an implicit first argument, called
/// on the class or on an instance.
#[pytype(PyStaticMethod_Type, payload)]
impl StaticMethod {
    #[slot]
    fn tp_new(class: &Type, _args: &Tuple, _kwargs: Option<&Dict>) -> PyResult<Py<Instance<StaticMethod>>> {
        Instance::new_as(class, StaticMethod::default())
    }
    #[slot]
    fn tp_init(this: &Instance<StaticMethod>, args: &Tuple, kwargs: Option<&Dict>) -> PyResult<()> {
        if kwargs.is_some_and(|kwargs| !kwargs.is_empty()) {
            return Err(raise!(TypeError, "staticmethod() takes no keyword arguments"));
        }
        let &[callable] = args.as_slice() else {
            return Err(raise!(TypeError, "staticmethod expected 1 argument, got {}", args.len()));
        };
        this.callable.set(callable.new_ref());
        Ok(())
    }
    #[slot]
    fn tp_descr_get(this: &Instance<StaticMethod>, _object: Option<&Object>, _owner: Option<&Object>) -> PyResult {
        let Some(callable) = this.callable.get() else {
            return Err(raise!(RuntimeError, "uninitialized staticmethod object"));
        };
        Ok(callable)
    }
    #[getter("__isabstractmethod__")]
    fn get_isabstractmethod(this: &Instance<StaticMethod>) -> PyResult<bool> {
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
        Instance::<StaticMethod>::PAYLOAD_OFFSET + offset_of!(StaticMethod, callable),
        READONLY,
    ),
    END,
]);

pub(super) fn install() {
    StaticMethod::install();
    PyStaticMethod_Type.fill(|raw| raw.tp_members = MEMBERS.0.as_ptr().cast_mut());
}
