//! `type`: what classes can do.

use std::mem::offset_of;

use pyston_object::abi::flags::{READONLY, T_LONG, T_OBJECT, T_PYSSIZET};
use pyston_object::abi::{PyMemberDef, PyTypeObject};
use pyston_object::glue::Table;
use pyston_object::members::{END, member};
use pyston_object::prelude::*;
use pyston_object::statics::{PyBaseObject_Type, PyType_Type};
use pyston_object::{base_object, heap_type};

use crate::dict::MappingProxy;
use crate::object_;

pub struct TypeType;

/// type(object_or_name, bases, dict)
/// type(object) -> the object's type
/// type(name, bases, dict) -> a new type
#[pytype(PyType_Type, slots(
    tp_call = heap_type::type_call,
    tp_new = heap_type::type_new,
    tp_dealloc = heap_type::type_dealloc,
    tp_traverse = heap_type::type_traverse,
    tp_clear = heap_type::type_clear,
    tp_is_gc = heap_type::type_is_gc,
    tp_free = pyston_object::alloc::gc_free,
))]
impl TypeType {
    #[slot]
    fn tp_init(_this: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult<()> {
        if args.len() == 1 && kwargs.is_some_and(|kwargs| !kwargs.is_empty()) {
            return Err(raise!(TypeError, "type.__init__() takes no keyword arguments"));
        }
        if args.len() != 1 && args.len() != 3 {
            return Err(raise!(TypeError, "type.__init__() takes 1 or 3 arguments"));
        }
        Ok(())
    }

    #[slot]
    fn tp_repr(this: &Type) -> PyResult<Py<Str>> {
        Str::from_wtf8(format!("<class '{}'>", full_name(this)?).as_bytes())
    }

    #[slot]
    fn tp_getattro(this: &Type, name: &Object) -> PyResult {
        heap_type::type_getattr(this, name)
    }

    #[slot]
    fn tp_setattro(this: &Type, name: &Object, value: Option<&Object>) -> PyResult<()> {
        heap_type::set_type_attr(this, name, value)
    }

    /// The type's method resolution order.
    #[method("($self, /)")]
    fn mro(this: &Type) -> PyResult<Vec<Py>> {
        heap_type::mro_entries(this)
    }

    /// The immediate subclasses.
    #[method("($self, /)")]
    fn __subclasses__(this: &Type) -> Vec<Py> {
        this.subclasses().into_iter().map(Py::into_object).collect()
    }

    /// Makes the namespace in which a class body runs.
    #[classmethod]
    fn __prepare__(_class: &Type, _args: Args) -> PyResult<Py<Dict>> {
        Dict::new()
    }

    /// Is the object an instance?
    #[method("($self, instance, /)")]
    fn __instancecheck__(this: &Object, instance: &Object) -> PyResult<bool> {
        protocol::is_instance_plain(instance, this)
    }

    /// Is the class a subclass?
    #[method("($self, subclass, /)")]
    fn __subclasscheck__(this: &Object, subclass: &Object) -> PyResult<bool> {
        protocol::is_subclass_plain(subclass, this)
    }

    /// The names of the type's attributes.
    #[method("($self, /)")]
    fn __dir__(this: &Type) -> PyResult {
        object_::class_names(this)
    }

    /// Size of the type object in memory, in bytes.
    #[method("($self, /)")]
    fn __sizeof__(this: &Type) -> usize {
        base_object::type_size_of(this)
    }

    #[getter("__name__")]
    fn get_name(this: &Type) -> PyResult {
        heap_type::type_name(this)
    }
    #[setter("__name__")]
    fn set_name(this: &Type, value: Option<&Object>) -> PyResult<()> {
        heap_type::set_type_name(this, value)
    }

    #[getter("__qualname__")]
    fn get_qualname(this: &Type) -> PyResult {
        heap_type::type_qualname(this)
    }
    #[setter("__qualname__")]
    fn set_qualname(this: &Type, value: Option<&Object>) -> PyResult<()> {
        heap_type::set_type_qualname(this, value)
    }

    #[getter("__bases__")]
    fn get_bases(this: &Type) -> Option<Py<Tuple>> {
        this.bases().map(Layout::new_ref)
    }
    #[setter("__bases__")]
    fn set_bases(this: &Type, value: Option<&Object>) -> PyResult<()> {
        heap_type::set_bases(this, value)
    }

    #[getter("__module__")]
    fn get_module(this: &Type) -> PyResult {
        heap_type::type_module(this)
    }
    #[setter("__module__")]
    fn set_module(this: &Type, value: Option<&Object>) -> PyResult<()> {
        heap_type::set_type_module(this, value)
    }

    #[getter("__abstractmethods__")]
    fn get_abstractmethods(this: &Type) -> PyResult {
        heap_type::abstract_methods(this)
    }
    #[setter("__abstractmethods__")]
    fn set_abstractmethods(this: &Type, value: Option<&Object>) -> PyResult<()> {
        heap_type::set_abstract_methods(this, value)
    }

    #[getter("__dict__")]
    fn get_dict(this: &Type) -> PyResult {
        match this.dict() {
            Some(dict) => MappingProxy::of(dict).map(Py::into_object),
            None => Ok(singletons::py_none()),
        }
    }

    #[getter("__doc__")]
    fn get_doc(this: &Type) -> PyResult {
        heap_type::type_doc(this)
    }
    #[setter("__doc__")]
    fn set_doc(this: &Type, value: Option<&Object>) -> PyResult<()> {
        heap_type::set_type_doc(this, value)
    }

    #[getter("__text_signature__")]
    fn get_text_signature(this: &Type) -> PyResult {
        heap_type::text_signature(this)
    }
}

static MEMBERS: Table<[PyMemberDef; 8]> = Table([
    member(c"__basicsize__", T_PYSSIZET, offset_of!(PyTypeObject, tp_basicsize), READONLY),
    member(c"__itemsize__", T_PYSSIZET, offset_of!(PyTypeObject, tp_itemsize), READONLY),
    member(c"__flags__", T_LONG, offset_of!(PyTypeObject, tp_flags), READONLY),
    member(c"__weakrefoffset__", T_PYSSIZET, offset_of!(PyTypeObject, tp_weaklistoffset), READONLY),
    member(c"__base__", T_OBJECT, offset_of!(PyTypeObject, tp_base), READONLY),
    member(c"__dictoffset__", T_PYSSIZET, offset_of!(PyTypeObject, tp_dictoffset), READONLY),
    member(c"__mro__", T_OBJECT, offset_of!(PyTypeObject, tp_mro), READONLY),
    END,
]);

/// `module.qualname`, without the module for built-in types: how messages and reprs show a class.
pub fn full_name(ty: &Type) -> PyResult<String> {
    let module = match errors::catch(heap_type::type_module(ty), &exc::Exception)? {
        Some(module) => module.downcast_into::<Str>().ok(),
        None => None,
    };
    match module {
        Some(module) if !module.eq_str("builtins") => {
            let qualname = heap_type::type_qualname(ty)?;
            Ok(format!("{module}.{}", protocol::str(&qualname)?))
        }
        _ => Ok(ty.tp_name().into_owned()),
    }
}

pub fn install() {
    TypeType::install();
    PyType_Type.fill(|raw| {
        raw.tp_base = PyBaseObject_Type.as_type_ptr();
        raw.tp_dictoffset = offset_of!(PyTypeObject, tp_dict) as isize;
        raw.tp_weaklistoffset = offset_of!(PyTypeObject, tp_weaklist) as isize;
        raw.tp_members = MEMBERS.0.as_ptr().cast_mut();
    });
}
