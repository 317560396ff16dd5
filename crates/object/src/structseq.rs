//! Struct sequences: tuples whose items have names (`sys.version_info`, `os.stat_result`).
//!
//! **Invariant**: an instance has all fields in its tuple storage, but `ob_size` counts only those
//! that belong to the sequence; the deallocator knows the rest.

use std::ffi::CString;

use pyston_abi::flags::*;
use pyston_abi::{PyMemberDef, PyMethodDef, PyObject, PyTupleObject, PyVarObject};

use crate::dict::Dict;
use crate::int::Int;
use crate::ptr::{Layout, Object, Py, PyResult};
use crate::str::{Str, StrBuilder};
use crate::tuple::Tuple;
use crate::ty::Type;
use crate::{alloc, attr, gc, glue, name, protocol, raise, ready, singletons};

/// A field: its name (`None`: only reachable by index) and documentation.
pub type Field = (Option<&'static str>, &'static str);

/// Makes a type. `n_in_sequence` of the fields count for `len()` and iteration.
///
/// # Errors
/// As making a type ready.
pub fn new_type(full_name: &str, doc: &str, fields: &[Field], n_in_sequence: usize) -> PyResult<&'static Type> {
    let leak = |text: &str| Box::leak(CString::new(text).unwrap_or_default().into_boxed_c_str()).as_ptr();
    let c_name = Box::leak(CString::new(full_name).unwrap_or_default().into_boxed_c_str());
    let base_size = size_of::<PyTupleObject>() - size_of::<*mut PyObject>();
    let ty: &'static Type =
        Box::leak(Box::new(Type::declare(c_name, base_size, size_of::<*mut PyObject>(), Py_TPFLAGS_HAVE_GC)));
    let mut members: Vec<PyMemberDef> = Vec::new();
    for (index, (name, doc)) in fields.iter().enumerate() {
        if let Some(name) = name {
            members.push(PyMemberDef {
                name: leak(name).cast_mut(),
                r#type: T_OBJECT,
                offset: (base_size + index * size_of::<*mut PyObject>()) as isize,
                flags: READONLY,
                doc: leak(doc).cast_mut(),
            });
        }
    }
    // SAFETY: an empty entry ends the table.
    members.push(unsafe { std::mem::zeroed() });
    ty.fill(|raw| {
        raw.tp_base = crate::statics::PyTuple_Type.as_type_ptr();
        raw.tp_members = Box::leak(members.into_boxed_slice()).as_mut_ptr();
        raw.tp_doc = leak(doc);
        raw.tp_dealloc = Some(dealloc);
        raw.tp_repr = Some(repr_slot);
        raw.tp_new = Some(new_slot::<AsGiven>);
    });
    ready::ready(ty)?;
    let dict = ty.dict().expect("a ready type").new_ref();
    let unnamed = fields.iter().filter(|field| field.0.is_none()).count();
    dict.set_str(name!("n_sequence_fields"), Int::from_usize(n_in_sequence)?.into_object())?;
    dict.set_str(name!("n_fields"), Int::from_usize(fields.len())?.into_object())?;
    dict.set_str(name!("n_unnamed_fields"), Int::from_usize(unnamed)?.into_object())?;
    // SAFETY: the definition lives forever and its function takes no arguments.
    dict.set_str(name!("__reduce__"), unsafe { crate::descr::MethodDescr::create(ty, reduce_def())? })?;
    attr::type_modified(ty);
    Ok(ty)
}

/// Makes the instances that exist the only ones: the type cannot be called.
pub fn forbid_instances(ty: &Type) -> PyResult<()> {
    // SAFETY: a type made by `new_type`, still known to its module alone.
    unsafe { (*ty.as_type_ptr()).tp_new = None };
    if let Some(dict) = ty.dict() {
        dict.new_ref().remove(name!("__new__"))?;
    }
    attr::type_modified(ty);
    Ok(())
}

