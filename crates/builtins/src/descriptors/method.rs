//! `method`: a callable bound to its first argument; `instancemethod`: a callable that binds.

use std::mem::offset_of;

use pyston_object::abi::flags::{READ_RESTRICTED, READONLY, T_OBJECT};
use pyston_object::abi::{PyInstanceMethodObject, PyMemberDef, PyMethodObject};
use pyston_object::call::{call_tuple, vectorcall_call};
use pyston_object::glue::Table;
use pyston_object::members::{END, member};
use pyston_object::method::{BoundMethod, InstanceMethod};
use pyston_object::prelude::*;
use pyston_object::statics::{PyInstanceMethod_Type, PyMethod_Type};
use pyston_object::{attr, fields, hash};

pub struct MethodType;

/// method(function, instance)
///
/// Makes a bound method: the function with the instance as its first argument.
#[pytype(PyMethod_Type, slots(
    tp_dealloc = fields::dealloc::<BoundMethod, 2>,
    tp_traverse = fields::traverse::<BoundMethod, 2>,
    tp_call = vectorcall_call,
    tp_setattro = attr::generic_setattr,
))]
impl MethodType {
    #[slot]
    fn tp_new(_class: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult<Py<BoundMethod>> {
        if kwargs.is_some_and(|kwargs| !kwargs.is_empty()) {
            return Err(raise!(TypeError, "method() takes no keyword arguments"));
        }
        let &[function, instance] = args.as_slice() else {
            return Err(raise!(TypeError, "method expected 2 arguments, got {}", args.len()));
        };
        if function.ty().tp().tp_call.is_none() {
            return Err(raise!(TypeError, "first argument must be callable"));
        }
        if instance.is_none() {
            return Err(raise!(TypeError, "self must not be None"));
        }
        BoundMethod::new(function, instance)
    }
    #[slot]
    fn tp_repr(this: &BoundMethod) -> PyResult<Py<Str>> {
        let name = match attr::find_attr(this.function(), name!("__qualname__"))? {
            Some(name) => Some(name),
            None => attr::find_attr(this.function(), name!("__name__"))?,
        };
        let name = name.and_then(|name| name.downcast_into::<Str>().ok());
        let mut text = StrBuilder::new();
        text.push_str("<bound method ");
        match &name {
            Some(name) => text.push_py(name),
            None => text.push_str("?"),
        }
        text.push_str(" of ");
        text.push_py(&*protocol::repr(this.this())?);
        text.push_str(">");
        text.finish()
    }
    #[slot]
    fn tp_hash(this: &BoundMethod) -> PyResult<isize> {
        Ok(hash::fix(hash::hash_pointer(this.this()) ^ protocol::hash(this.function())?))
    }
    #[slot]
    fn tp_richcompare(this: &BoundMethod, other: &Object, op: CompareOp) -> PyResult {
        let Some(other) = other.downcast_exact::<BoundMethod>() else { return Ok(singletons::py_not_implemented()) };
        if op != CompareOp::Eq && op != CompareOp::Ne {
            return Ok(singletons::py_not_implemented());
        }
        let is_equal = protocol::compare_eq(this.function(), other.function())? && this.this().is(other.this());
        Ok(singletons::py_bool(is_equal == (op == CompareOp::Eq)))
    }
    /// Attributes of the function, except those of the type `method` itself.
    #[slot]
    fn tp_getattro(this: &BoundMethod, name: &Object) -> PyResult {
        if let Some(text) = name.downcast::<Str>()
            && let Some(own) = attr::type_lookup(this.ty(), text)
        {
            return attr::bind(&own, Some(this), this.ty());
        }
        attr::getattr(this.function(), name)
    }
    /// A method is bound already.
    #[slot]
    fn tp_descr_get(this: &BoundMethod, _object: Option<&Object>, _owner: Option<&Object>) -> Py<BoundMethod> {
        this.new_ref()
    }
    #[method(args = "()")]
    fn __reduce__(this: &BoundMethod) -> PyResult {
        let name = attr::getattr_str(this.function(), name!("__name__"))?;
        super::reduce_to_getattr(this.this(), &name)
    }
    #[getter("__doc__")]
    fn get_doc(this: &BoundMethod) -> PyResult {
        attr::getattr_str(this.function(), name!("__doc__"))
    }
}

pub struct InstanceMethodType;

/// instancemethod(function)
///
/// Binds a callable to instances as Python functions do.
#[pytype(PyInstanceMethod_Type, slots(
    tp_dealloc = fields::dealloc::<InstanceMethod, 1>,
    tp_traverse = fields::traverse::<InstanceMethod, 1>,
    tp_setattro = attr::generic_setattr,
))]
impl InstanceMethodType {
    #[slot]
    fn tp_new(_class: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult<Py<InstanceMethod>> {
        if kwargs.is_some_and(|kwargs| !kwargs.is_empty()) {
            return Err(raise!(TypeError, "instancemethod() takes no keyword arguments"));
        }
        let &[function] = args.as_slice() else {
            return Err(raise!(TypeError, "instancemethod expected 1 argument, got {}", args.len()));
        };
        if function.ty().tp().tp_call.is_none() {
            return Err(raise!(TypeError, "first argument must be callable"));
        }
        InstanceMethod::new(function)
    }
    #[slot]
    fn tp_repr(this: &InstanceMethod) -> PyResult<Py<Str>> {
        let name =
            attr::find_attr(this.function(), name!("__name__"))?.and_then(|name| name.downcast_into::<Str>().ok());
        let address = this.as_ptr() as usize;
        let name = name.map_or_else(|| "?".to_owned(), |name| name.to_string());
        Str::from_wtf8(format!("<instancemethod {name} at {address:#x}>").as_bytes())
    }
    #[slot]
    fn tp_call(this: &InstanceMethod, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
        call_tuple(this.function(), args, kwargs)
    }
    #[slot]
    fn tp_richcompare(this: &InstanceMethod, other: &Object, op: CompareOp) -> PyResult {
        let other = other.downcast_exact::<InstanceMethod>();
        match (other, op) {
            (Some(other), CompareOp::Eq | CompareOp::Ne) => {
                let is_equal = protocol::compare_eq(this.function(), other.function())?;
                Ok(singletons::py_bool(is_equal == (op == CompareOp::Eq)))
            }
            _ => Ok(singletons::py_not_implemented()),
        }
    }
    #[slot]
    fn tp_getattro(this: &InstanceMethod, name: &Object) -> PyResult {
        if let Some(text) = name.downcast::<Str>()
            && let Some(own) = attr::type_lookup(this.ty(), text)
        {
            return attr::bind(&own, Some(this), this.ty());
        }
        attr::getattr(this.function(), name)
    }
    #[slot]
    fn tp_descr_get(this: &InstanceMethod, object: Option<&Object>, _owner: Option<&Object>) -> PyResult {
        match object {
            None => Ok(this.function().new_ref()),
            Some(object) => BoundMethod::new(this.function(), object).map(Py::into_object),
        }
    }
    #[getter("__doc__")]
    fn get_doc(this: &InstanceMethod) -> PyResult {
        attr::getattr_str(this.function(), name!("__doc__"))
    }
}

static MEMBERS: Table<[PyMemberDef; 3]> = Table([
    member(c"__func__", T_OBJECT, offset_of!(PyMethodObject, im_func), READONLY | READ_RESTRICTED),
    member(c"__self__", T_OBJECT, offset_of!(PyMethodObject, im_self), READONLY | READ_RESTRICTED),
    END,
]);
static INSTANCE_MEMBERS: Table<[PyMemberDef; 2]> =
    Table([member(c"__func__", T_OBJECT, offset_of!(PyInstanceMethodObject, func), READONLY), END]);

pub(super) fn install() {
    MethodType::install();
    PyMethod_Type.fill(|raw| {
        raw.tp_members = MEMBERS.0.as_ptr().cast_mut();
        raw.tp_vectorcall_offset = offset_of!(PyMethodObject, vectorcall) as isize;
        raw.tp_weaklistoffset = offset_of!(PyMethodObject, im_weakreflist) as isize;
    });
    InstanceMethodType::install();
    PyInstanceMethod_Type.fill(|raw| raw.tp_members = INSTANCE_MEMBERS.0.as_ptr().cast_mut());
}
