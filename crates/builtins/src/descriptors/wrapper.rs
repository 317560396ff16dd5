//! Slots shown as methods: `int.__add__`, and bound to an object, `(1).__add__`.

use std::mem::offset_of;

use pyston_object::abi::PyMemberDef;
use pyston_object::abi::flags::{READONLY, T_OBJECT};
use pyston_object::descr::{Descr, WrapperDescr, slot_doc};
use pyston_object::descr_bind::{MethodWrapper, NativeDescr};
use pyston_object::glue::Table;
use pyston_object::members::{END, member};
use pyston_object::prelude::*;
use pyston_object::statics::{_PyMethodWrapper_Type, MethodWrapperLayout, PyWrapperDescr_Type};
use pyston_object::{attr, fields, hash};

use super::native;

pub struct WrapperDescrType;

#[pytype(PyWrapperDescr_Type, slots(
    tp_dealloc = fields::dealloc::<Descr, 3>,
    tp_traverse = fields::traverse::<Descr, 3>,
    tp_getattro = attr::generic_getattr,
))]
impl WrapperDescrType {
    #[slot]
    fn tp_repr(this: &WrapperDescr) -> PyResult<Py<Str>> {
        native::describe("slot wrapper", this)
    }
    #[slot]
    fn tp_call(this: &WrapperDescr, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
        this.call_with(args, kwargs)
    }
    #[slot]
    fn tp_descr_get(this: &WrapperDescr, object: Option<&Object>, _owner: Option<&Object>) -> PyResult {
        this.bind_to(object)
    }
    #[method(args = "()")]
    fn __reduce__(this: &WrapperDescr) -> PyResult {
        native::reduce(this)
    }
    #[getter("__doc__")]
    fn get_doc(this: &WrapperDescr) -> Option<&'static str> {
        doc(this)
    }
    #[getter("__qualname__")]
    fn get_qualname(this: &WrapperDescr) -> PyResult {
        this.common().qualname()
    }
    #[getter("__text_signature__")]
    fn get_text_signature(this: &WrapperDescr) -> Option<&'static str> {
        slot_doc(this.slot()).map(|(signature, _)| signature)
    }
}

fn doc(descr: &WrapperDescr) -> Option<&'static str> {
    slot_doc(descr.slot()).map(|(_, text)| text)
}

pub struct MethodWrapperType;

#[pytype(_PyMethodWrapper_Type, slots(
    tp_dealloc = fields::dealloc::<MethodWrapper, 2>,
    tp_traverse = fields::traverse::<MethodWrapper, 2>,
    tp_getattro = attr::generic_getattr,
))]
impl MethodWrapperType {
    #[slot]
    fn tp_repr(this: &MethodWrapper) -> PyResult<Py<Str>> {
        let (name, object) = (this.descr().slot().name, this.this());
        let (owner, address) = (object.ty().tp_name(), object.as_ptr() as usize);
        Str::new(&format!("<method-wrapper '{name}' of {owner} object at {address:#x}>"))
    }
    #[slot]
    fn tp_hash(this: &MethodWrapper) -> isize {
        hash::fix(hash::hash_pointer(this.this()) ^ hash::hash_pointer(this.descr()))
    }
    #[slot]
    fn tp_richcompare(this: &MethodWrapper, other: &Object, op: CompareOp) -> Py {
        let Some(other) = other.downcast_exact::<MethodWrapper>() else { return singletons::py_not_implemented() };
        let is_equal = this.descr().is(other.descr()) && this.this().is(other.this());
        match op {
            CompareOp::Eq => singletons::py_bool(is_equal),
            CompareOp::Ne => singletons::py_bool(!is_equal),
            _ => singletons::py_not_implemented(),
        }
    }
    #[slot]
    fn tp_call(this: &MethodWrapper, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
        this.descr().call_on(this.this(), args, kwargs)
    }
    #[method(args = "()")]
    fn __reduce__(this: &MethodWrapper) -> PyResult {
        super::reduce_to_getattr(this.this(), this.descr().common().name())
    }
    #[getter("__objclass__")]
    fn get_objclass(this: &MethodWrapper) -> Py<Type> {
        this.descr().owner().new_ref()
    }
    #[getter("__name__")]
    fn get_name(this: &MethodWrapper) -> Py<Str> {
        this.descr().common().name().new_ref()
    }
    #[getter("__qualname__")]
    fn get_qualname(this: &MethodWrapper) -> PyResult {
        this.descr().common().qualname()
    }
    #[getter("__doc__")]
    fn get_doc(this: &MethodWrapper) -> Option<&'static str> {
        doc(this.descr())
    }
    #[getter("__text_signature__")]
    fn get_text_signature(this: &MethodWrapper) -> Option<&'static str> {
        slot_doc(this.descr().slot()).map(|(signature, _)| signature)
    }
}

static MEMBERS: Table<[PyMemberDef; 2]> =
    Table([member(c"__self__", T_OBJECT, offset_of!(MethodWrapperLayout, self_), READONLY), END]);

pub(super) fn install() {
    WrapperDescrType::install();
    PyWrapperDescr_Type.fill(|raw| raw.tp_members = native::MEMBERS.0.as_ptr().cast_mut());
    MethodWrapperType::install();
    _PyMethodWrapper_Type.fill(|raw| raw.tp_members = MEMBERS.0.as_ptr().cast_mut());
}