/// Number of fields, in the sequence and in all.
fn sizes(ty: &Type) -> (usize, usize) {
    let read = |name: &Str| {
        let value = attr::type_lookup(ty, name);
        value.and_then(|value| value.downcast::<Int>().and_then(Int::to_i64)).unwrap_or(0) as usize
    };
    (read(name!("n_sequence_fields")), read(name!("n_fields")))
}

/// An instance with these values, one a field; missing ones are `None`.
pub fn make(ty: &Type, values: Vec<Py>) -> PyResult {
    let (visible, total) = sizes(ty);
    // SAFETY: all fields are written before the object is tracked.
    unsafe {
        let size = size_of::<PyTupleObject>() + total * size_of::<*mut PyObject>();
        let object = alloc::new_sized(ty, size, false)?;
        (*object.cast::<PyVarObject>()).ob_size = visible as isize;
        let tuple = Py::<Tuple>::from_owned(object);
        let mut values = values.into_iter();
        for index in 0..total {
            tuple.items_ptr().add(index).write(values.next().unwrap_or_else(singletons::py_none).into_ptr());
        }
        gc::track(object);
        Ok(tuple.into_object())
    }
}

unsafe extern "C" fn dealloc(this: *mut PyObject) {
    // SAFETY: a dead instance with all its fields.
    unsafe {
        gc::untrack(this);
        let tuple: &Tuple = Object::from_ptr(this).cast_unchecked();
        let (_, total) = sizes(tuple.ty());
        for index in 0..total {
            drop(Py::<Object>::from_nullable(*tuple.items_ptr().add(index)));
        }
        alloc::free_object(this);
    }
}

unsafe extern "C" fn repr_slot(this: *mut PyObject) -> *mut PyObject {
    // SAFETY: the slot's contract.
    let tuple: &Tuple = unsafe { Object::from_ptr(this).cast_unchecked() };
    glue::ret(repr(tuple).map(Py::into_object))
}

fn repr(tuple: &Tuple) -> PyResult<Py<Str>> {
    let mut out = StrBuilder::new();
    out.push_str(&tuple.ty().tp_name());
    out.push_str("(");
    // SAFETY: the member table ends with a null name.
    let names = unsafe {
        let mut member = tuple.ty().tp().tp_members;
        let mut names = Vec::new();
        while !(*member).name.is_null() {
            names.push(std::ffi::CStr::from_ptr((*member).name).to_string_lossy());
            member = member.add(1);
        }
        names
    };
    for (index, (item, name)) in tuple.as_slice().iter().zip(names).enumerate() {
        if index > 0 {
            out.push_str(", ");
        }
        out.push_str(&name);
        out.push_str("=");
        out.push_py(&*protocol::repr(item)?);
    }
    out.push_str(")");
    out.finish()
}

unsafe extern "C" fn new_slot<C: Complete>(
    ty: *mut pyston_abi::PyTypeObject,
    args: *mut PyObject,
    kwargs: *mut PyObject,
) -> *mut PyObject {
    // SAFETY: the slot's contract.
    let (ty, args, kwargs) = unsafe {
        (
            crate::ptr::type_from_ptr(ty),
            Object::from_ptr(args).cast_unchecked::<Tuple>(),
            Object::from_nullable(kwargs).map(|kwargs| kwargs.cast_unchecked::<Dict>()),
        )
    };
    glue::ret(new::<C>(ty, args, kwargs))
}

