//! Tables of a heap type: the definitions of its `__slots__` members, and the `__dict__` and
//! `__weakref__` attributes that a class gives its instances.

use std::ffi::c_void;

use pyston_abi::{PyGetSetDef, PyMemberDef, PyObject};

use crate::attr;
use crate::dict::Dict;
use crate::exception::set_field;
use crate::glue::{self, Table};
use crate::ptr::{Layout, Object, PyResult};
use crate::ty::Type;
use crate::{name, raise, singletons};

/// The member definitions behind the heap type's struct, whose size its metatype tells.
///
/// # Safety
/// `ty` is a heap type.
pub(crate) unsafe fn table(ty: &Type) -> *mut PyMemberDef {
    // SAFETY: the items of the variable part start at the metatype's basic size.
    unsafe { ty.raw().cast::<u8>().offset(ty.as_object().ty().tp().tp_basicsize).cast() }
}

const END: PyGetSetDef =
    PyGetSetDef { name: std::ptr::null(), get: None, set: None, doc: std::ptr::null(), closure: std::ptr::null_mut() };
const DICT: PyGetSetDef = PyGetSetDef {
    name: c"__dict__".as_ptr(),
    get: Some(get_dict),
    set: Some(set_dict),
    doc: c"dictionary for instance variables (if defined)".as_ptr(),
    closure: std::ptr::null_mut(),
};
const WEAKREF: PyGetSetDef = PyGetSetDef {
    name: c"__weakref__".as_ptr(),
    get: Some(get_weakref),
    set: None,
    doc: c"list of weak references to the object (if defined)".as_ptr(),
    closure: std::ptr::null_mut(),
};

static BOTH: Table<[PyGetSetDef; 3]> = Table([DICT, WEAKREF, END]);
static DICT_ONLY: Table<[PyGetSetDef; 2]> = Table([DICT, END]);
static WEAKREF_ONLY: Table<[PyGetSetDef; 2]> = Table([WEAKREF, END]);

/// The attributes of a class that adds these fields. The tables are only read.
pub(super) fn getset(has_dict: bool, has_weak: bool) -> *mut PyGetSetDef {
    match (has_dict, has_weak) {
        (true, true) => BOTH.0.as_ptr().cast_mut(),
        (true, false) => DICT_ONLY.0.as_ptr().cast_mut(),
        (false, true) => WEAKREF_ONLY.0.as_ptr().cast_mut(),
        (false, false) => std::ptr::null_mut(),
    }
}

unsafe extern "C" fn get_dict(this: *mut PyObject, _: *mut c_void) -> *mut PyObject {
    // SAFETY: the descriptor checked the instance.
    glue::ret(subtype_dict(unsafe { Object::from_ptr(this) }))
}

unsafe extern "C" fn set_dict(this: *mut PyObject, value: *mut PyObject, _: *mut c_void) -> i32 {
    // SAFETY: the descriptor checked the instance; null deletes.
    unsafe { glue::ret_status(set_subtype_dict(Object::from_ptr(this), Object::from_nullable(value))) }
}

unsafe extern "C" fn get_weakref(this: *mut PyObject, _: *mut c_void) -> *mut PyObject {
    // SAFETY: the descriptor checked the instance.
    let this = unsafe { Object::from_ptr(this) };
    let offset = this.ty().tp().tp_weaklistoffset;
    if offset == 0 {
        return glue::ret(Err(raise!(AttributeError, "This object has no __weakref__")));
    }
    // SAFETY: the type says where the list is; it refers to live weak references.
    let first = unsafe { Object::from_nullable(*this.as_ptr().cast::<u8>().offset(offset).cast::<*mut PyObject>()) };
    first.unwrap_or(singletons::none()).new_ref().into_ptr()
}

/// The nearest built-in base with a `__dict__` of its own making: its descriptor decides.
fn builtin_dict_descriptor(this: &Object) -> Option<PyResult> {
    let base = std::iter::successors(Some(this.ty()), |ty| ty.base())
        .find(|ty| ty.tp().tp_dictoffset != 0 && !ty.is_heap_type())?;
    let descr = attr::type_lookup(base, name!("__dict__")).filter(|descr| attr::is_data_descriptor(descr));
    Some(descr.ok_or_else(|| {
        raise!(TypeError, "this __dict__ descriptor does not support '{:.200}' objects", this.type_name())
    }))
}

fn subtype_dict(this: &Object) -> PyResult {
    match builtin_dict_descriptor(this) {
        Some(found) => attr::bind(&*found?, Some(this), this.ty()),
        None => generic_get_dict(this),
    }
}

fn set_subtype_dict(this: &Object, value: Option<&Object>) -> PyResult<()> {
    let Some(found) = builtin_dict_descriptor(this) else {
        // Instances of classes may lose their dictionary: an empty one takes its place when needed.
        return match (value, attr::dict_field(this)?) {
            // SAFETY: the field of a live object owns a dictionary or is null.
            (None, Some(field)) => unsafe {
                set_field(field, None);
                Ok(())
            },
            _ => generic_set_dict(this, value),
        };
    };
    let descr = found?;
    let Some(set) = descr.ty().tp().tp_descr_set else { return Err(crate::errors::bad_internal_call()) };
    let value = value.map_or(std::ptr::null_mut(), Object::as_ptr);
    // SAFETY: a slot called as CPython calls it.
    unsafe { glue::status(set(descr.as_ptr(), this.as_ptr(), value)) }
}

/// `__dict__` of an object whose type says where the dictionary is, made if missing.
pub fn generic_get_dict(this: &Object) -> PyResult {
    match attr::instance_dict_or_new(this)? {
        Some(dict) => Ok(dict.into_object()),
        None => Err(raise!(AttributeError, "This object has no __dict__")),
    }
}

/// Assigns `__dict__`.
pub fn generic_set_dict(this: &Object, value: Option<&Object>) -> PyResult<()> {
    let Some(field) = attr::dict_field(this)? else {
        return Err(raise!(AttributeError, "This object has no __dict__"));
    };
    let Some(value) = value else { return Err(raise!(TypeError, "cannot delete __dict__")) };
    if !Dict::check(value) {
        let given = value.type_name();
        return Err(raise!(TypeError, "__dict__ must be set to a dictionary, not a '{given:.200}'"));
    }
    // SAFETY: the field of a live object owns a dictionary or is null.
    unsafe { set_field(field, Some(value.new_ref())) }
    Ok(())
}
