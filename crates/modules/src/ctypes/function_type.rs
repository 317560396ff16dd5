//! `PyCFuncPtrType`: the metatype of function pointers. It reads what a class says in `_flags_`,
//! `_argtypes_` and `_restype_`.

use pyston_abi::flags::Py_TPFLAGS_BASETYPE;
use pyston_abi::{PyHeapTypeObject, PyMemberDef};
use pyston_object::prelude::*;
use pyston_object::statics::PyType_Type;
use pyston_object::{attr, heap_type};

use super::array;
use super::layout::{self, CLayout, Kind, flags, layout_of_object};
use super::metatype;
use crate::arguments::is_callable;

pub struct FunctionMetatype;

#[expect(non_upper_case_globals, reason = "type objects are named as in C")]
pub static PyCFuncPtrType_Type: Type = Type::declare(
    c"_ctypes.PyCFuncPtrType",
    size_of::<PyHeapTypeObject>(),
    size_of::<PyMemberDef>(),
    Py_TPFLAGS_BASETYPE,
);

/// The size of a function pointer, which is its alignment, too.
pub const POINTER_SIZE: usize = size_of::<usize>();

/// What turns arguments into parameters: the `from_param` of each type.
pub fn converters_of(argtypes: &Object) -> PyResult<(Py<Tuple>, Py<Tuple>)> {
    let types = protocol::to_tuple(argtypes).map_err(|raised| {
        raised.clear();
        raise!(TypeError, "_argtypes_ must be a sequence of types")
    })?;
    let converter = |(index, class): (usize, &&Object)| {
        let found = attr::find_attr(class, name!("from_param"))?;
        found.ok_or_else(|| raise!(TypeError, "item {} in _argtypes_ has no from_param method", index + 1))
    };
    let converters = types.as_slice().iter().enumerate().map(converter).collect::<PyResult<Vec<Py>>>()?;
    Ok((types, Tuple::from_vec(converters)?))
}

/// Looks whether `restype` may be a result type; gives its `_check_retval_`, if it has one. `name` is what
/// messages call it.
pub fn checker_of(restype: &Object, name: &str) -> PyResult<Option<Py>> {
    if !restype.is_none() && layout_of_object(restype).is_none() && !is_callable(restype) {
        return Err(raise!(TypeError, "{name} must be a type, a callable, or None"));
    }
    attr::find_attr(restype, name!("_check_retval_"))
}

/// The layout of a class with this namespace.
fn layout_from(namespace: &Dict) -> PyResult<CLayout> {
    let declared = namespace.get_str(name!("_flags_"))?;
    let Some(number) = declared.as_ref().and_then(|declared| declared.downcast::<Int>()) else {
        return Err(raise!(TypeError, "class must define _flags_ which must be an integer"));
    };
    let layout = CLayout::new(Kind::Function, POINTER_SIZE, POINTER_SIZE);
    layout.length.set(1);
    layout.flags.set(number.to_u64_wrapping() as u32 | flags::IS_POINTER);
    layout.format.replace(Some(c"X{}".to_owned()));
    if let Some(argtypes) = namespace.get_str(name!("_argtypes_"))? {
        let (types, converters) = converters_of(&argtypes)?;
        layout.argtypes.set(types.into_object());
        layout.converters.set(converters);
    }
    if let Some(restype) = namespace.get_str(name!("_restype_"))? {
        layout.checker.replace(checker_of(&restype, "_restype_")?);
        layout.restype.set(restype);
    }
    Ok(layout)
}

/// metatype for C function pointers
#[pytype(PyCFuncPtrType_Type, base = PyType_Type)]
impl FunctionMetatype {
    #[slot]
    fn tp_new(metatype: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult<Py<Type>> {
        let class = heap_type::new_type(metatype, args, kwargs)?;
        let Some(namespace) = class.dict() else { return Err(errors::bad_internal_call()) };
        let layout = layout_from(&namespace.new_ref())?;
        layout::set_layout(&class, layout)?;
        Ok(class)
    }

    #[slot]
    fn sq_repeat(this: &Type, count: isize) -> PyResult<Py<Type>> {
        array::repeat(this, count)
    }
}

pub fn install() {
    FunctionMetatype::install();
    metatype::share_methods(&PyCFuncPtrType_Type);
}
