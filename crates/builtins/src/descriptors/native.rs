//! Methods, class methods, members and computed attributes of types written in native code.

use std::mem::offset_of;

use pyston_object::abi::flags::{READONLY, T_OBJECT};
use pyston_object::abi::{PyDescrObject, PyMemberDef, PyMethodDescrObject};
use pyston_object::call::vectorcall_call;
use pyston_object::descr::{ClassMethodDescr, Descr, GetSetDescr, MemberDescr, MethodDescr};
use pyston_object::descr_bind::{NativeDescr, method_doc};
use pyston_object::glue::Table;
use pyston_object::members::{END, member};
use pyston_object::prelude::*;
use pyston_object::statics::{PyClassMethodDescr_Type, PyGetSetDescr_Type, PyMemberDescr_Type, PyMethodDescr_Type};
use pyston_object::{attr, fields};

/// `<kind 'name' of 'type' objects>`.
pub(super) fn describe(kind: &str, descr: &impl NativeDescr) -> PyResult<Py<Str>> {
    let descr = descr.common();
    Str::from_wtf8(format!("<{kind} '{}' of '{}' objects>", descr.name(), descr.owner().tp_name()).as_bytes())
}

pub(super) fn reduce(descr: &impl NativeDescr) -> PyResult {
    super::reduce_to_getattr(descr.common().owner(), descr.common().name())
}

pub struct MethodDescrType;

#[pytype(PyMethodDescr_Type, slots(
    tp_dealloc = fields::dealloc::<Descr, 3>,
    tp_traverse = fields::traverse::<Descr, 3>,
    tp_call = vectorcall_call,
    tp_getattro = attr::generic_getattr,
))]
impl MethodDescrType {
    #[slot]
    fn tp_repr(this: &MethodDescr) -> PyResult<Py<Str>> {
        describe("method", this)
    }
    #[slot]
    fn tp_descr_get(this: &MethodDescr, object: Option<&Object>, _owner: Option<&Object>) -> PyResult {
        this.bind_to(object)
    }
    #[method(args = "()")]
    fn __reduce__(this: &MethodDescr) -> PyResult {
        reduce(this)
    }
    #[getter("__doc__")]
    fn get_doc(this: &MethodDescr) -> Option<String> {
        method_doc(this.def()).1.map(str::to_owned)
    }
    #[getter("__qualname__")]
    fn get_qualname(this: &MethodDescr) -> PyResult {
        this.common().qualname()
    }
    #[getter("__text_signature__")]
    fn get_text_signature(this: &MethodDescr) -> Option<String> {
        method_doc(this.def()).0.map(str::to_owned)
    }
}

pub struct ClassMethodDescrType;

#[pytype(PyClassMethodDescr_Type, slots(
    tp_dealloc = fields::dealloc::<Descr, 3>,
    tp_traverse = fields::traverse::<Descr, 3>,
    tp_getattro = attr::generic_getattr,
))]
impl ClassMethodDescrType {
    #[slot]
    fn tp_repr(this: &ClassMethodDescr) -> PyResult<Py<Str>> {
        describe("method", this)
    }
    #[slot]
    fn tp_call(this: &ClassMethodDescr, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
        this.call_with(args, kwargs)
    }
    #[slot]
    fn tp_descr_get(this: &ClassMethodDescr, object: Option<&Object>, owner: Option<&Object>) -> PyResult {
        this.bind_to(object, owner)
    }
    #[method(args = "()")]
    fn __reduce__(this: &ClassMethodDescr) -> PyResult {
        reduce(this)
    }
    #[getter("__doc__")]
    fn get_doc(this: &ClassMethodDescr) -> Option<String> {
        method_doc(this.def()).1.map(str::to_owned)
    }
    #[getter("__qualname__")]
    fn get_qualname(this: &ClassMethodDescr) -> PyResult {
        this.common().qualname()
    }
    #[getter("__text_signature__")]
    fn get_text_signature(this: &ClassMethodDescr) -> Option<String> {
        method_doc(this.def()).0.map(str::to_owned)
    }
}

pub struct MemberDescrType;

#[pytype(PyMemberDescr_Type, slots(
    tp_dealloc = fields::dealloc::<Descr, 3>,
    tp_traverse = fields::traverse::<Descr, 3>,
    tp_getattro = attr::generic_getattr,
))]
impl MemberDescrType {
    #[slot]
    fn tp_repr(this: &MemberDescr) -> PyResult<Py<Str>> {
        describe("member", this)
    }
    #[slot]
    fn tp_descr_get(this: &MemberDescr, object: Option<&Object>, _owner: Option<&Object>) -> PyResult {
        this.read(object)
    }
    #[slot]
    fn tp_descr_set(this: &MemberDescr, object: &Object, value: Option<&Object>) -> PyResult<()> {
        this.write(object, value)
    }
    #[method(args = "()")]
    fn __reduce__(this: &MemberDescr) -> PyResult {
        reduce(this)
    }
    #[getter("__doc__")]
    fn get_doc(this: &MemberDescr) -> Option<String> {
        this.doc()
    }
    #[getter("__qualname__")]
    fn get_qualname(this: &MemberDescr) -> PyResult {
        this.common().qualname()
    }
}

pub struct GetSetDescrType;

#[pytype(PyGetSetDescr_Type, slots(
    tp_dealloc = fields::dealloc::<Descr, 3>,
    tp_traverse = fields::traverse::<Descr, 3>,
    tp_getattro = attr::generic_getattr,
))]
impl GetSetDescrType {
    #[slot]
    fn tp_repr(this: &GetSetDescr) -> PyResult<Py<Str>> {
        describe("attribute", this)
    }
    #[slot]
    fn tp_descr_get(this: &GetSetDescr, object: Option<&Object>, _owner: Option<&Object>) -> PyResult {
        this.read(object)
    }
    #[slot]
    fn tp_descr_set(this: &GetSetDescr, object: &Object, value: Option<&Object>) -> PyResult<()> {
        this.write(object, value)
    }
    #[getter("__doc__")]
    fn get_doc(this: &GetSetDescr) -> Option<String> {
        this.doc()
    }
    #[getter("__qualname__")]
    fn get_qualname(this: &GetSetDescr) -> PyResult {
        this.common().qualname()
    }
}

/// The fields that all descriptors show.
pub(super) static MEMBERS: Table<[PyMemberDef; 3]> = Table([
    member(c"__objclass__", T_OBJECT, offset_of!(PyDescrObject, d_type), READONLY),
    member(c"__name__", T_OBJECT, offset_of!(PyDescrObject, d_name), READONLY),
    END,
]);

pub(super) fn install() {
    MethodDescrType::install();
    ClassMethodDescrType::install();
    MemberDescrType::install();
    GetSetDescrType::install();
    for ty in [&PyMethodDescr_Type, &PyClassMethodDescr_Type, &PyMemberDescr_Type, &PyGetSetDescr_Type] {
        ty.fill(|raw| raw.tp_members = MEMBERS.0.as_ptr().cast_mut());
    }
    PyMethodDescr_Type.fill(|raw| raw.tp_vectorcall_offset = offset_of!(PyMethodDescrObject, vectorcall) as isize);
}