fn new<C: Complete>(ty: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
    static SIGNATURE: crate::args::Signature = crate::args::Signature {
        function: crate::args::FunctionName::Text("structseq"),
        parameters: &["sequence", "dict"],
        n_posonly: 0,
        n_positional: 2,
        n_required: 1,
        required_keywords: &[],
        early: &[],
    };
    let mut bound = [None; 2];
    SIGNATURE.bind_tuple(args, kwargs, &mut bound)?;
    let Some(sequence) = bound[0] else { return Err(crate::errors::bad_internal_call()) };
    let mut values = protocol::fast_items(sequence, "constructor requires a sequence")?;
    let fields = bound[1];
    if fields.is_some_and(|dict| !Dict::check(dict)) {
        return Err(raise!(TypeError, "{:.500}() takes a dict as second arg, if any", ty.tp_name()));
    }
    let (visible, total) = sizes(ty);
    if values.len() < visible || values.len() > total {
        let (name, got) = (ty.tp_name(), values.len());
        return Err(if visible == total {
            raise!(TypeError, "{name:.500}() takes a {visible}-sequence ({got}-sequence given)")
        } else if got < visible {
            raise!(TypeError, "{name:.500}() takes an at least {visible}-sequence ({got}-sequence given)")
        } else {
            raise!(TypeError, "{name:.500}() takes an at most {total}-sequence ({got}-sequence given)")
        });
    }
    if let Some(dict) = fields.and_then(|dict| dict.downcast::<Dict>()) {
        let mut member = ty.tp().tp_members;
        // SAFETY: the member table ends with a null name.
        unsafe {
            while !(*member).name.is_null() {
                let index = ((*member).offset as usize - (size_of::<PyTupleObject>() - 8)) / 8;
                if index >= values.len() {
                    values.resize_with(index, singletons::py_none);
                    let name = Str::intern(&std::ffi::CStr::from_ptr((*member).name).to_string_lossy());
                    values.push(dict.get_str(&name)?.unwrap_or_else(singletons::py_none));
                }
                member = member.add(1);
            }
        }
    }
    values.resize_with(total, singletons::py_none);
    C::complete(&mut values);
    make(ty, values)
}

/// What a type does about fields that a call leaves out.
pub trait Complete {
    /// Fills in what follows from other fields; absent ones are `None`.
    fn complete(values: &mut [Py]);
}

/// They stay `None`.
struct AsGiven;

impl Complete for AsGiven {
    fn complete(_: &mut [Py]) {}
}

/// Has calls of the type fill in fields.
pub fn complete_with<C: Complete>(ty: &Type) {
    // SAFETY: a type made by `new_type`, still known to its module alone.
    unsafe { (*ty.as_type_ptr()).tp_new = Some(new_slot::<C>) };
}

fn reduce_def() -> *mut PyMethodDef {
    static DEF: glue::Table<PyMethodDef> = glue::Table(PyMethodDef {
        ml_name: c"__reduce__".as_ptr(),
        ml_meth: Some(reduce_method),
        ml_flags: METH_NOARGS,
        ml_doc: std::ptr::null(),
    });
    std::ptr::from_ref(&DEF.0).cast_mut()
}

unsafe extern "C" fn reduce_method(this: *mut PyObject, _: *mut PyObject) -> *mut PyObject {
    // SAFETY: the method's contract.
    glue::ret(reduce(unsafe { Object::from_ptr(this) }))
}

/// `(type, (sequence, {other fields}))`.
pub fn reduce(object: &Object) -> PyResult {
    // SAFETY: the caller has an instance of a struct sequence type.
    let tuple: &Tuple = unsafe { object.cast_unchecked() };
    let rest = Dict::new()?;
    // SAFETY: the member table ends with a null name; offsets are those of fields.
    unsafe {
        let mut member = tuple.ty().tp().tp_members;
        while !(*member).name.is_null() {
            let index = ((*member).offset as usize - (size_of::<PyTupleObject>() - 8)) / 8;
            if index >= tuple.len() {
                let name = Str::intern(&std::ffi::CStr::from_ptr((*member).name).to_string_lossy());
                rest.set_str(&name, Object::from_ptr(*tuple.items_ptr().add(index)).new_ref())?;
            }
            member = member.add(1);
        }
    }
    let plain = Tuple::from_slice(tuple.as_slice())?;
    let args = Tuple::from_vec(vec![plain.into_object(), rest.into_object()])?;
    Ok(Tuple::from_vec(vec![tuple.ty().new_ref().into_object(), args.into_object()])?.into_object())
}
