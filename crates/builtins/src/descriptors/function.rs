//! `builtin_function_or_method`: native functions, of modules or bound to an object.

use std::mem::offset_of;

use pyston_object::abi::flags::T_OBJECT;
use pyston_object::abi::{PyCFunctionObject, PyMemberDef};
use pyston_object::call::vectorcall_call;
use pyston_object::cfunction::{CFunction, def_name_object};
use pyston_object::descr_bind::method_doc;
use pyston_object::glue::Table;
use pyston_object::members::{END, member};
use pyston_object::prelude::*;
use pyston_object::statics::PyCFunction_Type;
use pyston_object::{attr, fields, hash};

pub struct CFunctionType;

#[pytype(PyCFunction_Type, slots(
    tp_dealloc = fields::dealloc::<CFunction, 2>,
    tp_traverse = fields::traverse::<CFunction, 2>,
    tp_clear = fields::clear::<CFunction, 2>,
    tp_call = vectorcall_call,
    tp_getattro = attr::generic_getattr,
))]
impl CFunctionType {
    #[slot]
    fn tp_repr(this: &CFunction) -> PyResult<Py<Str>> {
        let name = this.name();
        match bound_object(this) {
            None => Str::new(&format!("<built-in function {name}>")),
            Some(object) => {
                let (ty, address) = (object.ty().tp_name(), object.as_ptr() as usize);
                Str::new(&format!("<built-in method {name} of {ty} object at {address:#x}>"))
            }
        }
    }
    #[slot]
    fn tp_hash(this: &CFunction) -> isize {
        let address = this.address();
        hash::fix(this.this().map_or(0, hash::hash_pointer) ^ (address >> 4 | address << 60) as isize)
    }
    #[slot]
    fn tp_richcompare(this: &CFunction, other: &Object, op: CompareOp) -> Py {
        let Some(other) = other.downcast_exact::<CFunction>() else { return singletons::py_not_implemented() };
        let objects = (this.this().map(Object::as_ptr), other.this().map(Object::as_ptr));
        let is_equal = objects.0 == objects.1 && this.address() == other.address();
        match op {
            CompareOp::Eq => singletons::py_bool(is_equal),
            CompareOp::Ne => singletons::py_bool(!is_equal),
            _ => singletons::py_not_implemented(),
        }
    }
    #[method(args = "()")]
    fn __reduce__(this: &CFunction) -> PyResult {
        let name = def_name_object(this.def())?;
        match bound_object(this) {
            None => Ok(name.into_object()),
            Some(object) => super::reduce_to_getattr(object, &name),
        }
    }
    #[getter("__doc__")]
    fn get_doc(this: &CFunction) -> Option<String> {
        method_doc(this.def()).1.map(str::to_owned)
    }
    #[getter("__name__")]
    fn get_name(this: &CFunction) -> PyResult<Py<Str>> {
        def_name_object(this.def())
    }
    #[getter("__qualname__")]
    fn get_qualname(this: &CFunction) -> PyResult {
        let name = def_name_object(this.def())?;
        let Some(object) = bound_object(this) else { return Ok(name.into_object()) };
        let owner = if Type::check(object) { object } else { object.ty().as_object() };
        let qualname = attr::getattr_str(owner, name!("__qualname__"))?;
        let Some(qualname) = qualname.downcast::<Str>() else {
            return Err(raise!(TypeError, "<method>.__class__.__qualname__ is not a unicode object"));
        };
        Str::from_wtf8(format!("{qualname}.{name}").as_bytes()).map(Py::into_object)
    }
    #[getter("__self__")]
    fn get_self(this: &CFunction) -> Option<&Object> {
        this.visible_self()
    }
    #[getter("__text_signature__")]
    fn get_text_signature(this: &CFunction) -> Option<String> {
        method_doc(this.def()).0.map(str::to_owned)
    }
}

/// What the function is bound to; functions of modules are bound to nothing.
fn bound_object(function: &CFunction) -> Option<&Object> {
    function.this().filter(|object| !Module::check(object))
}

static MEMBERS: Table<[PyMemberDef; 2]> =
    Table([member(c"__module__", T_OBJECT, offset_of!(PyCFunctionObject, m_module), 0), END]);

pub(super) fn install() {
    CFunctionType::install();
    PyCFunction_Type.fill(|raw| {
        raw.tp_members = MEMBERS.0.as_ptr().cast_mut();
        raw.tp_vectorcall_offset = offset_of!(PyCFunctionObject, vectorcall) as isize;
        raw.tp_weaklistoffset = offset_of!(PyCFunctionObject, m_weakreflist) as isize;
    });
}
